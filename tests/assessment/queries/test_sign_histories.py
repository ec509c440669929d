"""One sign over the closed rounds: what each may show, and where the line breaks."""

import re
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.disclosure import Hidden
from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from assessment.queries.sign_histories import SignHistory, sign_history
from assessment.queries.trends import rounds_until
from assessment.services.questionnaires import BUILT_IN, load_questionnaires
from tests.closed_rounds import (
    A_DAY,
    AT,
    CUSTOMER,
    EXECUTIVE,
    Cell,
    Choices,
    a_round,
    headline,
    signs,
)

NINE: dict[Cell, Choices] = {EXECUTIVE: signs((7, 2))}
OTHER_ANSWERS = {r'code: "no", labels: \{en: "No"\}': 'code: "no", labels: {en: "Not yet"}'}
OTHER_WORDS = {"recurring agenda item": "standing agenda item"}


def quarters(count: int) -> list[Quarter]:
    """So many quarters, oldest first."""
    found = [quarter_of(A_DAY)]
    while len(found) < count:
        found.append(found[-1].previous())
    return found[::-1]


def publish(tmp_path: Path, name: str, changes: dict[str, str]) -> None:
    """Publish another version of the eight signs, as an installation would."""
    text = (BUILT_IN / "eight-signs.yaml").read_text("utf-8")
    for pattern, to in changes.items():
        text, found = re.subn(pattern, to, text, count=1)
        assert found, f"“{pattern}” is not in the file any more"
    folder = tmp_path / name
    folder.mkdir()
    (folder / "eight-signs.yaml").write_text(text, "utf-8")
    load_questionnaires(folder=folder, now=AT)


def history_of(round_: Round, key: str = "s1") -> SignHistory:
    found = sign_history(rounds_until(round_), key)
    assert found is not None
    return found


def test_history_has_the_answers_of_every_round(organization: Organization) -> None:
    first, second = quarters(2)
    a_round(organization, {EXECUTIVE: signs((5, 3, 1))}, quarter=first)
    latest = a_round(organization, NINE, quarter=second)

    history = history_of(latest)

    shown = [one.shown for one in history.quarters]
    assert [one and (one.counts.yes, one.counts.no, one.counts.dont_know) for one in shown] == [
        (5, 3, 1),
        (7, 2, 0),
    ]
    assert [one.continues for one in history.quarters] == [True, True]
    assert history.keys[6] == "s7"


def test_history_hides_what_each_round_hides(organization: Organization) -> None:
    first, second, third, fourth = quarters(4)
    a_round(organization, {EXECUTIVE: signs((3, 1))}, quarter=first, promise=Promise.TOTALS_ONLY)
    a_round(organization, {CUSTOMER: headline(1, 9)}, quarter=second)
    a_round(organization, {}, asked={EXECUTIVE: 9}, quarter=third)
    latest = a_round(organization, NINE, quarter=fourth)

    history = history_of(latest)

    assert history.quarters[0].result is Hidden.TOO_FEW
    assert history.quarters[1].result is None
    assert [one.shown is not None for one in history.quarters] == [False, False, False, True]


def test_history_breaks_where_the_answers_to_choose_from_changed(
    organization: Organization, tmp_path: Path
) -> None:
    first, second, third = quarters(3)
    a_round(organization, NINE, quarter=first)
    publish(tmp_path, "words", OTHER_WORDS)
    a_round(organization, NINE, quarter=second)
    publish(tmp_path, "answers", OTHER_WORDS | OTHER_ANSWERS)
    latest = a_round(organization, NINE, quarter=third)

    history = history_of(latest)

    assert [one.continues for one in history.quarters] == [True, True, False]
    assert [one.reworded for one in history.quarters] == [False, True, False]
    assert history.comparable == history.quarters[2:]


def test_sign_that_no_round_asked_has_no_history(organization: Organization) -> None:
    round_ = a_round(organization, {CUSTOMER: headline(1, 9)})

    assert sign_history(rounds_until(round_), "s1") is None
    assert (
        sign_history(rounds_until(a_round(organization, NINE, quarter=quarters(2)[0])), "s9")
        is None
    )


@pytest.mark.parametrize("count", [1, 3])
def test_history_costs_the_same_whatever_its_length(
    organization: Organization, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    latest = [a_round(organization, NINE, quarter=one) for one in quarters(count)][-1]
    rounds = rounds_until(latest)
    sign_history(rounds, "s1")

    with django_assert_num_queries(3):
        sign_history(rounds, "s1")
