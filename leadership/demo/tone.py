"""Tone at the top in the demo: two executives' logs, and messages to the chief executive."""

from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from assessment.domain.rounds import RoundState
from assessment.models import Organization
from leadership.demo import company
from leadership.domain.immersion import ImmersionKind, week_of
from leadership.models import CeoMessage, Membership, OutgoingEmail
from leadership.services.ceo_messages import (
    answer_message,
    mark_message_read,
    name_reader,
    write_to_ceo,
)
from leadership.services.immersion import log_immersion

CALL, FEEDBACK = ImmersionKind.CALL, ImmersionKind.FEEDBACK
SHIFT, COUNCIL = ImmersionKind.SHIFT, ImmersionKind.COUNCIL

# Weeks ago, day of the week from Monday, half hours, kind, note; the latest of each log first.
LOGS: Final = {
    company.EXECUTIVE[0]: (
        (0, 0, 1, FEEDBACK, "Comments of the week"),
        (1, 1, 2, CALL, "Two calls about customs papers"),
        (1, 3, 3, FEEDBACK, ""),
        (2, 2, 2, CALL, ""),
        (3, 1, 4, SHIFT, "At the desk of Road freight"),
        (3, 4, 1, FEEDBACK, ""),
        (4, 3, 1, CALL, ""),
        (6, 2, 6, COUNCIL, "Spring council: invoices again"),
        (7, 1, 2, CALL, ""),
        (9, 0, 3, SHIFT, ""),
        (11, 2, 2, FEEDBACK, ""),
    ),
    company.OWNER[0]: (
        (1, 0, 2, CALL, "Listened in on complaints"),
        (2, 4, 2, FEEDBACK, ""),
        (3, 2, 1, CALL, ""),
        (4, 0, 4, COUNCIL, ""),
        (5, 3, 1, FEEDBACK, ""),
        (8, 1, 2, CALL, ""),
    ),
}

ANSWERED: Final = (
    "Your driver waited with us for an hour so that the cold chain was not broken. Nobody had to "
    "ask him. I thought you should hear of it.",
    "purchasing@willow.example",
    "Thank you, this made my week. I have told him in front of his team, and I have asked the "
    "depot to make waiting the rule for chilled goods.",
)
READ: Final = "Three of your people have promised to call me back since May. None has."
UNREAD: Final = (
    "Your invoices name a different price from the offer, every month. Can this be put right for "
    "good?",
    "accounts@kestrel.example",
)


def keep_logs(organization: Organization, now: datetime) -> None:
    """Two executives have noted their time with customers, mostly less than two hours a week."""
    today = now.astimezone(organization.zone).date()
    for number, (email, entries) in enumerate(LOGS.items()):
        membership = Membership.objects.select_related("organization").get(
            organization=organization, user__email=email
        )
        for at, (weeks, day, half_hours, kind, note) in enumerate(entries):
            spent_on = week_of(today) - timedelta(weeks=weeks) + timedelta(days=day)
            log_immersion(
                membership=membership,
                entry_id=UUID(int=2007 << 64 | number << 32 | at, version=4),
                spent_on=min(spent_on, today),
                half_hours=half_hours,
                kind=kind,
                note=note,
                now=now,
            )


def write_messages(owner: Membership, now: datetime) -> None:
    """One of last quarter was answered, one was read, one waits."""
    organization = owner.organization
    last = organization.rounds.filter(state=RoundState.CLOSED).latest("quarter_starts_on")
    came = last.closes_at - timedelta(days=6)
    name_reader(organization=organization, reader=owner, by=owner, now=came)
    text, address, answer = ANSWERED
    _write(organization, text, address, came)
    message = CeoMessage.objects.get(organization=organization)
    answered_at = datetime.combine(
        came.date() + timedelta(days=2), time(10), tzinfo=organization.zone
    )
    answer_message(message=message, text=answer, by=owner, now=answered_at)
    OutgoingEmail.objects.filter(ceo_message=message).update(
        state=OutgoingEmail.State.SENT, sent_at=answered_at, attempts=1
    )
    _write(organization, READ, "", now - timedelta(days=5))
    mark_message_read(message=CeoMessage.objects.get(organization=organization, is_read=False))
    _write(organization, *UNREAD, now - timedelta(days=1))


def _write(organization: Organization, text: str, address: str, now: datetime) -> None:
    write_to_ceo(organization=organization, text=text, address=address, language="en", now=now)
