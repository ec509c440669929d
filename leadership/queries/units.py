"""The units of an organization as a tree, and what refers to one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from assessment.domain.unit_trees import UnitRow, UnitTree, tree_of
from assessment.models import AnswerSheet, Population, Tally, Unit
from leadership.models import Contact, Invitation


@dataclass(frozen=True, slots=True)
class UnitUses:
    """What keeps a unit from being removed: people, units below it, and rounds that asked there."""

    people: int
    units: int
    rounds: int

    @property
    def is_used(self) -> bool:
        return bool(self.people or self.units or self.rounds)


@dataclass(frozen=True, slots=True)
class UnitCount:
    """A unit in its place, with its own contacts and those of it and everything below it."""

    pk: int
    name: str
    depth: int
    own: int
    together: int


def unit_tree(organization_id: int) -> UnitTree:
    """All units, in one query."""
    units = Unit.objects.filter(organization=organization_id).order_by()
    return tree_of(UnitRow(*row) for row in units.values_list("pk", "name", "parent"))


def unit_counts(organization_id: int, tree: UnitTree) -> tuple[UnitCount, ...]:
    """The units in the order of the tree with how many contacts they have."""
    own = _contacts_by_unit(organization_id)
    return tuple(
        UnitCount(
            pk=node.pk,
            name=node.name,
            depth=node.depth,
            own=own.get(node.pk, 0),
            together=sum(own.get(one, 0) for one in tree.below(node.pk)),
        )
        for node in tree.nodes
    )


def uses_of(unit: Unit) -> UnitUses:
    """What refers to a unit, drafts of answers included."""
    rounds: set[int] = set()
    for model in (Population, Invitation, AnswerSheet, Tally):
        rows = model._default_manager.filter(unit=unit).order_by()
        rounds.update(rows.values_list("round", flat=True).distinct())
    return UnitUses(
        people=Contact.objects.filter(unit=unit).count(),
        units=Unit.objects.filter(parent=unit).count(),
        rounds=len(rounds),
    )


def _contacts_by_unit(organization_id: int) -> Mapping[int, int]:
    contacts = Contact.objects.filter(organization=organization_id, unit__isnull=False).order_by()
    return {
        unit: count
        for unit, count in contacts.values_list("unit").annotate(Count("pk"))
        if unit is not None
    }
