"""Founding an organization."""

from datetime import datetime
from itertools import count

from django.db import transaction
from django.utils.text import slugify

from assessment.models import Organization
from leadership.domain.addresses import canonical
from leadership.domain.roles import Role
from leadership.models import Membership, Schedule, User
from leadership.services.audit import record

_LONGEST_BASE = 40  # leaves room for a number within the 50 characters of the column


def create_organization(
    *,
    name: str,
    time_zone: str,
    fiscal_year_starts_in: int,
    owner_email: str,
    owner_name: str,
    now: datetime,
) -> Membership:
    """Create an organization and its first owner; returns the owner's membership.

    A person known by the address becomes the owner under the name they have.
    Raises AddressInvalid.
    """
    address = canonical(owner_email)
    with transaction.atomic():
        organization = Organization.objects.create(
            name=name,
            slug=_free_slug(name),
            time_zone=time_zone,
            fiscal_year_starts_in=fiscal_year_starts_in,
            created_at=now,
        )
        owner = User.objects.filter(email=address).first()
        if owner is None:
            owner = User.objects.create_user(address, owner_name)
        membership = Membership.objects.create(
            organization=organization, user=owner, role=Role.OWNER.value, joined_at=now
        )
        act, about = "organization created", f"{name}, owned by {address}"
        record(organization=organization, by=owner, act=act, about=about, now=now)
    return membership


def change_organization(
    *,
    organization: Organization,
    name: str,
    time_zone: str,
    fiscal_year_starts_in: int,
    strategy: str,
    by: User,
    now: datetime,
) -> None:
    """Change what an organization is called and when its quarters fall; its address stays.

    Rounds keep the label and the first day that they were drafted with. An opening that would
    have been before now in the new calendar is over: changing it never opens a round at once.
    """
    calendar = (time_zone, fiscal_year_starts_in)
    with transaction.atomic():
        held = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
        if (held.time_zone, held.fiscal_year_starts_in) != calendar:
            Schedule.objects.filter(organization=held).update(changed_at=now)
        held.name, held.time_zone = name, time_zone
        held.fiscal_year_starts_in, held.strategy = fiscal_year_starts_in, strategy
        held.save(update_fields=["name", "time_zone", "fiscal_year_starts_in", "strategy"])
        record(organization=held, by=by, act="settings changed", about=name, now=now)
    organization.refresh_from_db()


def _free_slug(name: str) -> str:
    """The name in an address: "Meridian Freight" → meridian-freight, or meridian-freight-2.

    A name in a script without Latin letters becomes "organization".
    """
    base = slugify(name)[:_LONGEST_BASE].strip("-_") or "organization"
    taken = set(Organization.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
