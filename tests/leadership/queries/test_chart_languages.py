"""Drawing, table and sentence of a chart are in one language: that of whoever reads it now."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import pytest
from django.utils import translation

from assessment.models import Round
from assessment.queries.rounds import definitions_of
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.charts import every_chart_of
from leadership.queries.dashboards import dashboard_for
from leadership.queries.gap_pages import dont_know_heading, end_figures, gap_changes, gap_heading
from leadership.queries.matrix import Matrix, MatrixRow
from leadership.queries.sign_pages import sign_page
from tests.leadership.queries.test_every_chart import a_keeping, round_

__all__ = ["round_"]

LANGUAGE: Final = "de"
NOT_PRINTED: Final = {"role", "type", "indexAxis"}
ANN: Final = Matrix((MatrixRow("Ann", (("y", ""),) * 8),), {}, "")
MARKED: Final = re.compile(r"⟦[^⟦⟧]*⟧")
WORD: Final = re.compile(r"[^\W\d_]{2}")


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a catalog is asked for stands in brackets of its own."""
    catalogs = vars(translation)["_trans"]
    monkeypatch.setattr(catalogs, "gettext", lambda text: f"⟦{text}⟧")
    monkeypatch.setattr(
        catalogs, "ngettext", lambda one, many, count: f"⟦{one if count == 1 else many}⟧"
    )


@pytest.fixture
def left_over(round_: Round) -> Callable[[str], str]:
    """What of a text is neither from a catalog nor a name nor from a questionnaire."""
    organization = round_.organization
    known = {"Ann", organization.name, "North", "South"} | {f"Metric {at}" for at in range(6)}
    for definition in definitions_of(round_):
        for question in definition.read_in(LANGUAGE).questions:
            wordings = [question.wording(one, LANGUAGE) for one in question.audiences]
            known |= {one.naming(organization.name).text for one in wordings}
            known |= {question.dimension, *(one.label(LANGUAGE) for one in question.scale.choices)}
        known |= {one.title(LANGUAGE) for one in definition.groups}

    def left(text: str) -> str:
        while (inner := MARKED.sub("", text)) != text:
            text = inner
        for words in sorted(known, key=len, reverse=True):
            text = text.replace(words, "").replace(words.rstrip("."), "")
        return text

    return left


def printed(chart: Any) -> Iterator[str]:
    """Every text that a drawing prints."""
    if isinstance(chart, str):
        yield chart
    elif isinstance(chart, Mapping):
        for key, value in chart.items():
            yield from printed(value) if key not in NOT_PRINTED | {"marks"} else ()
    elif isinstance(chart, list | tuple):
        for value in chart:
            yield from printed(value)


def texts_of(block: ChartBlock) -> list[str]:
    said = [block.title, block.finding, block.sentence, block.note, *block.headers]
    return [*said, *(cell for row in block.rows for cell in row), *printed(block.draw())]


@pytest.mark.usefixtures("marked")
def test_charts_say_nothing_that_cannot_be_translated(
    round_: Round, left_over: Callable[[str], str]
) -> None:
    with translation.override(LANGUAGE):
        charts = every_chart_of(dashboard_for(round_), ANN, a_keeping())
        texts = [text for block in charts.values() for text in texts_of(block)]

    assert [text for text in texts if WORD.search(left_over(text))] == []


@pytest.mark.usefixtures("marked")
def test_figures_and_pages_say_nothing_that_cannot_be_translated(
    round_: Round, left_over: Callable[[str], str]
) -> None:
    with translation.override(LANGUAGE):
        dashboard = dashboard_for(round_)
        perception = dashboard.results.perception
        assert perception
        figures = [*dashboard.figures, *end_figures(perception, k=5, attributed=True)]
        changes = gap_changes(dashboard)
        page = sign_page(round_, "s3", named=True)
        assert page
        assert page.change
        assert page.row
        assert changes
        texts = [
            *(text for one in figures for text in (one.label, one.strong, one.note)),
            *(dashboard.headline, dashboard.change, dashboard.kicker, dashboard.signs_missing),
            *(text for sign in dashboard.signs for text in (sign.answers, sign.status, sign.note)),
            *(gap_heading(dashboard), dont_know_heading(dashboard), changes.heading),
            *(cell for one in changes.questions for row in one.rows for cell in row),
            *(text for one in changes.questions for text in (one.topic, one.change)),
            *(page.headline, page.silence, page.trend_heading, page.row.status),
            *(page.change.heading, *page.change.sentences),
        ]

    assert [text for text in texts if WORD.search(left_over(text))] == []


def test_next_reader_is_not_told_in_the_language_of_the_one_before(round_: Round) -> None:
    def told() -> list[list[str]]:
        return [texts_of(one) for one in every_chart_of(dashboard_for(round_)).values()]

    english = told()
    with translation.override(LANGUAGE):
        german = told()

    assert german != english
    assert told() == english
