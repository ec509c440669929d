"""The headings of a sign's page, for every way in which it can be answered."""

import pytest

from assessment.domain.signs import SignCounts
from leadership.domain.sign_findings import (
    agreement_finding,
    change_finding,
    sign_finding,
    voices_finding,
)

CLAIM = "it is so"


@pytest.mark.parametrize(
    ("counts", "heading"),
    [
        ((0, 0, 0), "No executive has said whether it is so"),
        ((1, 0, 0), "The one executive who answered says that it is so"),
        ((0, 1, 0), "The one executive who answered denies that it is so"),
        ((0, 0, 1), "The one executive who answered does not know whether it is so"),
        ((2, 0, 0), "Both say that it is so"),
        ((0, 2, 0), "Both deny that it is so"),
        ((1, 1, 0), "One of two says that it is so; the other disagrees"),
        ((1, 0, 1), "One of two says that it is so; the other does not know"),
        ((9, 0, 0), "All nine say that it is so"),
        ((0, 9, 0), "All nine deny that it is so"),
        ((0, 0, 9), "None of the nine knows whether it is so"),
        ((7, 2, 0), "Seven of nine say that it is so; two disagree"),
        ((1, 7, 1), "One of nine says that it is so; seven disagree and one does not know"),
        ((6, 0, 3), "Six of nine say that it is so; three do not know"),
        ((0, 1, 8), "None of the nine says that it is so; one denies it and eight do not know"),
        ((13, 1, 0), "13 of 14 say that it is so; one disagrees"),
    ],
)
def test_heading_says_how_many_say_so(counts: tuple[int, int, int], heading: str) -> None:
    assert sign_finding(CLAIM, SignCounts(*counts)) == heading


@pytest.mark.parametrize(
    ("before", "now", "heading"),
    [
        ((5, 4, 0), (7, 2, 0), "Two more say yes than in Q2"),
        ((5, 4, 0), (6, 3, 0), "One more says yes than in Q2"),
        ((5, 4, 0), (4, 5, 0), "One fewer says yes than in Q2"),
        ((5, 4, 0), (5, 4, 0), "The same answers as in Q2"),
        ((5, 4, 0), (5, 3, 1), "As many say yes as in Q2"),
        ((5, 3, 0), (6, 3, 0), "Six of nine say yes, after five of eight in Q2"),
        ((1, 3, 0), (0, 3, 0), "None of three says yes, after one of four in Q2"),
    ],
)
def test_change_compares_with_the_quarter_before(
    before: tuple[int, int, int], now: tuple[int, int, int], heading: str
) -> None:
    assert change_finding(SignCounts(*before), SignCounts(*now), "Q2") == heading


def test_change_says_that_minds_changed_though_the_count_did_not() -> None:
    counts = SignCounts(5, 4)

    heading = change_finding(counts, counts, "Q2", moved=True)

    assert heading == "As many say yes as in Q2, though somebody changed their mind"


@pytest.mark.parametrize(
    ("agreed", "heading"),
    [
        ("y", "The first quarter: a trend needs two"),
        ("yy", "Agreed in both quarters"),
        ("nn", "Agreed in neither of the two quarters"),
        ("yyy", "Agreed in all three quarters"),
        ("nnn", "Agreed in none of the three quarters"),
        ("nyy", "Agreed since Q2"),
        ("yyn", "No longer agreed since Q3"),
        ("yny", "Agreed in two of the three quarters"),
        ("?y", "Over the quarters"),
        ("n?y", "Agreed in one of the two quarters that are shown"),
        ("y?y", "Agreed in both quarters that are shown"),
    ],
)
def test_trend_says_since_when_a_sign_is_agreed(agreed: str, heading: str) -> None:
    values = {"y": True, "n": False, "?": None}
    quarters = [(f"Q{at}", values[letter]) for at, letter in enumerate(agreed, start=1)]

    assert agreement_finding(quarters) == heading


def test_trend_that_starts_anew_says_so() -> None:
    heading = agreement_finding([("Q1", True)], anew=True)

    assert heading == "The first quarter with these answers: a trend needs two"


@pytest.mark.parametrize(
    ("yes", "no", "unsure", "heading"),
    [
        ([], [], [], "Nobody answered"),
        (["Ann", "Bo"], [], [], "Nobody disagrees"),
        ([], ["Ann"], [], "Nobody disagrees"),
        (["Ann", "Bo"], ["Cy"], [], "Cy says no"),
        (["Ann"], ["Bo", "Cy"], ["Di"], "Ann says yes"),
        (["Ann", "Bo", "Cy"], ["Di", "Ed"], [], "Di and Ed say no"),
        (["Ann"], ["Bo"], [], "One says yes, one says no"),
        (list("abcde"), list("fghi"), [], "Five say yes, four say no"),
        (["Ann", "Bo"], [], ["Cy"], "Cy does not know"),
        ([], ["Ann"], list("bcde"), "Four do not know"),
    ],
)
def test_voices_name_whoever_stands_against_the_others(
    yes: list[str], no: list[str], unsure: list[str], heading: str
) -> None:
    assert voices_finding({"yes": yes, "no": no, "dk": unsure}) == heading
