"""Units below each other: regions, their countries, the teams in these.

The tree puts people and choices in order. It adds nothing up: a number of a unit is of the people
who are in that unit itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

DEEPEST: Final = 6  # levels of a tree, the topmost included


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as it is stored; `parent` is the id of the unit above it."""

    pk: int
    name: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Node:
    """A unit in its place; `path` holds the names from the topmost unit down to its own."""

    pk: int
    name: str
    parent: int | None
    path: tuple[str, ...]

    @property
    def depth(self) -> int:
        """0 for a unit that stands below none."""
        return len(self.path) - 1


@dataclass(frozen=True, slots=True)
class UnitTree:
    """All units of an organization, each before the ones below it, neighbours by name."""

    nodes: tuple[Node, ...]

    def node(self, pk: int) -> Node | None:
        return next((node for node in self.nodes if node.pk == pk), None)

    def paths(self) -> Mapping[int, tuple[str, ...]]:
        return {node.pk: node.path for node in self.nodes}

    def below(self, pk: int) -> tuple[int, ...]:
        """The unit itself and all that stand below it, at any depth."""
        found = {pk}
        for node in self.nodes:  # parents come first
            if node.parent in found:
                found.add(node.pk)
        return tuple(node.pk for node in self.nodes if node.pk in found)

    def levels_from(self, pk: int) -> int:
        """How many levels the unit has with those below it; 1 for a unit without any."""
        depths = {node.pk: node.depth for node in self.nodes}
        return max(depths[one] for one in self.below(pk)) - depths[pk] + 1

    def may_stand_below(self, pk: int) -> tuple[Node, ...]:
        """Where a unit could be moved: not below itself, and no deeper than is allowed."""
        own = set(self.below(pk))
        levels = self.levels_from(pk)
        return tuple(
            node for node in self.nodes if node.pk not in own and node.depth + 1 + levels <= DEEPEST
        )

    def may_have_more_below(self) -> tuple[Node, ...]:
        """Below which units a new one could stand."""
        return tuple(node for node in self.nodes if node.depth + 1 < DEEPEST)


def tree_of(rows: Iterable[UnitRow]) -> UnitTree:
    """The tree of all units of an organization; one whose parent is not among them is topmost."""
    every = sorted(rows, key=lambda row: (row.name.casefold(), row.name, row.pk))
    known = {row.pk for row in every}
    children: dict[int | None, list[UnitRow]] = {}
    for row in every:
        children.setdefault(row.parent if row.parent in known else None, []).append(row)
    return UnitTree(tuple(_walk(children, children.get(None, []), ())))


def _walk(
    children: Mapping[int | None, Sequence[UnitRow]],
    rows: Sequence[UnitRow],
    above: tuple[str, ...],
) -> Iterable[Node]:
    for row in rows:
        path = (*above, row.name)
        yield Node(row.pk, row.name, row.parent, path)
        yield from _walk(children, children.get(row.pk, ()), path)
