"""What has been kept for long enough: the rows that the next run of the retention deletes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from assessment.domain.language import translatable, translate
from assessment.domain.rounds import RoundState
from assessment.models import Organization
from leadership.domain.retention import (
    DAYS_OF_ENDED_INVITATIONS,
    DAYS_OF_LEFT_ACCOUNTS,
    audit_goes_before,
    months_before,
)
from leadership.models import (
    AuditEntry,
    Contact,
    Invitation,
    JoinInvitation,
    MailboxMessage,
    Membership,
    OrganizationSettings,
    OutgoingEmail,
    RetentionRun,
    User,
)
from leadership.queries.organizations import settings_of

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Due:
    """How many rows of one kind go, in a sentence that says how long they were kept."""

    key: str
    kept: str
    count: int


def _contacts(held: OrganizationSettings, now: datetime) -> Rows:
    """Not listed, not asked since then, and in no round that is open."""
    before = months_before(now, held.contact_months)
    asked = Invitation.objects.filter(
        Q(invited_on__gte=before.date()) | Q(round__state=RoundState.OPEN), contact=OuterRef("pk")
    )
    return Contact.objects.filter(
        ~Exists(asked), organization=held.organization_id, added_at__lt=before
    )


def _mailbox(held: OrganizationSettings, now: datetime) -> Rows:
    before = months_before(now, held.mail_months)
    return MailboxMessage.objects.filter(organization=held.organization_id, kept_at__lt=before)


def _mails(held: OrganizationSettings, now: datetime) -> Rows:
    """Settled ones of rounds that are not open, whose pages say how far the mail is."""
    done = OutgoingEmail.objects.filter(organization=held.organization_id).exclude(
        state=OutgoingEmail.State.QUEUED
    )
    return done.annotate(went_at=Coalesce("sent_at", "due_at")).filter(
        ~Q(round__state=RoundState.OPEN) | Q(round=None),
        went_at__lt=months_before(now, held.mail_months),
    )


def _audit(held: OrganizationSettings, now: datetime) -> Rows:
    before = audit_goes_before(now, held.audit_months)
    return AuditEntry.objects.filter(organization=held.organization_id, at__lt=before)


def _joins(held: OrganizationSettings, now: datetime) -> Rows:
    before = now - timedelta(days=DAYS_OF_ENDED_INVITATIONS)
    ended = Q(accepted_at__lt=before) | Q(revoked_at__lt=before) | Q(expires_at__lt=before)
    return JoinInvitation.objects.filter(ended, organization=held.organization_id)


# By organization, in the order in which they are shown and deleted. A new kind is one line here
# and one in KEPT.
OF_ORGANIZATIONS: Final[Mapping[str, Callable[[OrganizationSettings, datetime], Rows]]] = {
    "contacts": _contacts,
    "mailbox": _mailbox,
    "mails": _mails,
    "audit": _audit,
    "joins": _joins,
}
KEPT: Final[Mapping[str, str]] = {
    "contacts": translatable("Contacts who were not asked for {contact_months} months"),
    "mailbox": translatable("Mail in the local mailbox for {mail_months} months"),
    "mails": translatable("Which mail was sent to whom, {mail_months} months ago"),
    "audit": translatable("Entries of the audit, {audit_months} months old"),
    "joins": translatable("Invitations to join that ended {joins} days ago"),
}
# What services of its own delete, whatever the settings say, and nothing here: without a count,
# which would tell owners how somebody keeps a log that is nobody else’s.
DELETED_ELSEWHERE: Final = (
    translatable("Uploaded lists go a day after their upload, with everything read from them."),
    translatable("Entries in somebody’s own log of time with customers go after a year."),
    translatable(
        "Messages to the chief executive go with their answers when the quarter in which they "
        "came has been over for a year."
    ),
)


def _sessions(now: datetime) -> Rows:
    return Session.objects.filter(expire_date__lt=now)


def _browsers(now: datetime) -> Rows:
    """Notes of browsers whose session is gone."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gte=now)
    over: Rows = UserSession.objects.filter(~Exists(alive))
    return over


def _accounts(now: datetime) -> Rows:
    """Sign-ins of people who are members of no organization any more, nor invited to one."""
    before = now - timedelta(days=DAYS_OF_LEFT_ACCOUNTS)
    belongs = Membership.objects.filter(user=OuterRef("pk"))
    invited = JoinInvitation.objects.filter(
        email=OuterRef("email"), accepted_at=None, revoked_at=None, expires_at__gte=now
    )
    left: Rows = User.objects.filter(
        ~Exists(belongs), ~Exists(invited), is_staff=False, is_superuser=False
    )
    long_gone: Rows = left.filter(Q(last_login=None) | Q(last_login__lt=before))
    return long_gone


OF_THE_INSTALLATION: Final[Mapping[str, Callable[[datetime], Rows]]] = {
    "sessions": _sessions,
    "browsers": _browsers,
    "accounts": _accounts,
}


def due_in(organization: Organization, now: datetime) -> tuple[Due, ...]:
    """What the next run deletes for an organization; counts of everything, zeros included."""
    held = settings_of(organization)
    return tuple(
        Due(key, kept_sentence(key, held), rows(held, now).count())
        for key, rows in OF_ORGANIZATIONS.items()
    )


def kept_sentence(key: str, held: OrganizationSettings) -> str:
    return translate(KEPT[key]).format(
        contact_months=held.contact_months,
        mail_months=held.mail_months,
        audit_months=held.audit_months,
        joins=DAYS_OF_ENDED_INVITATIONS,
    )


def deleted_elsewhere() -> tuple[str, ...]:
    return tuple(translate(sentence) for sentence in DELETED_ELSEWHERE)


def last_run_of(organization: Organization) -> RetentionRun | None:
    return RetentionRun.objects.filter(organization=organization).first()
