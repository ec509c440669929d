"""What executives’ statements, matrix and tone are said to have found."""

import pytest

from assessment.domain.agreement import Agreement, agreement
from leadership.domain.executive_findings import (
    matrix_finding,
    matrix_sentence,
    opinions_finding,
    opinions_sentence,
    tone_finding,
)


def of(*counts: int) -> Agreement:
    return agreement({str(at): count for at, count in enumerate(counts, start=1)})


APART, CLOSE, ALIKE = of(3, 0, 0, 0, 3), of(0, 0, 0, 3, 3), of(0, 0, 0, 0, 6)


def test_statement_with_the_widest_spread_is_named() -> None:
    told = [("We act.", CLOSE), ("We hear.", APART), ("We know.", ALIKE)]

    assert opinions_finding(told) == "Executives are furthest apart on “We hear”"
    assert opinions_sentence(told) == (
        "Most divided on “We hear”: 3 strongly agree, mean 3.0, spread 2.2. "
        "Closest on “We know”: 6 strongly agree, mean 5.0, spread 0.0."
    )


@pytest.mark.parametrize(
    ("told", "finding", "sentence"),
    [
        ([("We act.", of())], "How executives answer the statements", ""),
        (
            [("We act.", of(0, 0, 0, 0, 1))],
            "How executives answer the statements",
            "1 answered “We act”.",
        ),
        (
            [("We act.", ALIKE)],
            "Executives answer every statement alike",
            "Of one mind on “We act”: 6 strongly agree, mean 5.0, spread 0.0.",
        ),
    ],
)
def test_nothing_is_claimed_without_a_spread(
    told: list[tuple[str, Agreement]], finding: str, sentence: str
) -> None:
    assert opinions_finding(told) == finding
    assert opinions_sentence(told) == sentence


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([], "No executive has answered"),
        ([["", ""]], "No executive has answered"),
        ([["y", "n"], ["", ""]], "No executive says yes to every sign"),
        ([["y", "y"], ["y", "n"]], "One of two executives says yes to every sign"),
        ([["y", "y"], ["y", "y"], ["d", "y"]], "Two of three executives say yes to every sign"),
        ([["y", "y"], ["y", "y"]], "Every executive says yes to every sign"),
    ],
)
def test_matrix_says_who_is_sure_of_everything(rows: list[list[str]], text: str) -> None:
    assert matrix_finding(rows) == text


def test_matrix_counts_the_yes_to_each_sign() -> None:
    assert matrix_sentence([9, 0, 4]) == (
        "Executives who say yes: 9 to sign 1, 0 to sign 2 and 4 to sign 3."
    )


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({"A cost": 5, "An agenda": 3, "Don’t know": 1}, "Five of nine say “a cost”"),
        ({"A cost": 4, "An agenda": 4}, ""),
        ({"Don’t know": 4}, ""),
        ({}, ""),
    ],
)
def test_tone_is_what_most_say(counts: dict[str, int], text: str) -> None:
    assert tone_finding(counts, "Don’t know") == text
