"""Mails that services write by themselves, with a hostile text wherever one can be stored."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from assessment.models import Round
from leadership.domain.roles import Role
from leadership.models import (
    CeoMessage,
    Commitment,
    JoinInvitation,
    Membership,
    OutgoingEmail,
)
from leadership.services.ceo_mail import tell_of_messages
from leadership.services.ceo_messages import answer_message, name_reader, write_to_ceo
from leadership.services.commitment_reminders import remind_of_commitments
from leadership.services.commitments import make_commitment
from leadership.services.joining import invite_to_join
from leadership.services.meetings import end_meeting, start_meeting
from leadership.services.minutes import mail_minutes
from tests.leadership.mailing import NOW

Kind = OutgoingEmail.Kind
AT_NOON = NOW.replace(hour=12)


def join(round_: Round, reader: Membership, stored: str) -> None:
    invite_to_join(
        organization=round_.organization,
        email="new@meridian.example",
        name="Nora New",
        role=Role.VIEWER,
        on_executive_team=False,
        language="en",
        by=reader.user,
        now=NOW,
    )
    JoinInvitation.objects.update(name=stored[:120])


def promise(round_: Round, reader: Membership, stored: str, *, in_days: int = 7) -> None:
    make_commitment(
        round_=round_,
        question="s1",
        what="Call back",
        owner=reader,
        due_on=(NOW + timedelta(days=in_days)).date(),
        visible_in="The list of calls",
        by=reader,
        now=NOW,
    )
    Commitment.objects.update(what=stored[:300], visible_in=stored[:300])


def commitment(round_: Round, reader: Membership, stored: str) -> None:
    promise(round_, reader, stored)
    remind_of_commitments(now=AT_NOON)


def minutes(round_: Round, reader: Membership, stored: str) -> None:
    meeting = start_meeting(round_=round_, by=reader, now=NOW)
    promise(round_, reader, stored)
    end_meeting(meeting=meeting, held_on=NOW.date(), attendees=[reader], by=reader, now=NOW)
    meeting.refresh_from_db()
    mail_minutes(meeting=meeting, by=reader, now=NOW)
    OutgoingEmail.objects.exclude(membership=reader).delete()


def written(round_: Round, reader: Membership, stored: str) -> CeoMessage:
    name_reader(organization=round_.organization, reader=reader, by=reader, now=NOW)
    write_to_ceo(
        organization=round_.organization,
        text="Answer the telephone.",
        address="ida@customer.example",
        language="en",
        now=NOW,
    )
    CeoMessage.objects.update(text=stored)
    return CeoMessage.objects.get()


def ceo_messages(round_: Round, reader: Membership, stored: str) -> None:
    written(round_, reader, stored)
    tell_of_messages(now=AT_NOON + timedelta(days=1))


def ceo_answer(round_: Round, reader: Membership, stored: str) -> None:
    answer_message(message=written(round_, reader, stored), text="We do now.", by=reader, now=NOW)
    CeoMessage.objects.update(answer=stored)


# What leaves exactly one mail of the kind in the outbox.
WRITTEN_BY: Final[Mapping[str, Callable[[Round, Membership, str], None]]] = {
    Kind.JOIN: join,
    Kind.COMMITMENT: commitment,
    Kind.MINUTES: minutes,
    Kind.CEO_MESSAGES: ceo_messages,
    Kind.CEO_ANSWER: ceo_answer,
}
