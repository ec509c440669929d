"""Changing contacts: one of them, or many at once; whether they are asked."""

from datetime import datetime

from django.db import transaction

from assessment.domain.audiences import Audience
from assessment.domain.language import translate, translate_plural, whole_number
from assessment.models import Organization, Unit
from leadership.domain.contact_changes import MOST_AT_ONCE, Act, Change
from leadership.domain.errors import LeadershipError
from leadership.models import Contact, User
from leadership.queries.contacts import Selection, selected_contacts
from leadership.queries.units import unit_tree
from leadership.services.audit import record
from leadership.services.holds import hold_organization


class ChosenHaveChanged(LeadershipError):
    """Nobody is changed whom the page that was confirmed did not count."""


class TooManyChosen(LeadershipError):
    """A change of very many people is made in parts, because everybody else waits for it."""


class UnitIsGone(LeadershipError):
    """People are moved only to a unit that is there."""


def change_contact(
    *,
    contact: Contact,
    name: str,
    audience: Audience,
    unit: int | None,
    language: str,
    by: User,
    now: datetime,
) -> None:
    """Whoever was asked in an open round stays there in the audience and unit of then.

    Raises UnitIsGone.
    """
    organization = contact.organization
    with transaction.atomic():
        hold_organization(organization.pk)
        _check_unit(organization, unit)
        contact.name = name
        contact.audience = audience.value
        contact.unit_id = unit
        contact.language = language
        contact.save(update_fields=["name", "sought", "audience", "unit", "language"])
        about = f"{contact.email}: {contact.audience}"
        record(organization=organization, by=by, act="contact changed", about=about, now=now)


def pause_contact(*, contact: Contact, by: User, now: datetime) -> None:
    """Ask and remind this person no more; a link that was mailed opens until its round closes."""
    _set_active(contact, False, by, now)


def resume_contact(*, contact: Contact, by: User, now: datetime) -> None:
    """Ask this person again; that they opted out, or mail does not arrive, stays as it is."""
    _set_active(contact, True, by, now)


def change_contacts(
    *,
    organization: Organization,
    selection: Selection,
    change: Change,
    expected: int,
    by: User,
    now: datetime,
) -> int:
    """Change everybody of the selection or nobody; returns how many were different before.

    `expected` is how many the person who confirmed it was told. Raises ChosenHaveChanged,
    TooManyChosen, UnitIsGone.
    """
    with transaction.atomic():
        hold_organization(organization.pk)
        if change.act is Act.MOVE:
            _check_unit(organization, change.value)
        contacts = Contact.objects.filter(organization=organization)
        chosen = selected_contacts(
            contacts, selection, unit_tree(organization.pk), organization_id=organization.pk
        )
        count = chosen.count()
        _check_count(count, expected)
        different = chosen.exclude(**{change.column: change.value})
        ids = Contact.objects.filter(pk__in=different.order_by().values("pk"))
        changed = ids.update(**{change.column: change.value})
        about = f"{changed:,} of {count:,} contacts: {change.noted}"
        record(organization=organization, by=by, act="contacts changed", about=about, now=now)
    return changed


def _set_active(contact: Contact, active: bool, by: User, now: datetime) -> None:
    organization = contact.organization
    with transaction.atomic():
        hold_organization(organization.pk)
        waiting = Contact.objects.filter(pk=contact.pk, is_active=not active)
        if not waiting.update(is_active=active):
            return
        act = "contact asked again" if active else "contact paused"
        record(organization=organization, by=by, act=act, about=contact.email, now=now)


def _check_unit(organization: Organization, unit: int | str | bool | None) -> None:
    if unit and not Unit.objects.filter(organization=organization, pk=unit).exists():
        raise UnitIsGone(translate("This unit was removed meanwhile. Choose another one."))


def _check_count(count: int, expected: int) -> None:
    if count > MOST_AT_ONCE:
        raise TooManyChosen(
            translate(
                "At most {number} people are changed at once. Choose fewer by a unit, an "
                "audience or a language, and go on with the others afterwards."
            ).format(number=whole_number(MOST_AT_ONCE))
        )
    if count != expected:
        raise ChosenHaveChanged(
            translate_plural(
                "The list has changed meanwhile: it is {number} person now. Nothing was "
                "changed. Look at what would happen, and confirm it again.",
                "The list has changed meanwhile: it is {number} people now. Nothing was "
                "changed. Look at what would happen, and confirm it again.",
                count,
            ).format(number=whole_number(count))
        )
