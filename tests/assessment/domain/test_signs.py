"""Signs are counted as facts: don't know is not yes, and a contested sign is shown as a split."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.signs import (
    Band,
    SignCounts,
    Status,
    agreed,
    agreed_bounds,
    agreed_bounds_text,
    band,
    claimed,
    disagreement,
    is_agreed,
    sign_bounds,
    split_text,
    status,
)

COUNTS = st.builds(
    SignCounts, *[st.integers(min_value=0, max_value=12) for _ in ("yes", "no", "dont_know")]
)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (SignCounts(0, 0, 0), Status.NO_ANSWERS),
        (SignCounts(9, 0, 0), Status.UNANIMOUS_YES),
        (SignCounts(1, 0, 0), Status.UNANIMOUS_YES),
        (SignCounts(8, 0, 1), Status.MOSTLY_YES),
        (SignCounts(8, 1, 0), Status.MOSTLY_YES),
        (SignCounts(6, 3, 0), Status.MOSTLY_YES),
        (SignCounts(6, 0, 3), Status.MOSTLY_YES),
        (SignCounts(5, 0, 3), Status.NOT_KNOWN),
        (SignCounts(5, 3, 0), Status.CONTESTED),
        (SignCounts(5, 4, 0), Status.CONTESTED),
        (SignCounts(3, 3, 3), Status.CONTESTED),
        (SignCounts(3, 2, 4), Status.NOT_KNOWN),
        (SignCounts(0, 0, 5), Status.NOT_KNOWN),
        (SignCounts(1, 1, 0), Status.CONTESTED),
        (SignCounts(3, 6, 0), Status.MOSTLY_NO),
        (SignCounts(0, 8, 1), Status.MOSTLY_NO),
        (SignCounts(0, 9, 0), Status.UNANIMOUS_NO),
    ],
)
def test_status_follows_its_rules_in_order(counts: SignCounts, expected: Status) -> None:
    assert status(counts) is expected


@given(COUNTS)
def test_status_of_the_opposite_answers_is_the_opposite(counts: SignCounts) -> None:
    opposite = {
        Status.UNANIMOUS_YES: Status.UNANIMOUS_NO,
        Status.MOSTLY_YES: Status.MOSTLY_NO,
        Status.UNANIMOUS_NO: Status.UNANIMOUS_YES,
        Status.MOSTLY_NO: Status.MOSTLY_YES,
    }

    turned = status(SignCounts(yes=counts.no, no=counts.yes, dont_know=counts.dont_know))

    assert turned is opposite.get(status(counts), status(counts))


@given(COUNTS)
def test_sign_is_agreed_exactly_when_its_status_says_yes(counts: SignCounts) -> None:
    says_yes = status(counts) in {Status.UNANIMOUS_YES, Status.MOSTLY_YES}

    assert is_agreed(counts) == says_yes


@given(COUNTS)
def test_contested_sign_has_somebody_on_either_side(counts: SignCounts) -> None:
    if status(counts) is Status.CONTESTED:
        assert counts.yes > 0
        assert counts.no > 0


@pytest.mark.parametrize(
    ("yes", "no", "published"), [(8, 1, "0.40"), (7, 2, "0.70"), (6, 3, "0.90"), (5, 4, "1")]
)
def test_disagreement_reproduces_the_published_values(yes: int, no: int, published: str) -> None:
    assert disagreement(yes, no) == Fraction(published)
    assert disagreement(no, yes) == Fraction(published)


def test_disagreement_of_fewer_than_two_is_missing() -> None:
    assert disagreement(0, 0) is None
    assert disagreement(1, 0) is None


@given(st.integers(min_value=0, max_value=40), st.integers(min_value=0, max_value=40))
def test_disagreement_runs_from_unanimous_to_split_in_half(yes: int, no: int) -> None:
    index = disagreement(yes, no)

    if index is not None:
        assert 0 <= index <= 1
        assert (index == 0) == (min(yes, no) == 0)
        assert (index == 1) == (abs(yes - no) <= 1 and min(yes, no) > 0)


def test_split_text_shows_both_sides_of_a_contested_sign() -> None:
    assert split_text(SignCounts(5, 3)) == "contested 5–3"
    assert split_text(SignCounts(7, 2)) == "mostly yes"
    assert split_text(SignCounts(0, 0)) == "no answers"


def test_claimed_is_the_mean_number_of_yes() -> None:
    assert claimed(51, 8) == Fraction(51, 8)
    assert claimed(0, 8) == 0


def test_claimed_by_nobody_is_missing_not_zero() -> None:
    assert claimed(0, 0) is None


@pytest.mark.parametrize(("total_yes", "executives"), [(65, 8), (-1, 8), (1, 0)])
def test_claimed_refuses_impossible_counts(total_yes: int, executives: int) -> None:
    with pytest.raises(ImpossibleCounts, match="cannot say yes"):
        claimed(total_yes, executives)


def test_agreed_counts_dont_know_as_not_yes() -> None:
    signs = [
        SignCounts(9, 0, 0),
        SignCounts(6, 0, 3),
        SignCounts(5, 0, 4),
        SignCounts(5, 4, 0),
        SignCounts(0, 0, 0),
    ]

    assert agreed(signs) == 2


def test_agreed_needs_exactly_two_thirds() -> None:
    assert is_agreed(SignCounts(yes=2, no=1))
    assert not is_agreed(SignCounts(yes=1_999_999, no=1_000_000))


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        (8, Band.FULLY),
        (7, Band.NEARLY),
        (6, Band.NEARLY),
        (5, Band.PARTIAL),
        (3, Band.PARTIAL),
        (2, Band.LITTLE),
        (0, Band.LITTLE),
    ],
)
def test_band_of_a_number_of_signs(signs: int, expected: Band) -> None:
    assert band(signs) is expected


@pytest.mark.parametrize("signs", [-1, 9])
def test_band_refuses_a_number_that_cannot_be(signs: int) -> None:
    with pytest.raises(ImpossibleCounts, match="8 signs"):
        band(signs)


def test_only_the_highest_band_is_the_sources_own() -> None:
    assert [each for each in Band if not each.ours] == [Band.FULLY]
    assert str(Band.FULLY) == "Fully committed"


def test_sign_counts_refuse_a_negative_count() -> None:
    with pytest.raises(ImpossibleCounts, match="is impossible"):
        SignCounts(3, -1, 0)


def test_sign_bounds_take_the_silent_as_all_no_and_all_yes() -> None:
    assert sign_bounds(SignCounts(5, 2), asked=9) == (5, 7)
    assert sign_bounds(SignCounts(5, 2, 2), asked=9) == (5, 5)
    assert sign_bounds(SignCounts(0, 0), asked=9) == (0, 9)


def test_agreed_bounds_show_what_the_silent_leave_open() -> None:
    open_either_way, agreed_anyway, not_agreed_anyway = (
        SignCounts(5, 2),
        SignCounts(6, 0, 1),
        SignCounts(3, 3, 1),
    )

    assert agreed_bounds([open_either_way], asked=9) == (0, 1)
    assert agreed_bounds([agreed_anyway], asked=9) == (1, 1)
    assert agreed_bounds([not_agreed_anyway], asked=9) == (0, 0)
    assert agreed_bounds([open_either_way, agreed_anyway, not_agreed_anyway], asked=9) == (1, 2)


SIGNS = [SignCounts(7, 0)] * 4 + [SignCounts(5, 2)] * 2 + [SignCounts(0, 7)] * 2


@pytest.mark.parametrize(
    ("signs", "asked", "text"),
    [
        (
            SIGNS,
            9,
            "between 4 and 6 of 8 signs, depending on the 2 executives who have not answered",
        ),
        (
            SIGNS,
            8,
            "between 4 and 6 of 8 signs, depending on the one executive who has not answered",
        ),
        (
            [SignCounts(7, 0)] * 8,
            8,
            "8 of 8 signs, whatever the one executive who has not answered would say",
        ),
        (
            [SignCounts(0, 7)] * 8,
            9,
            "0 of 8 signs, whatever the 2 executives who have not answered would say",
        ),
        (SIGNS, 7, "6 of 8 signs"),
        (
            [SignCounts(0, 0)] * 8,
            9,
            "between 0 and 8 of 8 signs, depending on the 9 executives who have not answered",
        ),
        ([SignCounts(0, 0)] * 8, 0, "no executive has been asked"),
    ],
)
def test_agreed_bounds_in_words(signs: list[SignCounts], asked: int, text: str) -> None:
    assert agreed_bounds_text(signs, asked) == text


def test_agreed_bounds_in_words_need_all_eight_signs() -> None:
    with pytest.raises(ImpossibleCounts, match="8 signs, not 7"):
        agreed_bounds_text(SIGNS[:7], 9)


def test_bounds_refuse_more_answers_than_executives() -> None:
    with pytest.raises(ImpossibleCounts, match="cannot come from 8"):
        sign_bounds(SignCounts(5, 3, 1), asked=8)


@given(
    st.lists(COUNTS, max_size=8),
    st.integers(min_value=0, max_value=5),
    st.lists(st.integers(min_value=0, max_value=5), min_size=8, max_size=8),
)
def test_agreed_bounds_hold_whatever_the_silent_say(
    signs: list[SignCounts], silent: int, splits: list[int]
) -> None:
    asked = max((counts.answers for counts in signs), default=0) + silent
    answered = []
    for counts, split in zip(signs, splits, strict=False):
        missing = asked - counts.answers
        more_yes = min(split, missing)
        answered.append(
            SignCounts(counts.yes + more_yes, counts.no, counts.dont_know + missing - more_yes)
        )

    fewest, most = agreed_bounds(signs, asked)

    assert fewest <= agreed(answered) <= most
    for before, after in zip(signs, answered, strict=True):
        low, high = sign_bounds(before, asked)
        assert low <= after.yes <= high
