"""Closed rounds with commitments about them, made by the services that people use."""

from datetime import UTC, date, datetime, timedelta

from assessment.domain.quarters import Quarter, quarter_of
from assessment.models import Organization, Round
from leadership.models import Commitment, Membership
from leadership.services.commitments import make_commitment
from tests.closed_rounds import CUSTOMER, EXECUTIVE, Choices, a_round, headline, signs

# The round of Q1 2026 closes on 15 January; what it led to is due by the end of March.
PROMISED_AT = datetime(2026, 2, 2, 9, 30, tzinfo=UTC)
PROMISED_ON = PROMISED_AT.date()
DUE_ON = date(2026, 3, 31)
Q1 = quarter_of(date(2026, 2, 1))
LATER = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def a_closed_round(
    organization: Organization, *splits: tuple[int, int], quarter: Quarter = Q1
) -> Round:
    """Nine executives say so many times yes and no to signs 1, 2, … and the last to the others."""
    answers: dict[object, Choices] = {
        EXECUTIVE: {**signs(*(splits or ((4, 5),))), **headline(6, 9)},
        CUSTOMER: headline(9, 90),
    }
    return a_round(organization, answers, quarter=quarter)  # type: ignore[arg-type]


def a_commitment(
    owner: Membership,
    round_: Round | None = None,
    *,
    question: str = "s7",
    what: str = "Put the question of pay before the board",
    due_on: date = DUE_ON,
    now: datetime = PROMISED_AT,
) -> Commitment:
    """Promised by its owner; about the organization’s round, which is made at the first call."""
    organization = owner.organization
    round_ = round_ or organization.rounds.first() or a_closed_round(organization)
    return make_commitment(
        round_=round_,
        question=question,
        what=what,
        owner=owner,
        due_on=due_on,
        visible_in="The paper for the board",
        by=owner,
        now=now,
    )


def days(count: int) -> timedelta:
    return timedelta(days=count)
