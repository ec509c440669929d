"""Units in a tree: what may be done to them."""

import pytest
from django.db import IntegrityError, transaction

from assessment.domain.unit_trees import DEEPEST
from assessment.models import Organization, Unit
from leadership.models import AuditEntry, Membership
from leadership.services.units import (
    UnitInUse,
    UnitNameTaken,
    UnitOutOfPlace,
    add_unit,
    change_unit,
    remove_unit,
)
from tests.leadership.conftest import NOW
from tests.leadership.contact_lists import make_contacts


def added(owner: Membership, name: str, parent: Unit | None = None) -> Unit:
    return add_unit(
        organization=owner.organization,
        name=name,
        parent=parent.pk if parent else None,
        by=owner.user,
        now=NOW,
    )


def test_tree_has_a_deepest_level(owner: Membership) -> None:
    unit = None
    for level in range(DEEPEST):
        unit = added(owner, f"level {level}", unit)

    with pytest.raises(UnitOutOfPlace, match="at most 6 levels"):
        added(owner, "too deep", unit)


def test_names_are_unique_in_the_whole_tree(owner: Membership) -> None:
    europe = added(owner, "Europe")

    with pytest.raises(UnitNameTaken):
        added(owner, "Europe", europe)


def test_unit_keeps_its_own_name_while_it_moves(owner: Membership) -> None:
    europe, spain = added(owner, "Europe"), added(owner, "Spain")

    change_unit(unit=spain, name="Spain", parent=europe.pk, by=owner.user, now=NOW)

    assert Unit.objects.get(name="Spain").parent == europe
    assert AuditEntry.objects.latest("pk").about == "Spain → Europe › Spain"


def test_unit_moves_neither_below_its_own_nor_into_another_organization(
    owner: Membership, other_organization: Organization
) -> None:
    europe = added(owner, "Europe")
    spain = added(owner, "Spain", europe)
    foreign = Unit.objects.create(organization=other_organization, name="Theirs")

    for parent in (europe, spain, foreign):
        with pytest.raises(UnitOutOfPlace):
            change_unit(unit=europe, name="Europe", parent=parent.pk, by=owner.user, now=NOW)
    with pytest.raises(UnitOutOfPlace):
        added(owner, "Oslo", foreign)


def test_database_refuses_a_unit_below_itself(owner: Membership) -> None:
    unit = added(owner, "Europe")

    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=unit.pk).update(parent=unit)


def test_unit_with_people_or_units_stays(owner: Membership) -> None:
    europe = added(owner, "Europe")
    spain = added(owner, "Spain", europe)
    (contact,) = make_contacts(owner.organization, 1, unit=spain)

    for unit in (europe, spain):
        with pytest.raises(UnitInUse):
            remove_unit(unit=unit, by=owner.user, now=NOW)
    contact.delete()
    for unit in (spain, europe):
        remove_unit(unit=unit, by=owner.user, now=NOW)

    assert not Unit.objects.exists()
    assert AuditEntry.objects.filter(act="unit removed").count() == 2
