"""A message to the chief executive: written, read, answered, archived, forgotten; and to whom."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assessment.models import Organization
from leadership.domain.ceo_messages import MOST_UNREAD, day_kept, forgotten_before
from leadership.domain.errors import LeadershipError
from leadership.emails.letters import new_message_id
from leadership.models import (
    Bounce,
    CeoDesk,
    CeoMessage,
    Contact,
    MailboxMessage,
    Membership,
    OutgoingEmail,
)
from leadership.queries.ceo_messages import reader_of, unreachable
from leadership.services.audit import record

_ANSWER = OutgoingEmail.Kind.CEO_ANSWER.value


class NobodyReads(LeadershipError):
    """Messages are taken while somebody is named to read them."""


class TooManyWait(LeadershipError):
    """Nobody reads a thousand messages; a flood of them is stopped."""


class MessageSettled(LeadershipError):
    """A message is answered once."""


class CannotBeAnswered(LeadershipError):
    """An answer needs an address that works and whose owner wants it."""


class ReaderUnknown(LeadershipError):
    """Customers are told by name who reads what they write."""


def write_to_ceo(
    *, organization: Organization, text: str, address: str, language: str, now: datetime
) -> None:
    """Keep a message; nothing of the link it came from is passed in here.

    Raises NobodyReads, TooManyWait.
    """
    if reader_of(organization.pk) is None:
        raise NobodyReads(_("Messages are not taken at the moment."))
    waiting = CeoMessage.objects.filter(organization=organization, is_read=False)
    if waiting.count() >= MOST_UNREAD:
        raise TooManyWait(_("Too many messages wait to be read. Try again in a few days."))
    today = now.astimezone(organization.zone).date()
    CeoMessage.objects.create(
        organization=organization,
        text=text,
        address=address,
        language=language if address else "",
        received_on=day_kept(today, has_address=bool(address)),
    )


def mark_message_read(*, message: CeoMessage) -> None:
    """It counts as unread no more; twice is once. Not in the audit: reading is no act on others."""
    CeoMessage.objects.filter(pk=message.pk).update(is_read=True)


def answer_message(*, message: CeoMessage, text: str, by: Membership, now: datetime) -> None:
    """Send the answer by mail. Raises MessageSettled, CannotBeAnswered."""
    with transaction.atomic():
        held = _held(message)
        if held.answer:
            raise MessageSettled(_("You have answered this message meanwhile."))
        if why_not := unreachable(held):
            raise CannotBeAnswered(why_not)
        held.answer, held.answered_by, held.is_read = text, by, True
        held.answered_on = now.astimezone(held.organization.zone).date()
        held.save(update_fields=["answer", "answered_by", "answered_on", "is_read"])
        OutgoingEmail.objects.create(
            organization=held.organization,
            ceo_message=held,
            kind=_ANSWER,
            dedupe_key=f"{_ANSWER}:{held.pk}",
            due_at=now,
            message_id=new_message_id(),
        )
        _record("message answered", held, by, now)


def archive_message(*, message: CeoMessage, by: Membership, now: datetime) -> None:
    """Out of the way, answered or not; twice is once."""
    _put(message, by, now, archived=True, act="message archived")


def unarchive_message(*, message: CeoMessage, by: Membership, now: datetime) -> None:
    _put(message, by, now, archived=False, act="message taken out of the archive")


def name_reader(
    *, organization: Organization, reader: Membership | None, by: Membership, now: datetime
) -> None:
    """Let messages go to this member of the executive team, or to nobody. Raises ReaderUnknown."""
    if reader and not (reader.on_executive_team and reader.user.name):
        raise ReaderUnknown(
            _("Customers read this name. Name somebody of the executive team who has one.")
        )
    with transaction.atomic():
        Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
        desk = CeoDesk.objects.filter(organization=organization).first()
        if (desk.membership_id if desk else None) == (reader.pk if reader else None):
            return
        CeoDesk.objects.filter(organization=organization).delete()
        if reader:
            CeoDesk.objects.create(organization=organization, membership=reader)
        record(
            organization=organization,
            by=by.user,
            act="reader of messages named",
            about=reader.user.email if reader else "nobody",
            now=now,
        )


def forget_old_messages(*, now: datetime) -> int:
    """Erase what is older than messages are kept, with its mail; returns how many."""
    erased = 0
    for organization in Organization.objects.filter(ceo_messages__isnull=False).distinct():
        today = now.astimezone(organization.zone).date()
        before = forgotten_before(today, organization.fiscal_year_starts_in)
        old = CeoMessage.objects.filter(organization=organization, received_on__lt=before)
        with transaction.atomic():
            addresses = set(old.exclude(address="").values_list("address", flat=True))
            erased += old.count()
            old.delete()
            _forget_addresses(organization, addresses)
    return erased


def _forget_addresses(organization: Organization, addresses: set[str]) -> None:
    """The copies of answers in the local mailbox, and what a mail server said of an address.

    Those of addresses from which a later message came stay with it.
    """
    later = CeoMessage.objects.filter(organization=organization, address__in=addresses)
    gone = addresses - set(later.values_list("address", flat=True))
    MailboxMessage.objects.filter(
        organization=organization, reader__isnull=False, recipient__in=gone
    ).delete()
    Bounce.objects.filter(organization=organization, email__in=gone).exclude(
        Q(email__in=Contact.objects.filter(organization=organization).values("email"))
        | Q(email__in=Membership.objects.filter(organization=organization).values("user__email"))
    ).delete()


def _held(message: CeoMessage) -> CeoMessage:
    return (
        CeoMessage.objects.select_for_update(of=("self",))
        .select_related("organization")
        .get(pk=message.pk)
    )


def _put(message: CeoMessage, by: Membership, now: datetime, *, archived: bool, act: str) -> None:
    with transaction.atomic():
        held = _held(message)
        if held.is_archived == archived:
            return
        held.is_archived, held.is_read = archived, True
        held.save(update_fields=["is_archived", "is_read"])
        _record(act, held, by, now)


def _record(act: str, message: CeoMessage, by: Membership, now: datetime) -> None:
    """That it was done, never what was written or by whom: owners read the audit."""
    record(organization=message.organization, by=by.user, act=act, about=str(message), now=now)
