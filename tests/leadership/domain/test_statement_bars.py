"""Bars that part in the middle: where each answer begins and ends, and don’t know apart."""

import pytest

from leadership.domain.statement_bars import StatementBar, statement_bars

LABELS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
BARS = [
    StatementBar("Fair", (1, 1, 2, 3, 2), 1, ("1 don’t know",)),
    StatementBar("Hidden", None, 0, ("fewer than 5 answers",)),
    StatementBar("Sure", (0, 0, 0, 0, 9), 0, ("",)),
]


def test_neither_stands_on_both_sides_of_the_line() -> None:
    datasets = statement_bars(BARS, LABELS)["data"]["datasets"]

    assert [one["data"][0] for one in datasets[:5]] == [
        [-3.0, -2.0],
        [-2.0, -1.0],
        [-1.0, 1.0],
        [1.0, 4.0],
        [4.0, 6.0],
    ]
    assert [one["texts"][0] for one in datasets] == ["1", "1", "2", "3", "2", "1"]


def test_what_nobody_said_has_no_part_and_what_is_hidden_no_bar() -> None:
    datasets = statement_bars(BARS, LABELS)["data"]["datasets"]

    assert [one["data"][1] for one in datasets] == [None] * 6
    assert [one["data"][2] for one in datasets] == [None, None, None, None, [0.0, 9.0], None]


def test_dont_know_has_a_column_behind_the_longest_bar() -> None:
    chart = statement_bars(BARS, LABELS)

    start, end = chart["data"]["datasets"][5]["data"][0]
    words = chart["options"]["plugins"]["cornerOffice"]
    assert start > 9
    assert end - start == pytest.approx(1)
    assert chart["options"]["scales"]["x"] == {"min": -3.0, "max": end}
    assert [one["label"] for one in words["heads"]] == ["← disagree", "agree →", "don’t know"]
    assert words["rightTexts"] == ["1 don’t know", "fewer than 5 answers", ""]


def test_without_dont_know_there_is_no_column() -> None:
    chart = statement_bars(BARS[2:], LABELS)

    assert chart["options"]["scales"]["x"] == {"min": -1.0, "max": 9.0}
    assert len(chart["options"]["plugins"]["cornerOffice"]["heads"]) == 2
