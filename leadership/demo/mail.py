"""What has become of the demo's mail, and who joined while its round is open."""

from datetime import datetime
from random import Random

from assessment.domain.audiences import Audience
from assessment.models import Round
from leadership.demo import company
from leadership.domain.rhythm import Rhythm, reminder_moments
from leadership.models import OutgoingEmail, User
from leadership.services import programme
from leadership.services.bounces import record_bounce
from leadership.services.people import import_contacts
from leadership.services.reminders import queue_next, remind_due

MAILBOXES_GONE = 3
JOINED_AND_ASKED = 40
JOINED_LATER = 12


def deliver(round_: Round, at: datetime) -> None:
    """The mail of the past was sent long ago."""
    OutgoingEmail.objects.filter(round=round_, state=OutgoingEmail.State.QUEUED).update(
        state=OutgoingEmail.State.SENT, sent_at=at, attempts=1
    )


def bounce(round_: Round, at: datetime) -> None:
    """A few customers have left the addresses that are listed."""
    sent = OutgoingEmail.objects.filter(
        round=round_,
        state=OutgoingEmail.State.SENT,
        invitation__audience=Audience.CUSTOMER,
        invitation__submitted_on=None,
    ).select_related("organization", "invitation__contact", "invitation__membership__user")
    for email in sent.order_by("-pk")[:MAILBOXES_GONE]:
        words = "550 5.1.1 No mailbox here by that name"
        OutgoingEmail.objects.filter(pk=email.pk).update(
            state=OutgoingEmail.State.FAILED, sent_at=None, error=words
        )
        record_bounce(email=email, words=words, now=at)


def remind(round_: Round, launched_at: datetime, now: datetime) -> None:
    """What the clock has done since the launch."""
    moments = reminder_moments(
        Rhythm(), launched_at=launched_at, closes_at=round_.closes_at, zone=round_.organization.zone
    )
    for moment in moments:
        if moment < now:
            remind_due(now=moment)
            for reminder in round_.reminders.filter(finished_at=None):
                while queue_next(reminder_id=reminder.pk, now=moment):
                    pass
            deliver(round_, moment)


def welcome(round_: Round, random: Random, lead: User, now: datetime) -> None:
    """The lead has added customers just now: some are asked, so that mail waits for the worker,
    and some still can be.
    """
    for count in (JOINED_AND_ASKED, JOINED_LATER):
        import_contacts(
            organization=round_.organization,
            accepted=company.newcomers(random, count),
            by=lead,
            now=now,
        )
        if count == JOINED_AND_ASKED:
            programme.ask_joiners(round_=round_, by=lead, now=now)
