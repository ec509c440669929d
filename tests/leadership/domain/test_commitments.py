"""How a commitment stands on a day, and how it counts in the kept rate."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership.domain.commitments import CommitmentState, Standing, Term
from leadership.domain.kept_rates import (
    KeptRate,
    Outcome,
    Verdict,
    kept_rate,
    outcome_of,
    outcome_text,
    verdict_on,
)

OPEN, KEPT, MISSED, DROPPED = CommitmentState
DUE = date(2026, 3, 31)
BEFORE, AFTER = date(2026, 3, 1), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("term", "today", "standing"),
    [
        (Term(OPEN, DUE, None), date(2026, 3, 23), Standing.OPEN),
        (Term(OPEN, DUE, None), date(2026, 3, 24), Standing.DUE_SOON),
        (Term(OPEN, DUE, None), DUE, Standing.DUE_SOON),
        (Term(OPEN, DUE, None), AFTER, Standing.OVERDUE),
        (Term(KEPT, DUE, DUE), AFTER, Standing.KEPT),
        (Term(KEPT, DUE, AFTER), AFTER, Standing.KEPT_LATE),
        (Term(MISSED, DUE, AFTER), AFTER, Standing.MISSED),
        (Term(DROPPED, DUE, BEFORE), AFTER, Standing.DROPPED),
    ],
)
def test_standing_follows_state_and_day(term: Term, today: date, standing: Standing) -> None:
    assert term.standing(today) is standing


@pytest.mark.parametrize(
    ("term", "today", "verdict"),
    [
        (Term(OPEN, DUE, None), DUE, Verdict.NOT_DUE),
        (Term(OPEN, DUE, None), AFTER, Verdict.NOT_KEPT),
        (Term(KEPT, DUE, BEFORE), BEFORE, Verdict.KEPT),
        (Term(KEPT, DUE, DUE), AFTER, Verdict.KEPT),
        (Term(KEPT, DUE, AFTER), AFTER, Verdict.LATE),
        (Term(MISSED, DUE, BEFORE), BEFORE, Verdict.NOT_KEPT),
        (Term(DROPPED, DUE, DUE), AFTER, Verdict.WITHDRAWN),
        (Term(DROPPED, DUE, AFTER), AFTER, Verdict.NOT_KEPT),
    ],
)
def test_verdict_counts_what_was_done_by_its_day(term: Term, today: date, verdict: Verdict) -> None:
    assert verdict_on(term, today) is verdict


def test_rate_is_kept_of_due_with_the_others_beside_it() -> None:
    terms = [
        Term(KEPT, DUE, DUE),
        Term(KEPT, DUE, BEFORE),
        Term(KEPT, DUE, AFTER),
        Term(OPEN, DUE, None),
        Term(DROPPED, DUE, BEFORE),
        Term(OPEN, date(2026, 6, 30), None),
    ]

    rate = kept_rate(terms, AFTER)

    assert rate == KeptRate(kept=2, late=1, not_kept=1, withdrawn=1, not_due=1)
    assert (rate.due, rate.share, rate.text) == (4, Fraction(1, 2), "2 of 4")
    assert rate.beside == ("1 kept late", "1 withdrawn", "1 not due yet")


def test_rate_has_a_percentage_from_ten_on() -> None:
    assert KeptRate(kept=6, not_kept=3).text == "6 of 9"
    assert KeptRate(kept=7, not_kept=3).text == "70% (7 of 10)"
    assert KeptRate(withdrawn=1, not_due=2).share is None
    assert KeptRate(withdrawn=1, not_due=2).text == "none was due"


terms = st.builds(
    lambda state, due, closed: Term(state, due, None if state is OPEN else closed),
    st.sampled_from(CommitmentState),
    st.dates(date(2026, 1, 1), date(2026, 6, 30)),
    st.dates(date(2026, 1, 1), date(2026, 6, 30)),
)


@given(st.lists(terms), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_each_counts_once(found: list[Term], random: object) -> None:
    turned = list(found)
    random.shuffle(turned)  # type: ignore[attr-defined]

    rate = kept_rate(found, DUE)

    assert kept_rate(turned, DUE) == rate
    assert rate.due + rate.withdrawn + rate.not_due == len(found)


@given(terms)
def test_rate_of_a_quarter_that_is_over_changes_no_more(term: Term) -> None:
    """Once its day is over nothing about the calendar moves it: only people do."""
    settled = verdict_on(term, date(2026, 7, 1))

    assert verdict_on(term, date(2026, 12, 31)) is settled
    assert settled is not Verdict.NOT_DUE


def test_outcome_says_what_the_sign_did() -> None:
    assert outcome_of(was_agreed=False, is_agreed=True) is Outcome.FLIPPED
    assert outcome_of(was_agreed=False, is_agreed=False) is Outcome.STILL_OPEN
    assert outcome_of(was_agreed=True, is_agreed=True) is Outcome.HELD
    assert outcome_of(was_agreed=True, is_agreed=False) is Outcome.LOST
    assert outcome_text(Outcome.FLIPPED, "Q2 2026") == "In Q2 2026 the sign is newly agreed."
