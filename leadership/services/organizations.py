"""Founding an organization, and what its owners set for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessment.models import Organization
from leadership.domain.addresses import canonical
from leadership.domain.errors import LeadershipError
from leadership.domain.roles import Role
from leadership.models import FirstStart, Membership, OrganizationSettings, Schedule, User
from leadership.queries.organizations import has_begun, settings_of
from leadership.services.audit import record
from leadership.services.holds import hold_organization

_LONGEST_BASE = 40  # leaves room for a number within the 50 characters of the column


class BegunAlready(LeadershipError):
    """An installation is started once."""


def start_installation(
    *,
    name: str,
    time_zone: str,
    fiscal_year_starts_in: int,
    owner_email: str,
    owner_name: str,
    now: datetime,
) -> Membership:
    """Found the first organization of an installation; of two who try at once, one does.

    Raises AddressInvalid, BegunAlready.
    """
    try:
        with transaction.atomic():
            FirstStart.objects.create(number=FirstStart.ONLY, at=now)
            if has_begun(besides_first_start=True):
                raise BegunAlready(_("This installation has an organization already. Sign in."))
            return create_organization(
                name=name,
                time_zone=time_zone,
                fiscal_year_starts_in=fiscal_year_starts_in,
                owner_email=owner_email,
                owner_name=owner_name,
                now=now,
            )
    except IntegrityError:
        if not FirstStart.objects.exists():
            raise
        raise BegunAlready(_("This installation has an organization already. Sign in.")) from None


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
    values = {
        "name": name,
        "time_zone": time_zone,
        "fiscal_year_starts_in": fiscal_year_starts_in,
        "strategy": strategy,
    }
    with transaction.atomic():
        held = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
        changed = _changed(held, values)
        if {"time_zone", "fiscal_year_starts_in"} & changed.keys():
            Schedule.objects.filter(organization=held).update(changed_at=now)
        if changed:
            held.save(update_fields=list(changed))
            _record(held, changed, by, now)
    organization.refresh_from_db()


def change_asking(
    *,
    organization: Organization,
    language: str,
    languages: Sequence[str],
    minimum_group: int,
    by: User,
    now: datetime,
) -> None:
    """What holds for rounds from now on; those that are launched keep what they promised."""
    values = {"language": language, "languages": list(languages), "minimum_group": minimum_group}
    _change_settings(organization, values, by, now)


def change_sender(
    *,
    organization: Organization,
    sender_name: str,
    sender_address: str,
    reply_to: str,
    by: User,
    now: datetime,
) -> None:
    """Whom mail comes from and whom answers reach; mail that waits goes out with it too."""
    values = {"sender_name": sender_name, "sender_address": sender_address, "reply_to": reply_to}
    _change_settings(organization, values, by, now)


def change_retention(
    *,
    organization: Organization,
    contact_months: int,
    mail_months: int,
    audit_months: int,
    by: User,
    now: datetime,
) -> None:
    """How long what nobody needs any more is kept."""
    values = {
        "contact_months": contact_months,
        "mail_months": mail_months,
        "audit_months": audit_months,
    }
    _change_settings(organization, values, by, now)


def _change_settings(
    organization: Organization, values: Mapping[str, object], by: User, now: datetime
) -> None:
    with transaction.atomic():
        hold_organization(organization.pk)
        held = settings_of(organization)
        if changed := _changed(held, values):
            held.save()
            _record(organization, changed, by, now)


def _changed(
    row: Organization | OrganizationSettings, values: Mapping[str, object]
) -> dict[str, str]:
    """Put the values into the row; returns what they change, by field, as the audit tells it."""
    changed = {}
    for field, value in values.items():
        before = getattr(row, field)
        if before != value:
            setattr(row, field, value)
            changed[field] = f"{field.replace('_', ' ')}: {_told(before)} → {_told(value)}"
    return changed


def _told(value: object) -> str:
    """A list is one of languages, where an empty one means all."""
    return (", ".join(value) or "all") if isinstance(value, list) else str(value or "none")


def _record(
    organization: Organization, changed: Mapping[str, str], by: User, now: datetime
) -> None:
    about = "; ".join(changed.values())
    record(organization=organization, by=by, act="settings changed", about=about, now=now)


def _free_slug(name: str) -> str:
    """The name in an address: "Meridian Freight" → meridian-freight, or meridian-freight-2.

    A name in a script without Latin letters becomes "organization".
    """
    base = slugify(name)[:_LONGEST_BASE].strip("-_") or "organization"
    taken = set(Organization.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
