"""The meeting about one closed quarter of the demo: held, minuted, and what was found out after."""

from datetime import date, datetime, timedelta
from typing import Final

from assessment.domain.quarters import local_day
from assessment.models import Round
from leadership.demo import company
from leadership.demo.mail import deliver
from leadership.domain.meetings import Outcome
from leadership.models import Commitment, Membership
from leadership.services.commitments import keep_commitment, make_commitment
from leadership.services.meetings import decide, end_meeting, start_meeting
from leadership.services.minutes import mail_minutes

QUARTER: Final = 2  # the last closed quarter but one: the meeting about the newest can be held
UNTIL_HELD: Final = timedelta(days=11, hours=10)  # after the close, so at ten in the morning
A_WHILE: Final = timedelta(minutes=8)
DAYS_TO_FIND_OUT: Final = 14
DAYS_TO_KEEP: Final = 45

# Contested then: the sign, what the room said, what it rests on, and who finds it out.
DECISIONS: Final = (
    ("s3", Outcome.NO, "The last three letters to shareholders name no customer.", ""),
    ("s6", Outcome.FIND_OUT, "", company.EXECUTIVES[2][0]),
    ("s7", Outcome.NO, "No bonus of anybody in this room depends on customers.", ""),
)
FOUND: Final = "I read all nine goal sheets: customers are in five of them."
PROMISE: Final = (
    "s7",
    "Draft a bonus of which a third depends on what customers say",
    "The draft is on the agenda of the supervisory board",
    company.EXECUTIVES[4][0],
)
PROMISE_KEPT: Final = "The draft was on the agenda; the board wants it simpler."


def hold_meeting(round_: Round, closes_at: datetime) -> None:
    """The lead types, nine people talk for an hour, and the minutes go out by mail."""
    members = {
        one.user.email: one
        for one in Membership.objects.filter(organization=round_.organization_id).select_related(
            "user", "organization"
        )
    }
    lead, now = members[company.LEAD[0]], closes_at + UNTIL_HELD
    today = local_day(now, round_.organization.time_zone)
    meeting = start_meeting(round_=round_, by=lead, now=now)
    for sign, outcome, note, who in DECISIONS:
        now += A_WHILE
        decide(
            meeting=meeting,
            question=sign,
            seen=0,
            outcome=outcome,
            note=note,
            who=members[who] if who else None,
            due_on=today + timedelta(days=DAYS_TO_FIND_OUT) if who else None,
            by=lead,
            now=now,
        )
    question, what, visible_in, owner = PROMISE
    promise = make_commitment(
        round_=round_,
        question=question,
        what=what,
        owner=members[owner],
        due_on=today + timedelta(days=DAYS_TO_KEEP),
        visible_in=visible_in,
        by=lead,
        now=now + A_WHILE,
    )
    there = [one for one in members.values() if one.on_executive_team or one == lead]
    end_meeting(meeting=meeting, held_on=today, attendees=there, by=lead, now=now + 2 * A_WHILE)
    mail_minutes(meeting=meeting, by=lead, now=now + 2 * A_WHILE)
    deliver(round_, now + 3 * A_WHILE)
    found_out = Commitment.objects.get(decisions__meeting=meeting)
    _keep(found_out, FOUND, found_out.due_on - timedelta(days=4))
    _keep(promise, PROMISE_KEPT, promise.due_on - timedelta(days=1))


def _keep(commitment: Commitment, reason: str, on: date) -> None:
    now = datetime.combine(on, datetime.min.time(), tzinfo=commitment.organization.zone)
    if commitment.owner:
        keep_commitment(
            commitment=commitment,
            on=on,
            reason=reason,
            by=commitment.owner,
            now=now + timedelta(hours=16),
        )
