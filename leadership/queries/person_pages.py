"""What a person was sent and when, for those who run the rounds; never what anybody answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from assessment.models import Organization
from leadership.domain.people_words import audience_of_one
from leadership.domain.sent_words import fate_of_mail, participation
from leadership.models import Contact, Invitation, Membership, OutgoingEmail

MOST_ROUNDS: Final = 40  # ten years of quarters
MOST_OTHER_MAIL: Final = 50


@dataclass(frozen=True, slots=True)
class SentMail:
    """One mail: what it was, the day it was sent or is due, what became of it, and why."""

    kind: str
    on: date
    fate: str
    reason: str


@dataclass(frozen=True, slots=True)
class AskedIn:
    """One round in which the person was asked, as whom, and whether they answered."""

    round_id: int
    label: str
    invited_on: date
    audience: str
    unit: str
    participation: str
    mails: tuple[SentMail, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The newest first; `other` is mail that goes to a member without an invitation."""

    rounds: tuple[AskedIn, ...]
    other: tuple[SentMail, ...] = ()


def history_of_contact(contact: Contact, organization: Organization) -> History:
    """In two queries."""
    return History(_rounds(Invitation.objects.filter(contact=contact), organization))


def history_of_member(member: Membership) -> History:
    """In three queries."""
    own = OutgoingEmail.objects.filter(membership=member).order_by("-pk")[:MOST_OTHER_MAIL]
    return History(
        _rounds(Invitation.objects.filter(membership=member), member.organization),
        tuple(_mail(email, member.organization) for email in own),
    )


def _rounds(invitations: QuerySet[Invitation], organization: Organization) -> tuple[AskedIn, ...]:
    newest = invitations.select_related("round", "unit").order_by("-invited_on", "-pk")
    shown = list(newest[:MOST_ROUNDS])
    mails = _mails(shown, organization)
    return tuple(_asked(one, organization, mails.get(one.pk, ())) for one in shown)


def _asked(
    invitation: Invitation, organization: Organization, mails: Iterable[SentMail]
) -> AskedIn:
    round_ = invitation.round
    round_.organization = organization
    return AskedIn(
        round_id=round_.pk,
        label=round_.label,
        invited_on=invitation.invited_on,
        audience=audience_of_one(invitation.audience),
        unit=invitation.unit.name if invitation.unit else "",
        participation=participation(
            answered_on=invitation.submitted_on,
            started=invitation.started_on is not None,
            revoked=invitation.revoked_on is not None,
            is_open=round_.is_open,
        ),
        mails=tuple(mails),
    )


def _mails(
    invitations: Iterable[Invitation], organization: Organization
) -> Mapping[int | None, list[SentMail]]:
    found: dict[int | None, list[SentMail]] = defaultdict(list)
    for email in OutgoingEmail.objects.filter(invitation__in=list(invitations)).order_by("pk"):
        found[email.invitation_id].append(_mail(email, organization))
    return found


def _mail(email: OutgoingEmail, organization: Organization) -> SentMail:
    at = email.sent_at or email.due_at
    return SentMail(
        kind=str(email.get_kind_display()),
        on=at.astimezone(organization.zone).date(),
        fate=fate_of_mail(email.state, email.outcome, email.attempts),
        reason=email.error,
    )
