"""What the product would publish of an organization’s rounds, as sets of people.

The product decides through its own pure code what is shown; here this is only written out as the
sets over which sums are printed. Weaker sets of rules show what each rule is there for.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import TOTAL
from assessment.domain.protection import EXECUTIVES, Place, PublishedRound, cells_to_protect
from assessment.domain.shares import FEW
from assessment.domain.unit_tables import (
    EXECUTIVE_TEAM,
    Base,
    Bases,
    Cell,
    Row,
    Side,
    sides_of,
    total_of,
    unit_table,
)
from tests.audit.organizations import RoundHeld, Seat

SIDE_OF = {
    Audience.EXECUTIVE: "management",
    Audience.MANAGER: "management",
    Audience.EMPLOYEE: "employees",
    Audience.CUSTOMER: "customers",
    Audience.PARTNER: "partners",
}


class Rules(StrEnum):
    """Each with those before it."""

    NONE = "no rule"
    PRIMARY = "small cells hidden"
    LINE = "+ line rule"
    BRIDGE = "+ bridge rule and merged units"
    ROUNDS = "+ earlier rounds"


@dataclass(frozen=True, slots=True)
class Shown:
    """One round: the cells of the headline question that are shown, and the sets of each.

    `all_answers` are the sides of which every answer to the headline question is shown, not only
    the strongest: the same people once more.
    """

    held: RoundHeld
    cells: Mapping[Cell, frozenset[int]]
    hidden: Mapping[Cell, int]
    sides: Mapping[Side, frozenset[int]]
    executives: frozenset[int]
    shows_team_apart: bool
    all_answers: Mapping[Side, frozenset[int]]

    def sums(self) -> dict[str, list[frozenset[int]]]:
        """The sets over which sums are printed, by what is asked."""
        apart = [self.executives] if self.shows_team_apart else []
        return {
            "headline": [*self.cells.values(), *self.all_answers.values()],
            "statements": [*self.sides.values(), *apart],
            "self-assessment": [self.executives],
        }


def published(held: Sequence[RoundHeld], rules: Rules) -> list[Shown]:
    """The rounds one after the other, each decided when it closes."""
    earlier: list[PublishedRound] = []
    shown = []
    for at, one in enumerate(held):
        round_ = PublishedRound(one.number, _bases(one), one.promises.k)
        if rules is Rules.ROUNDS and earlier:
            cells = cells_to_protect(earlier, round_, _histories(held[: at + 1]))
            round_ = PublishedRound(one.number, round_.bases, round_.k, cells)
        earlier.append(round_)
        shown.append(_shown(one, round_, rules))
    return shown


def together(rounds: Sequence[Shown]) -> dict[str, list[frozenset[int]]]:
    """All sums of all rounds, for an attacker who supposes that nobody changed their mind."""
    sums: dict[str, list[frozenset[int]]] = defaultdict(list)
    for one in rounds:
        for asked, sets in one.sums().items():
            sums[asked] += sets
    return sums


def _place(number: int, seat: Seat) -> Place:
    row: Row = EXECUTIVE_TEAM if seat.audience is Audience.EXECUTIVE else seat.unit
    return Place(number, row, SIDE_OF[seat.audience])


def _confidential(held: RoundHeld) -> dict[int, Place]:
    return {
        person: _place(held.number, seat)
        for person, seat in held.answered.items()
        if held.promises.is_confidential(seat.audience)
    }


def _bases(held: RoundHeld) -> dict[tuple[Row, Side], Base]:
    sheets: Counter[tuple[Row, Side]] = Counter()
    valid: Counter[tuple[Row, Side]] = Counter()
    for person, place in _confidential(held).items():
        sheets[place.row, place.side] += 1
        valid[place.row, place.side] += person not in held.unsure
    return {cell: Base(valid[cell], n, n) for cell, n in sheets.items()}


def _histories(held: Sequence[RoundHeld]) -> Counter[frozenset[Place]]:
    places: dict[int, set[Place]] = defaultdict(set)
    for one in held:
        for person, place in _confidential(one).items():
            places[person].add(place)
    return Counter(map(frozenset, places.values()))


def _shown(held: RoundHeld, round_: PublishedRound, rules: Rules) -> Shown:
    merged, hidden = DECIDED_BY[rules](round_)
    cells: dict[Cell, set[int]] = defaultdict(set)
    for person, place in _confidential(held).items():
        row: Row = "other units" if place.row in merged else place.row
        cells[row, place.side].add(person)
        cells[TOTAL, place.side].add(person)
    frozen = {cell: frozenset(people) for cell, people in cells.items()}
    sides = {cell[1]: people for cell, people in frozen.items() if cell[0] is TOTAL}
    k = 1 if rules is Rules.NONE else round_.k
    team = frozen.get(EXECUTIVES, frozenset())
    managers = len(sides.get("management", ())) - len(team)
    team_shown = len(team) >= k and EXECUTIVES not in round_.protected
    return Shown(
        held=held,
        cells={cell: people for cell, people in frozen.items() if cell not in hidden},
        hidden={cell: len(people) for cell, people in frozen.items() if cell in hidden},
        sides={
            side: people
            for side, people in sides.items()
            if len(people) >= k and (TOTAL, side) not in round_.protected
        },
        executives=team if team_shown else frozenset(),
        shows_team_apart=team_shown and (managers == 0 or managers >= k),
        all_answers={
            side: people
            for side, people in sides.items()
            if (TOTAL, side) not in hidden and len(people - set(held.unsure)) >= FEW
        },
    )


Decided = tuple[Collection[Row], Collection[Cell]]


def _nothing(round_: PublishedRound) -> Decided:
    return (), ()


def _small(round_: PublishedRound) -> Decided:
    hidden: set[Cell] = {cell for cell, base in round_.bases.items() if _few(base, round_.k)}
    for side in sides_of(round_.bases):
        if _few(total_of(round_.bases, side), round_.k):
            hidden.add((TOTAL, side))
    return (), hidden


def _lines(round_: PublishedRound) -> Decided:
    """Of every side with a hidden cell two at least, which add up to k where the total shows."""
    hidden: set[Cell] = set(_small(round_)[1])
    for side in sides_of(round_.bases):
        column = {cell: base for cell, base in round_.bases.items() if cell[1] == side}
        while _weak(column, hidden, (TOTAL, side), round_.k):
            shown = [cell for cell in column if cell not in hidden]
            hidden.add(min(shown, key=lambda cell: column[cell].valid, default=(TOTAL, side)))
    return (), hidden


def _weak(column: Bases, hidden: Collection[Cell], total: Cell, k: int) -> bool:
    inside = [base for cell, base in column.items() if cell in hidden]
    if total in hidden:
        return False
    return bool(inside) and (
        len(inside) < 2
        or any(_few(Base(*sums), k) for sums in [map(sum, zip(*inside, strict=True))])
    )


def _product(round_: PublishedRound) -> Decided:
    table = unit_table(round_.bases, k=round_.k, protected=round_.protected)
    return table.merged, table.hidden


def _few(base: Base, k: int) -> bool:
    return any(0 < count < k for count in base)


DECIDED_BY: Mapping[Rules, Callable[[PublishedRound], Decided]] = {
    Rules.NONE: _nothing,
    Rules.PRIMARY: _small,
    Rules.LINE: _lines,
    Rules.BRIDGE: _product,
    Rules.ROUNDS: _product,
}
