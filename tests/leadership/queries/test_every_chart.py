"""Drawing, table and sentence of every chart hold the same numbers, of a new one too."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any, get_type_hints

import pytest
from model_bakery import baker

from assessment.domain.metrics_test import MetricTag
from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round, ServiceMetric
from leadership import queries
from leadership.domain.immersion import LoggedWeek, week_of, weeks_until
from leadership.domain.kept_rates import KeptRate
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.charts import every_chart_of
from leadership.queries.dashboards import Dashboard, dashboard_for
from leadership.queries.immersion import chart_of_log
from leadership.queries.keeping import Keeping, KeptQuarter
from leadership.queries.matrix import Matrix, MatrixRow
from leadership.queries.sign_pages import chart_of_sign
from tests.closed_rounds import (
    A_DAY,
    CUSTOMER,
    EMPLOYEE,
    EXECUTIVE,
    MANAGER,
    SIGN_KEYS,
    Cell,
    Choices,
    a_round,
    headline,
    signs,
)

SIGNS = tuple(f"sign-{key}" for key in SIGN_KEYS)
EVERY = (
    "who-says-what",
    "gap-by-question",
    "gap-by-unit",
    "signs-over-time",
    "gap-over-time",
    "opinions",
    "checklist",
    "metrics",
    "participation",
    "all-answers",
    "intervals-by-question",
    "intervals-by-unit",
    "prediction",
    "kept-rate",
    "immersion",
    *SIGNS,
)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def answers(shift: int) -> dict[Cell, Choices]:
    """No two numbers of a chart are alike by chance alone; `shift` tells the quarters apart."""
    statements = {
        "p2": {"5": 4, "4": 2, "3": 1, "1": 1, "dk": 1},
        "p3": {"5": 7, "2": 2},
        "p4": {"3": 5, "4": 4},
    }
    checklist = {
        "l1a": {"yes": 6, "partly": 3},
        "l1b": {"16": 5, "8": 4},
        "l1c": {"partly": 9},
        "l1d": {"yes": 4, "no": 5},
        "l2a": {"no": 9},
        "l2b": {"yes": 9},
        "l2c": {"yes": 7, "dk": 2},
    }
    return {
        EXECUTIVE: {
            **signs((9, 0), (8 - shift, 1 + shift), (7, 1, 1), (5, 4), (2, 3, 4)),
            **headline(6 - shift, 9),
            "m1": {"50": 6, "70": 3},
            **statements,
            **checklist,
        },
        (MANAGER, "North"): headline(10, 20) | {"p2": {"5": 8, "3": 12}},
        (MANAGER, "South"): headline(12, 21, dont_know=3) | {"p2": {"5": 9, "1": 12}},
        (EMPLOYEE, "North"): headline(12, 40),
        (EMPLOYEE, "South"): headline(13, 41),
        (CUSTOMER, "North"): headline(16 + shift, 150) | {"p2": {"5": 30, "2": 110}},
        (CUSTOMER, "South"): headline(20, 149, dont_know=10) | {"p2": {"5": 31, "2": 109}},
    }


@pytest.fixture
def round_(organization: Organization) -> Round:
    quarter = quarter_of(A_DAY)
    a_round(organization, answers(2), quarter=quarter.previous().previous())
    a_round(organization, answers(1), quarter=quarter.previous())
    latest = a_round(organization, answers(0), asked={(CUSTOMER, "North"): 600}, quarter=quarter)
    tags = [MetricTag.VALUE] * 3 + [MetricTag.REDUCE] * 2 + [MetricTag.NEITHER]
    for number, tag in enumerate(tags):
        baker.make(
            ServiceMetric, round=latest, name=f"Metric {number}", tag=tag, in_pay=number == 1
        )
    return latest


@pytest.fixture
def blocks(round_: Round) -> Mapping[str, ChartBlock]:
    return {
        **every_chart_of(dashboard_for(round_), a_matrix(), a_keeping()),
        "immersion": chart_of_log(a_log()),
        **{
            block.key: block
            for key in SIGN_KEYS
            if (block := chart_of_sign(round_, key, named=True))
        },
    }


def a_matrix() -> Matrix:
    yes, no, unsure, silent = ("y", "yes"), ("n", "no"), ("d", "don’t know"), ("", "no answer")
    rows = (
        MatrixRow("Ann", (yes,) * 8),
        MatrixRow("Bo", (yes, no, unsure, yes, no, no, yes, no)),
        MatrixRow("Cy", (silent,) * 8),
    )
    return Matrix(rows, {}, "")


def a_keeping() -> Keeping:
    rates = (KeptRate(kept=2, late=1), KeptRate(kept=7, not_kept=4, withdrawn=3, not_due=5))
    quarters = [
        KeptQuarter(f"Q{number} 2026", True, rate, number, 4)
        for number, rate in enumerate(rates, start=1)
    ]
    return Keeping(A_DAY, tuple(quarters), (), (), {})


def a_log() -> tuple[LoggedWeek, ...]:
    return weeks_until(A_DAY, {week_of(A_DAY): 3, week_of(A_DAY - timedelta(weeks=2)): 11})


def makers() -> Iterator[Callable[[Dashboard], ChartBlock | None]]:
    """Every function of the queries that makes a chart from a dashboard, and nothing else."""
    for module in pkgutil.iter_modules(queries.__path__, "leadership.queries."):
        for _, found in inspect.getmembers(importlib.import_module(module.name)):
            if not inspect.isfunction(found) or found.__module__ != module.name:
                continue
            hints = get_type_hints(found)
            if hints.pop("return", None) == ChartBlock | None and [*hints.values()] == [Dashboard]:
                yield found


def test_no_chart_is_left_out(round_: Round, blocks: Mapping[str, ChartBlock]) -> None:
    made = [maker(dashboard_for(round_)) for maker in makers()]

    assert set(blocks) == set(EVERY)
    assert {block.key if block else "none" for block in made} == (
        set(EVERY) - {"who-says-what", "kept-rate", "immersion", *SIGNS}
    )


@pytest.mark.parametrize("key", EVERY)
def test_what_is_drawn_and_said_stands_in_the_table(
    blocks: Mapping[str, ChartBlock], key: str
) -> None:
    block = blocks[key]

    table = numbers(" · ".join(cell for row in (block.headers, *block.rows) for cell in row))
    drawn = numbers(" · ".join(printed(block.draw())))
    said = numbers(block.sentence.replace("95% interval", ""))

    assert drawn
    assert drawn <= table
    assert said
    assert said <= table
    assert said & drawn


@pytest.mark.parametrize("key", EVERY)
def test_marks_stand_where_their_words_say(blocks: Mapping[str, ChartBlock], key: str) -> None:
    data = blocks[key].draw()["data"]

    names = [row[0] for row in blocks[key].rows]
    assert all(label in names for label in data["labels"] if label)
    for one in data["datasets"]:
        for value, text in zip(one["data"], one.get("texts") or [], strict=False):
            if text is None:
                continue
            size = value[1] - value[0] if isinstance(value, list) else value
            assert size == pytest.approx(worth(text), abs=0.51)


@pytest.mark.parametrize("key", EVERY)
def test_chart_has_what_stands_around_it(blocks: Mapping[str, ChartBlock], key: str) -> None:
    block = blocks[key]

    assert block.title
    assert block.sentence.endswith(".")
    assert {len(row) for row in block.rows} == {len(block.headers)}
    assert "None" not in f"{block.finding} {block.sentence} {block.note} {block.rows}"
    assert not re.search(r"\d %|(?<![\w–−])-\d", f"{block.sentence} {block.rows}")


def printed(chart: Mapping[str, Any]) -> Iterator[str]:
    """The words in a drawing that tell a number; of a matrix how many dots are filled."""
    for one in chart["data"]["datasets"]:
        yield from filter(None, one.get("texts") or [])
        if "marks" in one:
            yield str(one["marks"].count("y"))
    for words in chart["options"]["plugins"]["cornerOffice"].get("rightTexts", []):
        yield from [words] if isinstance(words, str) else words


def numbers(text: str) -> set[str]:
    return {found.rstrip(",") for found in NUMBER.findall(text)}


def worth(text: str) -> float:
    """A number as it is printed; "3 of 6" is 50."""
    some, _, every = text.removesuffix("%").partition(" of ")
    return float(Fraction(100 * int(some), int(every)) if every else Fraction(some))
