"""Sentences print every count, name every reason and never a bare percentage of a few."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.disclosure import Hidden
from assessment.domain.gaps import Gap
from assessment.domain.sentences import (
    answers_text,
    commitment_headline,
    gap_sentence,
    interval_points,
    percent,
    points,
    share_interval_text,
    sign_text,
)
from assessment.domain.shares import Share
from assessment.domain.signs import SignCounts

MANAGEMENT = Share(28, 50, asked=50, answered=50)
CUSTOMERS = Share(36, 300, asked=1180, answered=310)
PROTECTED = "the gap is not shown, to protect those who answered"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Share(28, 50), "56% (28 of 50)"),
        (Share(1, 8), "1 of 8"),
        (Share(6, 9), "6 of 9"),
        (Share(9, 9), "9 of 9"),
        (Share(5, 10), "50% (5 of 10)"),
        (Share(1, 200), "1% (1 of 200)"),
        (Share(0, 50), "0% (0 of 50)"),
        (Share(50, 50), "100% (50 of 50)"),
        (Share(0, 0), "no answers"),
        (Share(0, 0, dont_know=7), "all 7 answered don’t know"),
        (Share(0, 0, dont_know=1), "don’t know"),
    ],
)
def test_percent_prints_its_counts(share: Share, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Share(7, 7), "≥ 90%"),
        (Share(0, 7), "≤ 10%"),
        (Share(6, 7), "6 of 7"),
        (Share(10, 10), "100% (10 of 10)"),
    ],
)
def test_percent_of_a_confidential_few_does_not_give_everybody_away(
    share: Share, text: str
) -> None:
    assert percent(share, confidential=True) == text


@given(st.integers(0, 9), st.integers(0, 9))
def test_percent_of_a_few_is_never_a_percentage(x: int, n: int) -> None:
    assert "%" not in percent(Share(min(x, n), n))


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (Gap(Share(28, 50), Share(36, 300)), "44 points"),
        (Gap(Share(20, 100), Share(32, 100)), "−12 points"),
        (Gap(Share(21, 100), Share(20, 100)), "1 point"),
        (Gap(Share(1, 1000), Share(0, 1000)), "less than 1 point"),
        (Gap(Share(0, 1000), Share(1, 1000)), "less than 1 point"),
        (Gap(Share(1, 10), Share(2, 20)), "0 points"),
        (Gap(Share(1, 10), Share(0, 0)), "not known"),
    ],
)
def test_points_of_a_gap(gap: Gap, text: str) -> None:
    assert points(gap) == text


@pytest.mark.parametrize(
    ("share", "confidential", "text"),
    [
        (Share(81, 263), True, "95% interval 26 to 37"),
        (Share(28, 50, asked=50, answered=50), True, "everybody answered"),
        (Share(6, 6), False, "95% interval 61 to 100"),
        (Share(6, 6), True, ""),
        (Share(6, 6, asked=6, answered=6), True, ""),
        (Share(0, 0), True, ""),
    ],
)
def test_interval_of_a_share_gives_nobody_away(
    share: Share, *, confidential: bool, text: str
) -> None:
    assert share_interval_text(share, confidential=confidential) == text


def test_interval_points_of_a_gap() -> None:
    assert interval_points(Gap(MANAGEMENT, CUSTOMERS)) == "40 to 47"
    assert interval_points(Gap(MANAGEMENT, Share(0, 0))) is None


def test_gap_sentence_with_management_as_a_census() -> None:
    assert gap_sentence(Gap(MANAGEMENT, CUSTOMERS)) == (
        "Management 56% (28 of 50), customers 12% (36 of 300): gap 44 points, 95% interval 40 to 47"
    )


def test_gap_sentence_below_ten_prints_counts_only() -> None:
    gap = Gap(Share(6, 9, asked=9, answered=9), CUSTOMERS)

    assert gap_sentence(gap) == (
        "Management 6 of 9, customers 12% (36 of 300): gap 55 points, 95% interval 51 to 58"
    )


def test_gap_sentence_without_a_detectable_gap() -> None:
    gap = Gap(Share(5, 56), Share(1, 29))

    assert gap_sentence(gap) == (
        "Management 9% (5 of 56), customers 3% (1 of 29): "
        "no detectable gap (5 points, 95% interval −9 to 16)"
    )


def test_gap_sentence_without_a_detectable_negative_gap_keeps_its_sign() -> None:
    gap = Gap(Share(1, 29), Share(5, 56))

    assert gap_sentence(gap).endswith("no detectable gap (−5 points, 95% interval −16 to 9)")


def test_gap_sentence_of_a_negative_gap_says_who_sees_more() -> None:
    gap = Gap(Share(20, 100), Share(160, 400))

    assert gap_sentence(gap) == (
        "Management 20% (20 of 100), customers 40% (160 of 400): "
        "customers see us 20 points higher than we see ourselves, 95% interval 10 to 28"
    )


def test_gap_sentence_of_two_censuses_says_so_instead_of_an_interval() -> None:
    management = Share(40, 50, asked=50, answered=50)
    fewer, same = (Share(x, 20, asked=20, answered=20) for x in (5, 16))

    assert gap_sentence(Gap(management, fewer)) == (
        "Management 80% (40 of 50), customers 25% (5 of 20): gap 55 points, everybody answered"
    )
    assert gap_sentence(Gap(management, same)).endswith(": no gap, everybody answered")


def test_gap_sentence_without_answers_on_a_side() -> None:
    assert gap_sentence(Gap(MANAGEMENT, Share(0, 0))) == (
        "Management 56% (28 of 50); customers: no answers"
    )
    assert gap_sentence(Gap(Share(0, 0), CUSTOMERS)) == (
        "Management: no answers; customers 12% (36 of 300)"
    )
    assert gap_sentence(Gap(Share(0, 0), Share(0, 0))) == (
        "Management: no answers; customers: no answers"
    )


def test_gap_sentence_when_all_answered_dont_know() -> None:
    assert gap_sentence(Gap(MANAGEMENT, Share(0, 0, dont_know=12))) == (
        "Management 56% (28 of 50); customers: all 12 answered don’t know"
    )


@pytest.mark.parametrize("customers", [Share(1, 4), Share(2, 4, dont_know=40)])
def test_gap_sentence_hides_a_side_of_too_few(customers: Share) -> None:
    assert gap_sentence(Gap(MANAGEMENT, customers)) == (
        f"Management 56% (28 of 50); customers: fewer than 5 answers; {PROTECTED}"
    )


def test_gap_sentence_hides_that_a_few_answered_dont_know() -> None:
    assert gap_sentence(Gap(MANAGEMENT, Share(0, 0, dont_know=3))) == (
        "Management 56% (28 of 50); customers: fewer than 5 answers"
    )


def test_gap_sentence_follows_the_rounds_smallest_group() -> None:
    gap = Gap(MANAGEMENT, Share(2, 8))

    assert "fewer than 10 answers" in gap_sentence(gap, k=10)
    assert "customers 2 of 8" in gap_sentence(gap, k=5)


def test_gap_sentence_shows_named_executives_however_few() -> None:
    gap = Gap(Share(3, 3, asked=3, answered=3), CUSTOMERS)

    assert gap_sentence(gap, attributed=True).startswith("Management 3 of 3, customers 12%")
    assert gap_sentence(gap).startswith("Management: fewer than 5 answers;")


def test_gap_sentence_hides_what_the_caller_hides() -> None:
    gap = Gap(MANAGEMENT, CUSTOMERS)

    assert gap_sentence(gap, customers_hidden=Hidden.PROTECTS_OTHERS) == (
        "Management 56% (28 of 50); customers: hidden to protect others"
    )
    assert gap_sentence(
        gap, management_hidden=Hidden.UNTIL_CLOSE, customers_hidden=Hidden.UNTIL_CLOSE
    ) == ("Management: shown after the round closes; customers: shown after the round closes")


def test_gap_sentence_of_a_few_who_agree_hides_the_gap_too() -> None:
    gap = Gap(Share(7, 7), CUSTOMERS)

    assert gap_sentence(gap) == f"Management ≥ 90%; customers 12% (36 of 300); {PROTECTED}"


def test_commitment_headline_with_and_without_evidence() -> None:
    claim = Fraction(51, 8)

    assert commitment_headline(6, claim, 8) == "6 of 8 signs agreed (6.4 claimed on average)"
    assert commitment_headline(6, claim, 8, 5) == (
        "5 of 8 signs evidenced (6 agreed, 6.4 claimed on average)"
    )
    assert commitment_headline(6, claim, 8, evidenced=0) == (
        "0 of 8 signs evidenced (6 agreed, 6.4 claimed on average)"
    )


def test_commitment_headline_of_one_executive_is_no_average() -> None:
    assert commitment_headline(6, Fraction(6), 1) == (
        "6 of 8 signs agreed (6 claimed by the one executive who answered)"
    )


def test_commitment_headline_of_nobody() -> None:
    assert commitment_headline(0, None, 0) == "No executive has answered"


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        (SignCounts(9, 0), "Unanimous yes: 9 yes, 0 no"),
        (SignCounts(8, 1), "Mostly yes: 8 yes, 1 no"),
        (SignCounts(7, 1, 1), "Mostly yes: 7 yes, 1 no, 1 don’t know"),
        (SignCounts(5, 3), "Contested 5–3"),
        (SignCounts(3, 3, 3), "Contested 3–3, 3 don’t know"),
        (SignCounts(3, 2, 4), "Not known: 3 yes, 2 no, 4 don’t know"),
        (SignCounts(0, 9), "Unanimous no: 0 yes, 9 no"),
        (SignCounts(0, 0), "No answers"),
    ],
)
def test_sign_text_gives_status_and_counts(counts: SignCounts, text: str) -> None:
    assert sign_text(counts) == text


def test_answers_text_mentions_dont_know_only_when_somebody_said_so() -> None:
    assert answers_text(SignCounts(9, 0)) == "9 yes · 0 no"
    assert answers_text(SignCounts(7, 1, 1)) == "7 yes · 1 no · 1 don’t know"
