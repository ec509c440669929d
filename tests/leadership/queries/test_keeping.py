"""The kept rate over the quarters, and what signs did, as far as each reader is shown it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from leadership.domain.kept_rates import KeptRate, Outcome
from leadership.models import Commitment, Membership
from leadership.queries.chart_of_commitments import keeping_finding, kept_over_time
from leadership.queries.keeping import Keeping, keeping_of
from leadership.queries.sign_outcomes import outcomes_of
from leadership.services.commitments import drop_commitment, keep_commitment, miss_commitment
from tests.closed_rounds import EXECUTIVE, a_round, signs
from tests.leadership.commitments import (
    LATER,
    Q1,
    a_closed_round,
    a_commitment,
)

pytestmark = pytest.mark.django_db

Q2 = Q1.next()
IN_APRIL = datetime(2026, 4, 20, 9, tzinfo=UTC)


KEPT_ON = LATER.date()


def keep(commitment: Commitment, on: date = KEPT_ON) -> None:
    owner = commitment.owner
    assert owner
    keep_commitment(
        commitment=commitment,
        on=on,
        reason="Done",
        by=owner,
        now=datetime.combine(on, LATER.timetz()),
    )


def labels(keeping: Keeping) -> list[tuple[str, KeptRate]]:
    return [(one.label, one.rate) for one in keeping.quarters]


def test_nothing_promised_is_empty_and_costs_one_query(
    organization: Organization, django_assert_num_queries: object
) -> None:
    round_ = Round.objects.select_related("organization").get(pk=a_closed_round(organization).pk)

    with django_assert_num_queries(1):  # type: ignore[operator]
        keeping = keeping_of(round_, named=True, now=IN_APRIL)

    assert keeping.is_empty
    assert kept_over_time(keeping) is None
    assert keeping_finding(keeping) == "Nothing was promised about these results yet"


def test_rate_counts_in_the_quarter_of_the_due_day(
    organization: Organization, lead: Membership
) -> None:
    round_ = a_closed_round(organization)
    keep(a_commitment(lead))
    keep(a_commitment(lead), on=date(2026, 4, 2))
    a_commitment(lead)
    missed, dropped = a_commitment(lead), a_commitment(lead)
    miss_commitment(commitment=missed, on=LATER.date(), reason="No time", by=lead, now=LATER)
    drop_commitment(commitment=dropped, on=LATER.date(), reason="No", by=lead, now=LATER)
    a_commitment(lead, due_on=date(2026, 6, 30))

    keeping = keeping_of(round_, named=True, now=IN_APRIL)

    assert labels(keeping) == [
        ("Q1 2026", KeptRate(kept=1, late=1, not_kept=2, withdrawn=1)),
        ("Q2 2026", KeptRate(not_due=1)),
    ]
    assert keeping_finding(keeping) == "1 of 4 commitments due in Q1 2026 were kept"
    assert len(keeping.open) == 2
    block = kept_over_time(keeping)
    assert block
    assert block.rows == (
        ("Q1 2026", "1", "1", "2", "1 of 4", "1", "0", "not known yet"),
        ("Q2 2026", "0", "0", "0", "none was due", "0", "1", "not known yet"),
    )
    assert block.sentence.startswith("Kept in time: 1 of 4 in Q1 2026.")


def test_running_quarter_is_drawn_but_the_heading_waits_for_its_end(
    organization: Organization, lead: Membership
) -> None:
    round_ = a_closed_round(organization)
    keep(a_commitment(lead))
    a_commitment(lead, due_on=date(2026, 4, 10))

    keeping = keeping_of(round_, named=True, now=IN_APRIL)

    assert keeping_finding(keeping) == "1 of 1 commitment due in Q1 2026 was kept"
    assert labels(keeping)[-1] == ("Q2 2026", KeptRate(not_kept=1))


def test_earlier_round_tells_no_more_than_the_quarter_after_it(
    organization: Organization, lead: Membership
) -> None:
    first = a_closed_round(organization)
    a_closed_round(organization, quarter=Q2)
    a_closed_round(organization, quarter=Q2.next())
    a_commitment(lead, first)
    a_commitment(lead, first, due_on=date(2026, 9, 1))

    keeping = keeping_of(first, named=True, now=datetime(2026, 9, 2, 9, tzinfo=UTC))

    assert [label for label, _ in labels(keeping)] == ["Q1 2026", "Q2 2026"]
    assert len(keeping.open) == 2


def two_rounds(
    organization: Organization,
    before: tuple[int, int],
    after: tuple[int, int],
    promise: Promise = Promise.ATTRIBUTED,
) -> tuple[Round, Round]:
    """The second closes on 15 April."""
    return (
        a_round(organization, {EXECUTIVE: signs(before)}, quarter=Q1, promise=promise),
        a_round(organization, {EXECUTIVE: signs(after)}, quarter=Q2, promise=promise),
    )


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        ((4, 5), (7, 2), Outcome.FLIPPED),
        ((4, 5), (5, 4), Outcome.STILL_OPEN),
        ((7, 2), (9, 0), Outcome.HELD),
        ((7, 2), (4, 5), Outcome.LOST),
    ],
)
def test_outcome_is_that_of_the_first_round_after_the_closing(
    organization: Organization,
    lead: Membership,
    before: tuple[int, int],
    after: tuple[int, int],
    outcome: Outcome,
) -> None:
    first, _second = two_rounds(organization, before, after)
    commitment = a_commitment(lead, first)
    keep(commitment)
    commitment.refresh_from_db()

    found = outcomes_of([commitment], organization, named=True)

    assert (found[commitment.pk].outcome, found[commitment.pk].label) == (outcome, "Q2 2026")


def test_round_that_closed_before_the_commitment_does_not_judge_it(
    organization: Organization, lead: Membership
) -> None:
    first, second = two_rounds(organization, (4, 5), (7, 2))
    assert second.closed_at
    on_the_day, later = a_commitment(lead, first), a_commitment(lead, first)
    keep(on_the_day, on=second.closed_at.date())
    keep(later, on=second.closed_at.date() + timedelta(days=1))
    commitments = list(Commitment.objects.select_related("round"))

    found = outcomes_of(commitments, organization, named=True)

    assert set(found) == {on_the_day.pk}


def test_open_ones_and_other_questions_have_no_outcome(
    organization: Organization, lead: Membership, django_assert_num_queries: object
) -> None:
    first, _second = two_rounds(organization, (4, 5), (7, 2))
    keep(a_commitment(lead, first, question="p4"))
    a_commitment(lead, first)
    commitments = list(Commitment.objects.select_related("round"))

    with django_assert_num_queries(0):  # type: ignore[operator]
        assert outcomes_of(commitments, organization, named=True) == {}


def test_readers_without_names_learn_no_more_than_their_dashboard_shows(
    organization: Organization, lead: Membership
) -> None:
    """Four named executives are no group for a viewer, who is shown no sign of such a round."""
    first, second = two_rounds(organization, (1, 3), (4, 0))
    keep(a_commitment(lead, first))

    named = keeping_of(second, named=True, now=IN_APRIL)
    nameless = keeping_of(second, named=False, now=IN_APRIL)

    assert [one.flipped for one in named.quarters if one.judged] == [1]
    assert not any(one.judged for one in nameless.quarters)
    assert not nameless.outcomes
    block = kept_over_time(nameless)
    assert block
    assert "newly agreed" not in f"{block.sentence} {block.note}"
    assert labels(nameless) == labels(named)


def test_totals_only_of_too_few_say_nothing_to_anybody(
    organization: Organization, lead: Membership
) -> None:
    first, second = two_rounds(organization, (1, 3), (4, 0), Promise.TOTALS_ONLY)
    keep(a_commitment(lead, first))

    for named in (True, False):
        assert not keeping_of(second, named=named, now=IN_APRIL).outcomes


@pytest.mark.parametrize("count", [1, 3])
def test_cost_is_the_same_whatever_was_promised(
    organization: Organization,
    lead: Membership,
    count: int,
    django_assert_num_queries: object,
) -> None:
    first, second = two_rounds(organization, (4, 5), (7, 2))
    for _ in range(count):
        keep(a_commitment(lead, first))
    round_ = Round.objects.select_related("organization").get(pk=second.pk)
    keeping_of(round_, named=True, now=IN_APRIL)  # questionnaires are read once in a process

    with django_assert_num_queries(7):  # type: ignore[operator]
        keeping_of(round_, named=True, now=IN_APRIL)
