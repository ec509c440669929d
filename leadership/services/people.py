"""Members and contacts of an organization: adding, changing, removing, importing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.domain.audiences import Audience
from assessment.domain.language import mid_sentence
from assessment.models import AnswerSheet, Organization, Unit
from leadership.domain.addresses import canonical
from leadership.domain.contact_lists import Accepted
from leadership.domain.errors import LeadershipError
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.domain.people_words import audience_of_one
from leadership.domain.roles import Role
from leadership.models import Contact, JoinInvitation, Membership, User
from leadership.queries.contact_imports import BATCH, ImportPlan, TurnedDown, import_plan
from leadership.queries.people import is_known_elsewhere
from leadership.services.audit import record
from leadership.services.bounces import forget_bounce
from leadership.services.holds import hold_organization


class AlreadyMember(LeadershipError):
    """A person is a member of an organization once."""


class WouldBeAskedTwice(LeadershipError):
    """A person is asked as an executive or as a contact, never as both."""


class ViewerOnExecutiveTeam(LeadershipError):
    """A viewer answers nothing, so cannot sit on the executive team."""


class LastOwner(LeadershipError):
    """An organization always has an owner who can sign in."""


class NameIsShared(LeadershipError):
    """The name of somebody who belongs to other organizations too is not ours to change."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many rows did what, and the rows that were turned down in the end."""

    new: int
    changed: int
    unchanged: int
    rejected: tuple[TurnedDown, ...]


def add_member(
    *,
    organization: Organization,
    email: str,
    name: str,
    role: Role,
    on_executive_team: bool,
    language: str = DEFAULT_LANGUAGE,
    by: User,
    now: datetime,
) -> Membership:
    """Let a person sign in here; somebody known by the address keeps the name they have.

    Raises AddressInvalid, AlreadyMember, ViewerOnExecutiveTeam, WouldBeAskedTwice.
    """
    address = canonical(email)
    with transaction.atomic():
        hold_organization(organization.pk)
        if Membership.objects.filter(organization=organization, user__email=address).exists():
            raise AlreadyMember(
                _("{address} is a member already. Change their role instead.").format(
                    address=address
                )
            )
        check_team(organization, address, role, on_executive_team)
        user = User.objects.filter(email=address).first()
        if user is None:
            user = User.objects.create_user(address, name)
        membership = Membership.objects.create(
            organization=organization,
            user=user,
            role=role.value,
            on_executive_team=on_executive_team,
            language=language,
            joined_at=now,
        )
        about = f"{address}: {place_of(membership)}"
        record(organization=organization, by=by, act="member added", about=about, now=now)
    return membership


def accept_membership(*, membership: Membership, now: datetime) -> None:
    """Remember that somebody knows of their place here, because they did something in it."""
    Membership.objects.filter(pk=membership.pk, accepted_at=None).update(accepted_at=now)


def change_member(
    *,
    membership: Membership,
    name: str,
    role: Role,
    on_executive_team: bool,
    language: str,
    by: User,
    now: datetime,
) -> None:
    """Raises LastOwner, NameIsShared, ViewerOnExecutiveTeam, WouldBeAskedTwice."""
    organization = membership.organization
    with transaction.atomic():
        hold_organization(organization.pk)
        membership = Membership.objects.select_related("user").get(pk=membership.pk)
        before = place_of(membership)
        if role is not Role.OWNER:
            keep_an_owner(membership)
        check_team(organization, membership.user.email, role, on_executive_team)
        _rename(membership, name)
        membership.role = role.value
        membership.on_executive_team = on_executive_team
        membership.language = language
        membership.save(update_fields=["role", "on_executive_team", "language"])
        about = f"{membership.user.email}: {before} → {place_of(membership)}"
        record(organization=organization, by=by, act="member changed", about=about, now=now)


def remove_member(*, membership: Membership, by: User, now: datetime) -> None:
    """Take away access and the links of this person; sent answers stay counted, without a name.

    Members may do so themselves: they leave. Raises LastOwner.
    """
    organization = membership.organization
    with transaction.atomic():
        hold_organization(organization.pk)
        held = Membership.objects.select_related("user").filter(pk=membership.pk).first()
        if held is None:
            return
        membership = held
        keep_an_owner(membership)
        AnswerSheet.objects.filter(invitation__membership=membership, is_submitted=False).delete()
        about = f"{membership.user.email}: {place_of(membership)}"
        forget_bounce(organization=organization, address=membership.user.email)
        _take_back_invitations(membership, now)
        is_own = by.pk == membership.user_id
        membership.delete()
        act = "member left" if is_own else "member removed"
        record(organization=organization, by=by, act=act, about=about, now=now)


def remove_contact(*, contact: Contact, by: User, now: datetime) -> None:
    """Stop asking this person; their links stop working, answers they sent stay counted.

    That an address does not work is forgotten, that somebody asked not to be written to is not.
    """
    organization = contact.organization
    with transaction.atomic():
        hold_organization(organization.pk)
        AnswerSheet.objects.filter(invitation__contact=contact, is_submitted=False).delete()
        about = f"{contact.email}: {contact.audience}"
        forget_bounce(organization=organization, address=contact.email)
        contact.delete()
        record(organization=organization, by=by, act="contact removed", about=about, now=now)


def import_contacts(
    *, organization: Organization, accepted: Sequence[Accepted], by: User, now: datetime
) -> ImportResult:
    """Add and update everybody of a list that was read, or nobody.

    A known address takes the name, audience, unit and language of its row, and units are made
    as they are named. Executives become members, if an owner brings them. Rows that a rule of
    the organization forbids come back as rejected.
    """
    with transaction.atomic():
        hold_organization(organization.pk)
        plan = import_some(organization=organization, accepted=accepted, by=by, now=now)
        result = ImportResult(len(plan.new), len(plan.changed), len(plan.unchanged), plan.rejected)
        about = f"{result.new:,} new, {result.changed:,} changed, {result.unchanged:,} unchanged"
        record(organization=organization, by=by, act="people imported", about=about, now=now)
    return result


def import_some(
    *, organization: Organization, accepted: Sequence[Accepted], by: User, now: datetime
) -> ImportPlan:
    """Do what some rows of a list say; belongs into a transaction that holds the organization."""
    plan = import_plan(organization=organization, accepted=accepted, by=by)
    _write_contacts(organization, plan)
    _write_executives(organization, plan, now)
    return plan


def _write_contacts(organization: Organization, plan: ImportPlan) -> None:
    Unit.objects.bulk_create(Unit(organization=organization, name=name) for name in plan.new_units)
    units = dict(Unit.objects.filter(organization=organization).values_list("name", "pk"))
    taken = (*plan.new, *(one.row for one in plan.changed))
    rows = [row for row in taken if row.audience is not Audience.EXECUTIVE]
    Contact.objects.bulk_create(
        (
            Contact(
                organization=organization,
                email=row.email,
                name=row.name,
                audience=row.audience.value,
                unit_id=units[row.unit] if row.unit else None,
                language=row.language,
            )
            for row in rows
        ),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["organization", "email"],
        update_fields=["name", "sought", "audience", "unit", "language"],
    )


def _write_executives(organization: Organization, plan: ImportPlan, now: datetime) -> None:
    rows = {row.email: row for row in plan.new if row.audience is Audience.EXECUTIVE}
    known = set(User.objects.filter(email__in=rows).values_list("email", flat=True))
    newcomers = [
        User(email=email, name=row.name) for email, row in rows.items() if email not in known
    ]
    for user in newcomers:
        user.set_unusable_password()
    User.objects.bulk_create(newcomers, batch_size=BATCH)
    Membership.objects.bulk_create(
        (
            Membership(
                organization=organization,
                user=user,
                role=Role.EXECUTIVE.value,
                on_executive_team=True,
                language=rows[user.email].language or DEFAULT_LANGUAGE,
                joined_at=now,
            )
            for user in User.objects.filter(email__in=rows)
        ),
        batch_size=BATCH,
    )


def check_team(
    organization: Organization, address: str, role: Role, on_executive_team: bool
) -> None:
    if not on_executive_team:
        return
    if role is Role.VIEWER:
        raise ViewerOnExecutiveTeam(
            _(
                "A viewer answers no questions. Choose another role, or take the person off the "
                "executive team."
            )
        )
    contact = Contact.objects.filter(organization=organization, email=address).first()
    if contact:
        raise WouldBeAskedTwice(
            _(
                "{address} is a contact ({audience}) and would be asked twice. Remove the contact "
                "first."
            ).format(address=address, audience=mid_sentence(audience_of_one(contact.audience)))
        )


def keep_an_owner(membership: Membership) -> None:
    """Raise LastOwner unless somebody else owns the organization too.

    Belongs behind hold_organization, with a membership that was read after it: two owners who
    leave at once would otherwise each see the other one stay.
    """
    if membership.role != Role.OWNER:
        return
    others = Membership.objects.filter(
        organization=membership.organization_id, role=Role.OWNER, user__is_active=True
    ).exclude(pk=membership.pk)
    if not others.exists():
        raise LastOwner(
            _(
                "This is the only owner. Make somebody else an owner first, so that there is "
                "always one."
            )
        )


def _take_back_invitations(membership: Membership, now: datetime) -> None:
    """An older invitation must not bring back whoever has gone."""
    JoinInvitation.objects.filter(
        organization=membership.organization_id,
        email=membership.user.email,
        accepted_at=None,
        revoked_at=None,
    ).update(revoked_at=now)


def _rename(membership: Membership, name: str) -> None:
    user = membership.user
    if name == user.name:
        return
    if is_known_elsewhere(membership):
        raise NameIsShared(
            _("{name} belongs to another organization too, so the name stays as it is.").format(
                name=user
            )
        )
    user.name = name
    user.save(update_fields=["name"])


def place_of(membership: Membership) -> str:
    """The role as the audit keeps it, in English: "lead, on the executive team"."""
    team = ", on the executive team" if membership.on_executive_team else ""
    return f"{membership.role}{team}"
