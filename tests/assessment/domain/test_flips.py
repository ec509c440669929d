"""Flips count the same people twice and lose nobody on the way."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.flips import Flips, flips

ROUND = st.dictionaries(
    st.integers(min_value=1, max_value=14), st.sampled_from(["yes", "no", "dk", None]), max_size=12
)


def test_flips_reproduce_the_worked_sentence() -> None:
    before = {**dict.fromkeys("abc", "no"), "d": "yes", **dict.fromkeys("efghi", "yes"), "j": "no"}
    after = {**dict.fromkeys("abc", "yes"), "d": "no", **dict.fromkeys("efghi", "yes"), "k": "no"}

    result = flips(before, after)

    assert result == Flips(no_to_yes=3, yes_to_no=1, unchanged=5, joined=1, left=1)
    assert result.compared == 9
    assert (
        result.text("sign 7")
        == "sign 7: 3 from no to yes, 1 from yes to no, 5 unchanged; 1 joined, 1 left"
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("no", "yes", Flips(no_to_yes=1)),
        ("yes", "no", Flips(yes_to_no=1)),
        ("yes", "yes", Flips(unchanged=1)),
        ("no", "no", Flips(unchanged=1)),
        ("dk", "dk", Flips(unchanged=1)),
        ("dk", "yes", Flips(other=1)),
        ("yes", "dk", Flips(other=1)),
        ("no", "dk", Flips(other=1)),
        ("dk", "no", Flips(other=1)),
        ("yes", None, Flips(silent=1)),
        (None, "no", Flips(silent=1)),
        (None, None, Flips(silent=1)),
    ],
)
def test_flip_of_one_executive(before: str | None, after: str | None, expected: Flips) -> None:
    assert flips({"Ann": before}, {"Ann": after}) == expected


def test_somebody_asked_in_one_round_only_joined_or_left_even_if_silent() -> None:
    assert flips({"Ann": "no", "Bo": None}, {"Cy": None}) == Flips(joined=1, left=2)


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (Flips(unchanged=9), "s1: 9 unchanged"),
        (Flips(other=2, unchanged=1), "s1: 2 from or to don’t know, 1 unchanged"),
        (Flips(joined=2), "s1: nobody answered both times; 2 joined"),
        (Flips(unchanged=1, silent=2), "s1: 1 unchanged; 2 answered once at most"),
        (Flips(), "s1: nobody answered both times"),
    ],
)
def test_text_leaves_out_what_nobody_did(result: Flips, text: str) -> None:
    assert result.text("s1") == text


@pytest.mark.parametrize("code", ["partly", "", "Yes"])
def test_flips_refuse_what_does_not_answer_a_sign(code: str) -> None:
    with pytest.raises(ImpossibleCounts, match="does not answer a sign"):
        flips({"Ann": "yes"}, {"Ann": code})


@given(ROUND, ROUND)
def test_flips_count_everybody_once(
    before: dict[int, str | None], after: dict[int, str | None]
) -> None:
    result = flips(before, after)

    everybody = before.keys() | after.keys()
    assert result.compared + result.silent + result.joined + result.left == len(everybody)


@given(ROUND, ROUND)
def test_flips_backwards_swap_their_directions(
    before: dict[int, str | None], after: dict[int, str | None]
) -> None:
    result = flips(before, after)

    assert flips(after, before) == replace(
        result,
        no_to_yes=result.yes_to_no,
        yes_to_no=result.no_to_yes,
        joined=result.left,
        left=result.joined,
    )


@given(ROUND, ROUND)
def test_flips_explain_the_change_in_yes_of_those_compared(
    before: dict[int, str | None], after: dict[int, str | None]
) -> None:
    definite = {
        person
        for person in before.keys() & after.keys()
        if {before[person], after[person]} <= {"yes", "no"}
    }

    result = flips(before, after)

    change = sum((after[p] == "yes") - (before[p] == "yes") for p in definite)
    assert result.no_to_yes - result.yes_to_no == change
