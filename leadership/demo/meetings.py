"""The meeting about one closed quarter of the demo: held, minuted, and what was found out after."""

from datetime import datetime, timedelta
from typing import Final

from assessment.domain.quarters import local_day
from assessment.domain.rounds import RoundState
from assessment.models import Organization, Round
from leadership.demo import company
from leadership.demo.commitments import AMARA, LEAD, UNTIL_PROMISED, Event
from leadership.demo.mail import deliver
from leadership.domain.meetings import Outcome
from leadership.models import Commitment, Meeting, Membership
from leadership.services.commitments import keep_commitment
from leadership.services.meetings import decide, end_meeting, start_meeting
from leadership.services.minutes import mail_minutes

QUARTER: Final = 2  # the last closed one but one: the meeting about the newest can be held
BEFORE_COMMITMENTS: Final = timedelta(minutes=40)
AFTER_COMMITMENTS: Final = timedelta(minutes=25)
DAYS_TO_FIND_OUT: Final = timedelta(days=14)
UNTIL_FOUND: Final = timedelta(days=10)

# Contested then: the sign, what the room said, what it rests on, and who finds it out.
DECISIONS: Final = (
    ("s3", Outcome.NO, "The last three letters to shareholders name no customer.", ""),
    ("s6", Outcome.FIND_OUT, "", AMARA),
    ("s7", Outcome.NO, "No bonus of anybody in this room depends on customers.", ""),
)
FOUND: Final = "I read all nine goal sheets: customers are in five of them."


def meeting_in(organization: Organization) -> list[Event]:
    """It begins before the commitments of that quarter are made, and its minutes hold them."""
    closed = Round.objects.filter(organization=organization, state=RoundState.CLOSED)
    rounds = closed.select_related("organization").order_by("quarter_starts_on")
    round_ = rounds[QUARTER]
    if round_.closed_at is None:
        return []
    promised_at = round_.closed_at + UNTIL_PROMISED
    begins_at, ends_at = promised_at - BEFORE_COMMITMENTS, promised_at + AFTER_COMMITMENTS
    found_at = ends_at + UNTIL_FOUND
    members = {
        one.user.email: one
        for one in Membership.objects.filter(organization=organization).select_related("user")
    }
    return [
        (begins_at, lambda: _settle_signs(round_, members, begins_at)),
        (ends_at, lambda: _end(round_, members, ends_at)),
        (found_at, lambda: _find_out(round_, members, found_at)),
    ]


def _settle_signs(round_: Round, members: dict[str, Membership], now: datetime) -> None:
    """The lead types while the others talk."""
    lead = members[LEAD]
    meeting = start_meeting(round_=round_, by=lead, now=now)
    for number, (sign, outcome, note, who) in enumerate(DECISIONS, start=1):
        decide(
            meeting=meeting,
            question=sign,
            seen=0,
            outcome=outcome,
            note=note,
            who=members[who] if who else None,
            due_on=meeting.held_on + DAYS_TO_FIND_OUT if who else None,
            by=lead,
            now=now + number * timedelta(minutes=9),
        )


def _end(round_: Round, members: dict[str, Membership], now: datetime) -> None:
    lead, meeting = members[LEAD], Meeting.objects.get(round=round_)
    away = company.EXECUTIVES[-1][0]
    there = [
        one
        for email, one in members.items()
        if (one.on_executive_team or one == lead) and email != away
    ]
    end_meeting(meeting=meeting, held_on=meeting.held_on, attendees=there, by=lead, now=now)
    mail_minutes(meeting=meeting, by=lead, now=now)
    deliver(round_, now)


def _find_out(round_: Round, members: dict[str, Membership], now: datetime) -> None:
    commitment = Commitment.objects.get(decisions__meeting__round=round_)
    keep_commitment(
        commitment=commitment,
        on=local_day(now, round_.organization.time_zone),
        reason=FOUND,
        by=members[AMARA],
        now=now,
    )
