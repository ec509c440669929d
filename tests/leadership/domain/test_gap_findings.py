"""The headings of the page of the gap."""

from fractions import Fraction

import pytest

from assessment.domain.gaps import Gap
from assessment.domain.shares import Distribution, Share
from leadership.domain.gap_findings import (
    answers_finding,
    change_finding,
    change_text,
    intervals_finding,
    prediction_finding,
)

LABELS = ("Not at all", "A little", "Somewhat", "Mostly", "Highly")


def spread(*counts: int) -> Distribution:
    return Distribution(("1", "2", "3", "4", "5"), counts, 0)


def gap(management: int, customers: int, of: int = 100) -> Gap:
    return Gap(Share(management, of), Share(customers, of))


def test_most_frequent_answers_stand_side_by_side() -> None:
    sides = [
        ("management", spread(0, 0, 0, 4, 9)),
        ("employees", spread(0, 7, 0, 7, 2)),
        ("customers", spread(1, 2, 9, 4, 0)),
    ]

    assert answers_finding(sides, LABELS) == (
        "Management most often says “Highly”, employees “A little” and “Mostly” "
        "and customers “Somewhat”"
    )


def test_sides_of_one_mind_are_named_together() -> None:
    sides = [("management", spread(0, 0, 0, 4, 1)), ("customers", spread(0, 0, 0, 2, 1))]

    assert answers_finding(sides, LABELS) == "Management and customers most often say “Mostly”"
    assert answers_finding(sides[:1], LABELS) == "Management most often says “Mostly”"
    assert answers_finding(sides[1:], LABELS) == "Customers most often say “Mostly”"


def test_nothing_to_spread_out_is_said_so() -> None:
    assert answers_finding([], LABELS) == "Too few answers to show them all"
    silent = [("customers", spread(0, 0, 0, 0, 0))]
    assert answers_finding(silent, LABELS) == "Too few answers to show them all"


@pytest.mark.parametrize(
    ("detectable", "together", "text"),
    [
        ([True, True, False], False, "Two of three gaps are more than chance"),
        ([True, False, None], False, "One of two gaps is more than chance"),
        ([False, False], True, "No gap is more than chance explains, all looked at together"),
        ([True, True], False, "Both gaps are more than chance"),
        ([True], False, "The gap is more than chance explains"),
        ([False], False, "The gap is no more than chance explains"),
        ([None], False, "Everybody answered, so there is nothing to estimate"),
        ([True] * 12, False, "All 12 gaps are more than chance"),
    ],
)
def test_intervals_are_counted(detectable: list[bool | None], *, together: bool, text: str) -> None:
    assert intervals_finding(detectable, together=together) == text


def test_prediction_stands_beside_what_customers_said() -> None:
    assert prediction_finding(Fraction(55), Share(18, 100)) == (
        "Management expected 55 of 100 customers to say so; 18 of 100 did"
    )


@pytest.mark.parametrize(
    ("then", "now", "heading", "cell"),
    [
        (
            gap(60, 20),
            gap(62, 20),
            "No detectable change of the gap since Q1",
            "no detectable change (−15 to 19)",
        ),
        (
            gap(600, 200, 1000),
            gap(600, 100, 1000),
            "Since Q1 the gap has widened by 10 points",
            "+10 points (5 to 15)",
        ),
        (
            gap(600, 100, 1000),
            gap(600, 200, 1000),
            "Since Q1 the gap has narrowed by 10 points",
            "−10 points (−15 to −5)",
        ),
        (
            gap(200, 600, 1000),
            gap(600, 200, 1000),
            "Since Q1 customers’ view has fallen by 80 points against our own",
            "+80 points (74 to 85)",
        ),
    ],
)
def test_change_is_said_only_where_it_is_detectable(
    then: Gap, now: Gap, heading: str, cell: str
) -> None:
    assert change_finding("Q1", then, now) == heading
    assert change_text(then, now) == cell


def test_change_between_censuses_is_exact() -> None:
    def census(top: int) -> Share:
        return Share(top, 20, asked=20, answered=20)

    then, now = Gap(census(10), census(5)), Gap(census(12), census(5))

    assert change_text(then, now) == "+10 points (everybody answered)"
    assert change_text(then, then) == "0 points (everybody answered)"


def test_change_of_a_gap_without_answers_is_not_shown() -> None:
    empty = Gap(Share(0, 0), Share(1, 10))

    assert change_text(empty, gap(60, 20)) == "not shown"
    assert change_finding("Q1", empty, gap(60, 20)) == "Beside Q1"
