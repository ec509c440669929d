"""Units of an organization: adding, renaming, moving in the tree, removing."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from assessment.domain.language import translate
from assessment.domain.unit_trees import DEEPEST, UnitTree
from assessment.models import Organization, Unit
from leadership.domain.errors import LeadershipError
from leadership.models import User
from leadership.queries.units import unit_tree, uses_of
from leadership.services.audit import record
from leadership.services.holds import hold_organization


class UnitNameTaken(LeadershipError):
    """Files name a unit by its name alone, so no two of an organization share one."""


class UnitOutOfPlace(LeadershipError):
    """A unit stands below another one of its organization, never below itself, nor too deep."""


class UnitInUse(LeadershipError):
    """A unit stays as long as people, other units or rounds refer to it."""


def add_unit(
    *, organization: Organization, name: str, parent: int | None, by: User, now: datetime
) -> Unit:
    """Raises UnitNameTaken, UnitOutOfPlace."""
    with transaction.atomic():
        hold_organization(organization.pk)
        _check_name(organization, name)
        tree = unit_tree(organization.pk)
        if parent and parent not in {node.pk for node in tree.may_have_more_below()}:
            raise UnitOutOfPlace(_not_there())
        unit = Unit.objects.create(organization=organization, name=name, parent_id=parent)
        about = " › ".join((*_path(tree, parent), name))
        record(organization=organization, by=by, act="unit added", about=about, now=now)
    return unit


def change_unit(*, unit: Unit, name: str, parent: int | None, by: User, now: datetime) -> None:
    """A new name or another place; people, rounds and answers stay with the unit.

    Raises UnitNameTaken, UnitOutOfPlace.
    """
    organization = unit.organization
    with transaction.atomic():
        hold_organization(organization.pk)
        _check_name(organization, name, unit)
        tree = unit_tree(organization.pk)
        if parent and parent not in {node.pk for node in tree.may_stand_below(unit.pk)}:
            raise UnitOutOfPlace(_not_there())
        before = " › ".join(_path(tree, unit.pk))
        unit.name = name
        unit.parent_id = parent
        unit.save(update_fields=["name", "parent"])
        about = f"{before} → {' › '.join((*_path(tree, parent), name))}"
        record(organization=organization, by=by, act="unit changed", about=about, now=now)


def remove_unit(*, unit: Unit, by: User, now: datetime) -> None:
    """Raises UnitInUse."""
    organization = unit.organization
    with transaction.atomic():
        hold_organization(organization.pk)
        in_use = UnitInUse(
            translate("“{unit}” is in use now, so it was not removed.").format(unit=unit)
        )
        if uses_of(unit).is_used:
            raise in_use
        name = unit.name
        try:
            unit.delete()
        except ProtectedError as error:
            raise in_use from error
        record(organization=organization, by=by, act="unit removed", about=name, now=now)


def _check_name(organization: Organization, name: str, unit: Unit | None = None) -> None:
    others = Unit.objects.filter(organization=organization, name=name)
    if unit:
        others = others.exclude(pk=unit.pk)
    if others.exists():
        raise UnitNameTaken(
            translate("There is a unit “{name}” already. Choose a name of its own.").format(
                name=name
            )
        )


def _path(tree: UnitTree, pk: int | None) -> tuple[str, ...]:
    node = tree.node(pk) if pk else None
    return node.path if node else ()


def _not_there() -> str:
    return translate(
        "The unit cannot stand there: not below itself, and a tree has at most {number} levels."
    ).format(number=DEEPEST)
