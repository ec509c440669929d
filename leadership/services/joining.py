"""Invitations to become a member: sent, sent again, taken back, accepted."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from assessment.models import Organization
from leadership.domain.addresses import canonical
from leadership.domain.errors import LeadershipError
from leadership.domain.preferences import DAYS_TO_JOIN
from leadership.domain.roles import Role
from leadership.models import JoinInvitation, Membership, User
from leadership.services.audit import record
from leadership.services.holds import hold_organization
from leadership.services.outbox import queue_join_invitation
from leadership.services.people import AlreadyMember, check_team, place_of

_PAUSE = timedelta(minutes=5)


class AlreadyInvited(LeadershipError):
    """An address is invited to an organization once at a time."""


class InvitationOver(LeadershipError):
    """The invitation was accepted, taken back or sent again, or its time is over."""


class NotInvited(LeadershipError):
    """Only the invited address accepts an invitation."""


class SentJustNow(LeadershipError):
    """An invitation is not sent twice within minutes."""


def invite_to_join(
    *,
    organization: Organization,
    email: str,
    name: str,
    role: Role,
    on_executive_team: bool,
    language: str,
    by: User,
    now: datetime,
) -> JoinInvitation:
    """Mail somebody a link to become a member; bound to the address, for two weeks.

    Raises AddressInvalid, AlreadyInvited, AlreadyMember, ViewerOnExecutiveTeam, WouldBeAskedTwice.
    """
    address = canonical(email)
    with transaction.atomic():
        hold_organization(organization.pk)
        _check_is_new(organization, address)
        check_team(organization, address, role, on_executive_team)
        invitation = JoinInvitation.objects.create(
            organization=organization,
            email=address,
            name=name,
            role=role.value,
            on_executive_team=on_executive_team,
            language=language,
            invited_by=by.email,
            sent_at=now,
            expires_at=now + timedelta(days=DAYS_TO_JOIN),
        )
        queue_join_invitation(invitation=invitation, now=now)
        about = f"{address}: {_place(invitation)}"
        record(organization=organization, by=by, act="member invited", about=about, now=now)
    return invitation


def send_invitation_again(*, invitation: JoinInvitation, by: User, now: datetime) -> None:
    """A new link with two more weeks; the ones before stop working.

    Raises InvitationOver, SentJustNow.
    """
    with transaction.atomic():
        held = _held(invitation)
        if not held.is_open:
            raise InvitationOver(_("This invitation was accepted or taken back meanwhile."))
        if now - held.sent_at < _PAUSE:
            raise SentJustNow(
                _("This invitation was sent a moment ago. Wait five minutes before the next one.")
            )
        held.generation += 1
        held.sent_at, held.expires_at = now, now + timedelta(days=DAYS_TO_JOIN)
        held.save(update_fields=["generation", "sent_at", "expires_at"])
        queue_join_invitation(invitation=held, now=now)
        record(
            organization=held.organization,
            by=by,
            act="invitation sent again",
            about=held.email,
            now=now,
        )


def take_invitation_back(*, invitation: JoinInvitation, by: User, now: datetime) -> None:
    """Its link stops working. Raises InvitationOver when somebody accepted it meanwhile."""
    with transaction.atomic():
        held = _held(invitation)
        if not held.is_open:
            raise InvitationOver(_("This invitation was accepted or taken back meanwhile."))
        held.revoked_at = now
        held.save(update_fields=["revoked_at"])
        record(
            organization=held.organization,
            by=by,
            act="invitation taken back",
            about=held.email,
            now=now,
        )


def let_invited_sign_in(*, invitation: JoinInvitation) -> User:
    """Make the invited address known, so that it can sign in; it belongs to nothing yet.

    For whoever holds the link of an invitation that can be accepted.
    """
    user, _is_new = User.objects.get_or_create(
        email=invitation.email,
        defaults={"name": invitation.name, "password": make_password(None)},
    )
    return user


def accept_invitation(
    *, invitation: JoinInvitation, generation: int, by: User, now: datetime
) -> Membership:
    """Make the invited person a member, who has signed in with the invited address.

    `generation` is that of the link. Raises AlreadyMember, InvitationOver, NotInvited,
    WouldBeAskedTwice.
    """
    with transaction.atomic():
        held = _held(invitation)
        if by.email != held.email:
            raise NotInvited(_("This invitation is for another address."))
        if not held.is_open or held.generation != generation or held.has_expired(now):
            raise InvitationOver(_("This invitation cannot be accepted any more."))
        _check_is_no_member(held.organization, held.email)
        check_team(held.organization, held.email, Role(held.role), held.on_executive_team)
        membership = Membership.objects.create(
            organization=held.organization,
            user=by,
            role=held.role,
            on_executive_team=held.on_executive_team,
            language=held.language,
            joined_at=now,
            accepted_at=now,
        )
        held.accepted_at = now
        held.save(update_fields=["accepted_at"])
        about = f"{held.email}: {place_of(membership)}, invited by {held.invited_by}"
        record(
            organization=held.organization, by=by, act="invitation accepted", about=about, now=now
        )
    return membership


def _held(invitation: JoinInvitation) -> JoinInvitation:
    """The invitation as it is now, while nobody else can change it."""
    hold_organization(invitation.organization_id)
    return JoinInvitation.objects.select_related("organization").get(pk=invitation.pk)


def _check_is_new(organization: Organization, address: str) -> None:
    _check_is_no_member(organization, address)
    open_ones = JoinInvitation.objects.filter(
        organization=organization, email=address, accepted_at=None, revoked_at=None
    )
    if open_ones.exists():
        raise AlreadyInvited(
            _("%(address)s is invited already. Send that invitation again, or take it back first.")
            % {"address": address}
        )


def _check_is_no_member(organization: Organization, address: str) -> None:
    if Membership.objects.filter(organization=organization, user__email=address).exists():
        raise AlreadyMember(
            _("%(address)s is a member already. Change their role instead.") % {"address": address}
        )


def _place(invitation: JoinInvitation) -> str:
    team = ", on the executive team" if invitation.on_executive_team else ""
    return f"{invitation.role}{team}"
