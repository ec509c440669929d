"""Invitations to join: the one behind a link, those that are open, and whom they wait for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet

from leadership.domain.tokens import Purpose
from leadership.links import join_link, read_link
from leadership.models import JoinInvitation, Membership, OutgoingEmail, User

State = OutgoingEmail.State


class JoinState(StrEnum):
    """What a link to join can still do."""

    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class JoinRow:
    """An invitation that nobody has accepted yet, and its mail, unless that was erased.

    `arrives` is False when the mail was refused or came back.
    """

    invitation: JoinInvitation
    mail: OutgoingEmail | None
    has_expired: bool
    arrives: bool


@dataclass(frozen=True, slots=True)
class OwnJoinInvitation:
    """An invitation to the address that somebody is signed in with, and where it is accepted."""

    organization: str
    link: str


def join_invitation_behind(token: str) -> tuple[JoinInvitation, bool] | None:
    """The invitation of a link of ours, and whether the link is its newest; else None."""
    read = read_link(Purpose.JOIN, token)
    if read is None:
        return None
    invitation = JoinInvitation.objects.select_related("organization").filter(pk=read[0]).first()
    return None if invitation is None else (invitation, invitation.generation == read[1])


def join_state(invitation: JoinInvitation, *, is_newest: bool, now: datetime) -> JoinState:
    if invitation.accepted_at:
        return JoinState.ACCEPTED
    if invitation.revoked_at or not is_newest:
        return JoinState.REVOKED
    return JoinState.EXPIRED if invitation.has_expired(now) else JoinState.OPEN


def open_join_invitations(invitations: QuerySet[JoinInvitation], now: datetime) -> list[JoinRow]:
    """Those of `invitations` that still wait, expired ones too; two queries."""
    waiting = list(_waiting(invitations))
    mails = {
        email.dedupe_key: email
        for email in OutgoingEmail.objects.filter(join_invitation__in=waiting).order_by("pk")
    }
    return [_row(one, mails.get(join_key_of(one)), now) for one in waiting]


def join_key_of(invitation: JoinInvitation) -> str:
    """What keeps an invitation to join from being mailed twice a generation."""
    return f"join:{invitation.pk}:{invitation.generation}"


def own_join_invitations(user: User, now: datetime) -> list[OwnJoinInvitation]:
    """What waits for somebody who is signed in with the invited address."""
    waiting = _waiting(JoinInvitation.objects.filter(email=user.email, expires_at__gt=now))
    return [
        OwnJoinInvitation(one.organization.name, join_link(one))
        for one in waiting.select_related("organization")
    ]


def is_awaited(address: str, now: datetime) -> bool:
    """Whether some organization has invited the address and would take it in."""
    waiting = JoinInvitation.objects.filter(email=address, expires_at__gt=now)
    return waiting.filter(accepted_at=None, revoked_at=None).exists()


def is_member_already(invitation: JoinInvitation) -> bool:
    return Membership.objects.filter(
        organization=invitation.organization_id, user__email=invitation.email
    ).exists()


def _waiting(invitations: QuerySet[JoinInvitation]) -> QuerySet[JoinInvitation]:
    """Whoever became a member in another way waits for nothing."""
    member = Membership.objects.filter(
        organization=OuterRef("organization"), user__email=OuterRef("email")
    )
    return invitations.filter(~Exists(member), accepted_at=None, revoked_at=None)


def _row(invitation: JoinInvitation, mail: OutgoingEmail | None, now: datetime) -> JoinRow:
    arrives = mail is None or not (
        mail.state in {State.FAILED, State.SKIPPED} or mail.outcome == OutgoingEmail.Outcome.BOUNCED
    )
    return JoinRow(invitation, mail, invitation.has_expired(now), arrives)
