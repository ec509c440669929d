"""Meetings about closed rounds, made by the services that people use."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from assessment.models import Organization, Round
from leadership.domain.meetings import Outcome
from leadership.domain.minutes import Minutes
from leadership.models import Commitment, Decision, Meeting, Membership
from leadership.services.commitments import make_commitment
from leadership.services.meetings import decide, end_meeting, start_meeting
from tests.closed_rounds import CUSTOMER, EXECUTIVE, Cell, Choices, a_round, headline, signs
from tests.leadership.conftest import NOW

BY = date(2026, 3, 16)


def a_contested_round(organization: Organization, **options: Any) -> Round:
    """Nine executives; they contradict each other on the signs 6 and 7."""
    answers: dict[Cell, Choices] = {
        EXECUTIVE: signs((9, 0), (8, 1), (8, 1), (9, 0), (7, 2), (5, 4), (4, 5), (1, 8)),
        CUSTOMER: headline(9, 90),
    }
    return a_round(organization, answers, **options)


def held(round_: Round, by: Membership, now: datetime = NOW) -> Meeting:
    return start_meeting(round_=round_, by=by, now=now)


def decided(
    meeting: Meeting,
    by: Membership,
    outcome: Outcome = Outcome.NO,
    *,
    question: str = "s7",
    seen: int = 0,
    note: str = "",
    who: Membership | None = None,
    due_on: date | None = None,
    now: datetime = NOW,
) -> Decision | None:
    return decide(
        meeting=meeting,
        question=question,
        seen=seen,
        outcome=outcome,
        note=note,
        who=who,
        due_on=due_on,
        by=by,
        now=now,
    )


def ended(
    meeting: Meeting, by: Membership, attendees: Sequence[Membership] = (), now: datetime = NOW
) -> Minutes:
    minutes = end_meeting(meeting=meeting, held_on=NOW.date(), attendees=attendees, by=by, now=now)
    meeting.refresh_from_db()
    return minutes


def promised(
    round_: Round,
    by: Membership,
    what: str = "Draft a bonus",
    *,
    now: datetime = NOW,
    due_on: date = BY,
) -> Commitment:
    return make_commitment(
        round_=round_,
        question="s7",
        what=what,
        owner=by,
        due_on=due_on,
        visible_in="On the agenda",
        by=by,
        now=now,
    )


BEFORE = NOW - timedelta(days=2)
LATER = NOW + timedelta(minutes=5)
