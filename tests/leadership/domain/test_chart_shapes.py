"""Plain Chart.js: what is drawn, what is printed, and what is left out."""

from fractions import Fraction

import pytest

from assessment.domain.disclosure import Hidden
from assessment.domain.gaps import Gap
from assessment.domain.shares import Share
from leadership.domain.chart_shapes import (
    Row,
    drawn,
    dumbbells,
    gap_words,
    line,
    lines,
    participation,
    scores,
)

NOBODY = Share(0, 0)
MANAGEMENT, CUSTOMERS = Share(28, 50, asked=50, answered=50), Share(36, 300)


def row(
    management: Share | Hidden = MANAGEMENT,
    customers: Share | Hidden = CUSTOMERS,
    employees: Share | Hidden = NOBODY,
) -> Row:
    gap = None
    if isinstance(management, Share) and isinstance(customers, Share):
        gap = Gap(management, customers)
    return Row("Trust", management, customers, employees, gap)


def test_dumbbells_draw_both_ends_and_print_the_gap() -> None:
    chart = dumbbells([row()], k=5)

    datasets = {one["role"]: one for one in chart["data"]["datasets"]}
    assert set(datasets) == {"connector", "management", "customers"}
    assert datasets["connector"]["data"] == [[12.0, 56.0]]
    assert (datasets["management"]["data"], datasets["management"]["texts"]) == ([56.0], ["56"])
    assert (datasets["customers"]["data"], datasets["customers"]["texts"]) == ([12.0], ["12"])
    words = chart["options"]["plugins"]["cornerOffice"]
    assert words["rightTexts"] == [["44 points", "40 to 47"]]
    assert "reference" not in words


def test_employees_are_drawn_where_one_row_has_them() -> None:
    chart = dumbbells([row(), row(employees=Share(3, 12))], k=5, reference=True)

    employees = chart["data"]["datasets"][-1]
    assert (employees["role"], employees["data"], employees["texts"]) == (
        "employees",
        [None, 25.0],
        [None, "25"],
    )
    marks = chart["options"]["plugins"]["cornerOffice"]["reference"]
    assert [mark["value"] for mark in marks] == [12, 56]


def test_hidden_end_leaves_a_hole_and_no_line() -> None:
    chart = dumbbells([row(customers=Hidden.TOO_FEW)], k=7)

    connector, _, customers = chart["data"]["datasets"]
    assert connector["data"] == [None]
    assert (customers["data"], customers["texts"]) == ([None], [None])
    assert chart["options"]["plugins"]["cornerOffice"]["rightTexts"] == ["fewer than 7 answers"]


@pytest.mark.parametrize(
    ("end", "number"),
    [
        (Hidden.PROTECTS_OTHERS, None),
        (NOBODY, None),
        (Share(0, 9), None),
        (Share(9, 9), None),
        (Share(0, 10), 0.0),
        (Share(1, 3), 33.33),
    ],
)
def test_ends_that_give_everybody_away_are_not_drawn(
    end: Share | Hidden, number: float | None
) -> None:
    assert drawn(end) == number


def test_people_who_agreed_to_be_named_are_drawn() -> None:
    chart = dumbbells([row(management=Share(6, 6))], k=5, attributed=True)

    _, management, _ = chart["data"]["datasets"]
    assert (management["data"], management["texts"]) == ([100.0], ["6 of 6"])
    words = chart["options"]["plugins"]["cornerOffice"]["rightTexts"]
    assert words[0][0] == "88 points"


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (row(management=NOBODY), "no answers"),
        (row(management=NOBODY, customers=Hidden.TOO_FEW), "fewer than 5 answers"),
        (row(management=Share(9, 9)), "not shown"),
        (row(management=Share(7, 50)), ["no detectable gap", "−6 to 15"]),
        (row(customers=Share(36, 300, asked=300, answered=300)), "44 points"),
    ],
)
def test_words_at_the_right_say_why_there_is_no_gap(one: Row, words: list[str] | str) -> None:
    assert gap_words(one, k=5) == words


def test_lines_have_holes_where_nothing_is_known() -> None:
    data = line("Claimed", "claimed", [Fraction(51, 8), None, 6])

    chart = lines(["Q1", "Q2", "Q3"], [data], top=8, step=2)

    assert data["data"] == [6.38, None, 6.0]
    assert data["texts"] == ["6.4", None, "6"]
    assert chart["options"]["scales"]["y"] == {"min": 0, "max": 8, "ticks": {"stepSize": 2}}
    assert chart["options"]["plugins"]["cornerOffice"] == {"directLabels": True, "shade": False}


def test_lines_of_shares_are_printed_in_percent_and_shaded() -> None:
    data = line("Customers", "customers", [Fraction(25, 2)], in_percent=True)

    chart = lines(["Q1"], [data], top=100, step=25, in_percent=True)

    assert data["texts"] == ["13%"]
    assert chart["options"]["plugins"]["cornerOffice"]["shade"]


def test_question_without_a_score_has_an_empty_track() -> None:
    chart = scores([("Leadership", Fraction(3, 4), "Yes"), ("Tools", None, "Not enough answers")])

    assert chart["data"]["datasets"][0]["data"] == [0.75, None]
    words = chart["options"]["plugins"]["cornerOffice"]
    assert words["rightTexts"] == [["Yes", "0.75"], "Not enough answers"]


def test_participation_fills_the_row_and_prints_the_counts() -> None:
    chart = participation([("Customers", 1200, 300, "25%"), ("Partners", 0, 0, "")])

    answered, silent = chart["data"]["datasets"]
    assert (answered["data"], silent["data"]) == ([25.0, None], [75.0, None])
    words = chart["options"]["plugins"]["cornerOffice"]["rightTexts"]
    assert words == [["300 of 1,200", "25%"], ["0 of 0", ""]]
