"""Messages to the chief executive: who reads them, which wait, how they were answered.

Nothing here reads an invitation or a sheet, because nothing of a message leads there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessment.domain.figures import rounded
from assessment.domain.language import long_date, translate, translate_plural
from assessment.domain.quarters import local_day, quarter_of
from assessment.models import Round
from leadership.access import ceo_messages_seen_by
from leadership.domain.addresses import AddressInvalid
from leadership.domain.ceo_messages import Answering, Standing, answering
from leadership.domain.mail_states import MailState, in_words
from leadership.models import CeoDesk, CeoMessage, Membership, OptOut, OutgoingEmail, User
from leadership.queries.bounces import bounced_among
from leadership.queries.opt_outs import hash_of
from leadership.queries.paging import NumberedPage

MESSAGES_ON_A_PAGE: Final = 25
_NOT_SENT = (OutgoingEmail.State.FAILED, OutgoingEmail.State.SKIPPED)
_READER_OF = f"""
    SELECT u.name
    FROM {CeoDesk._meta.db_table} d
    JOIN {Membership._meta.db_table} dm ON dm.id = d.membership_id
    JOIN {User._meta.db_table} u ON u.id = dm.user_id
    WHERE dm.on_executive_team AND u.is_active AND d.organization_id ="""  # noqa: S608 - only names of our own


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message in the list; `received` is a day, or a month where no address was given."""

    pk: UUID
    text: str
    address: str
    received: str
    standing: Standing
    mail_failed: bool

    @property
    def is_unread(self) -> bool:
        return self.standing is Standing.UNREAD


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One message; `unreachable` says why it cannot be answered and is empty when it can."""

    pk: UUID
    text: str
    address: str
    received: str
    standing: Standing
    is_read: bool
    is_archived: bool
    answer: str
    answered_on: date | None
    mail: str
    unreachable: str


@dataclass(frozen=True, slots=True)
class AnsweringPart:
    """What the dashboard says of the messages of a round's quarter."""

    heading: str
    sentences: tuple[str, ...]


def reader_sql(organization: str) -> str:
    """The statement that finds that name, as part of another one or by itself."""
    return f"{_READER_OF} {organization}"


def reader_of(organization_id: int) -> str | None:
    """The name of whoever reads messages; None while nobody is named, or nobody with a name."""
    with connection.cursor() as cursor:
        cursor.execute(reader_sql("%s"), [organization_id])
        row = cursor.fetchone()
    return (row[0] or None) if row else None


def unread_for(membership: OuterRef) -> Subquery:
    """How many wait, to be read with a membership; null for everybody but the reader."""
    counted = (
        CeoDesk.objects.filter(membership=membership, membership__on_executive_team=True)
        .annotate(
            unread=Count("organization__ceo_messages", Q(organization__ceo_messages__is_read=False))
        )
        .values("unread")
    )
    return Subquery(counted, output_field=IntegerField())


def messages_page(
    membership: Membership, *, archived: bool, number: str | int
) -> NumberedPage[MessageRow]:
    """Unread ones first, then the newest; a page that does not exist is the last."""
    failed = OutgoingEmail.objects.filter(ceo_message=OuterRef("pk")).filter(
        Q(state__in=_NOT_SENT) | Q(outcome=OutgoingEmail.Outcome.BOUNCED)
    )
    found = (
        ceo_messages_seen_by(membership)
        .filter(is_archived=archived)
        .annotate(failed_mail=Subquery(failed.values("pk")[:1]))
        .order_by("is_read", "-received_on", "pk")
    )
    page = Paginator(found, MESSAGES_ON_A_PAGE).get_page(number)
    messages: Iterable[Any] = page.object_list  # annotated, which the type does not know
    return NumberedPage(
        rows=tuple(
            MessageRow(
                message.pk,
                message.text,
                message.address,
                _received(message),
                _standing(message),
                message.failed_mail is not None,
            )
            for message in messages
        ),
        found=page.paginator.count,
        number=page.number,
        page_count=page.paginator.num_pages,
    )


def message_page(message: CeoMessage) -> MessagePage:
    """One message; select its organization with it."""
    email = message.emails.first() if message.answer else None
    return MessagePage(
        pk=message.pk,
        text=message.text,
        address=message.address,
        received=_received(message),
        standing=_standing(message),
        is_read=message.is_read,
        is_archived=message.is_archived,
        answer=message.answer,
        answered_on=message.answered_on,
        mail=_mail_in_words(message, email) if email else "",
        unreachable=unreachable(message),
    )


def unreachable(message: CeoMessage) -> str:
    """Why no answer can be mailed, as a sentence; empty when one can.

    Whoever opted out of surveys and then left an address wants the answer; whoever opted out on
    a later day has changed their mind.
    """
    if not message.address:
        return _("No address was left, so this message cannot be answered.")
    try:
        if changed_their_mind(message):
            return _("This person has asked since not to be written to, so no mail is sent.")
    except AddressInvalid:
        return _("The address is not valid, so no mail can reach this person.")
    key = (message.organization_id, message.address)
    if words := bounced_among([message.organization_id], [message.address]).get(key):
        return _("Mail to this address came back, so no answer can be sent: %(words)s") % {
            "words": words
        }
    return ""


def changed_their_mind(message: CeoMessage) -> bool:
    """Whether the writer opted out of all mail on a day after the message."""
    return OptOut.objects.filter(
        organization=message.organization_id,
        address_hash=hash_of(message.address),
        opted_out_on__gt=message.received_on,
    ).exists()


def unread_in(organization_id: int) -> int:
    return CeoMessage.objects.filter(organization=organization_id, is_read=False).count()


def answering_part(round_: Round, *, now: datetime) -> AnsweringPart | None:
    """How the messages of a round's quarter were answered; None where none came.

    One query. Below ten messages there are counts and no share. While more may come or be
    answered, it says of which day the numbers are.
    """
    quarter = quarter_of(
        round_.quarter_starts_on,
        fiscal_year_starts_in=round_.organization.fiscal_year_starts_in,
    )
    rows = list(
        CeoMessage.objects.filter(
            organization=round_.organization_id,
            received_on__gte=quarter.starts_on,
            received_on__lte=quarter.ends_on,
        )
        .order_by()
        .values_list("address", "received_on", "answered_on")
    )
    if not rows:
        return None
    days = [(came, answered) for address, came, answered in rows if address]
    found = answering(days, len(rows))
    heading, sentences = _told(found, quarter.label)
    as_of = _as_of(found, quarter.ends_on, local_day(now, round_.organization.time_zone))
    return AnsweringPart(heading, tuple(filter(None, (*sentences, as_of))))


def _as_of(found: Answering, ends_on: date, today: date) -> str:
    """What may still change the numbers of a closed round; "" when nothing does."""
    if today <= ends_on:
        return translate(
            "These numbers are as of {day}. Messages that come until {end} are added to them."
        ).format(day=long_date(today), end=long_date(ends_on))
    if found.answered < found.answerable:
        return translate(
            "These numbers are as of {day}. The quarter is over; an answer that is given later is "
            "added to them."
        ).format(day=long_date(today))
    return ""


def _told(found: Answering, label: str) -> tuple[str, tuple[str, ...]]:
    values = {"received": found.received, "quarter": label}
    sentences = [
        translate_plural(
            "{received} message came through the thank-you page in {quarter}.",
            "{received} messages came through the thank-you page in {quarter}.",
            found.received,
        ).format(**values)
    ]
    if not found.answerable:
        heading = translate("Nobody who wrote to the chief executive left an address")
        return heading, tuple(sentences)
    sentences.append(_median_sentence(found))
    return _answered_heading(found), tuple(filter(None, sentences))


def _answered_heading(found: Answering) -> str:
    if found.share is None:
        return translate_plural(
            "{answered} of {count} message to the chief executive was answered",
            "{answered} of {count} messages to the chief executive were answered",
            found.answerable,
        ).format(answered=found.answered, count=found.answerable)
    heading = translate("{share}% of {count} messages to the chief executive were answered")
    return heading.format(share=rounded(found.share * 100), count=found.answerable)


def _median_sentence(found: Answering) -> str:
    """Only messages with an address can be answered, so only they are counted."""
    if found.median_days is None:
        return translate("None of those with an address has been answered yet.")
    median = rounded(found.median_days)
    if median == 0:
        return translate("The median time to an answer was less than a day.")
    return translate_plural(
        "The median time to an answer was {days} day.",
        "The median time to an answer was {days} days.",
        median,
    ).format(days=median)


def _standing(message: CeoMessage) -> Standing:
    if message.is_archived:
        return Standing.ARCHIVED
    if message.answer:
        return Standing.ANSWERED
    return Standing.READ if message.is_read else Standing.UNREAD


def _received(message: CeoMessage) -> str:
    return date_format(
        message.received_on, "DATE_FORMAT" if message.address else "YEAR_MONTH_FORMAT"
    )


def _mail_in_words(message: CeoMessage, email: OutgoingEmail) -> str:
    zone = message.organization.zone
    sent_on = email.sent_at.astimezone(zone).date() if email.sent_at else None
    return in_words(
        MailState("mail", email.state, email.outcome, email.attempts, sent_on, email.error)
    )


def possible_readers(membership: Membership) -> Sequence[Membership]:
    """Everybody of the executive team, by name."""
    members = Membership.objects.filter(
        organization=membership.organization_id, on_executive_team=True, user__is_active=True
    )
    return list(members.select_related("user"))


def reader_named(organization_id: int) -> Membership | None:
    desk = CeoDesk.objects.filter(organization=organization_id).select_related("membership__user")
    found = desk.first()
    return found.membership if found else None
