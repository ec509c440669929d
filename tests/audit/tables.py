"""Tables of units by audience with all their totals, which the product does not publish.

They are what the bridge rule is made for: a hidden cell may follow from the totals of others.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping

from assessment.domain.disclosure import TOTAL, hidden_cells
from tests.audit.oracle import exposed
from tests.audit.organizations import RoundHeld
from tests.audit.publication import Rules

Cell = tuple[object, object]
People = Mapping[Cell, frozenset[int]]


def cells_given_away(held: RoundHeld, rules: Rules, *, k: int) -> int:
    """How many hidden cells of fewer than k people follow from what is shown of a table."""
    people = _people(held)
    hidden = _hidden(people, rules, k)
    shown = [group for cell, group in people.items() if cell not in hidden]
    known = set(exposed(shown, k=k))
    return sum(0 < len(group) < k and group in known for group in people.values())


def _people(held: RoundHeld) -> People:
    people: dict[Cell, set[int]] = defaultdict(set)
    for person, seat in held.answered.items():
        for row in (seat.unit, TOTAL):
            for column in (seat.audience, TOTAL):
                people[row, column].add(person)
    return {cell: frozenset(group) for cell, group in people.items()}


def _hidden(people: People, rules: Rules, k: int) -> Collection[Cell]:
    if rules is Rules.NONE:
        return ()
    small = {cell for cell, group in people.items() if len(group) < k}
    if rules is Rules.PRIMARY:
        return small
    if rules is Rules.LINE:
        return _lines_covered(people, small, k)
    inner = {cell: len(group) for cell, group in people.items() if TOTAL not in cell}
    return set(hidden_cells(inner, k=k))


def _lines_covered(people: People, small: Collection[Cell], k: int) -> set[Cell]:
    """At least two hidden cells a line, and k people in them where the line's total shows."""
    hidden = set(small)
    before = -1
    while before != len(hidden):
        before = len(hidden)
        for axis in (0, 1):
            for label in {cell[axis] for cell in people}:
                line = [cell for cell in people if cell[axis] == label]
                _cover(line, people, hidden, k, axis)
    return hidden


def _cover(line: list[Cell], people: People, hidden: set[Cell], k: int, axis: int) -> None:
    def is_total(cell: Cell) -> bool:
        return cell[1 - axis] is TOTAL

    while inside := [cell for cell in line if cell in hidden]:
        told = not any(map(is_total, inside)) and sum(len(people[one]) for one in inside) < k
        shown = [cell for cell in line if cell not in hidden]
        if not shown or (len(inside) > 1 and not told):
            return
        hidden.add(min(shown, key=lambda cell: (is_total(cell), len(people[cell]), str(cell))))
