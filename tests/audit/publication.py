"""What the product would publish of an organization’s rounds, as sets of people.

The attacker is the best informed of all readers: the leadership, who know by name what executives
answered in an attributed round and can open what viewers read as well. What they know is taken off
every sum, so an executive who was named hides nobody from then on.

The product decides through its own pure code what is shown; here this is only written out as the
sets over which sums are printed. Weaker sets of rules show what each rule is there for.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import TOTAL
from assessment.domain.protection import (
    EXECUTIVES,
    Place,
    PublishedRound,
    cells_to_protect,
    self_assessment_tells,
)
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
    the strongest: the same people once more. `for_viewers` are the cells as viewers read them, who
    are not shown executives by name, less these executives.
    """

    held: RoundHeld
    cells: Mapping[Cell, frozenset[int]]
    hidden: Mapping[Cell, int]
    sides: Mapping[Side, frozenset[int]]
    executives: frozenset[int]
    shows_team_apart: bool
    all_answers: Mapping[Side, frozenset[int]]
    for_viewers: Collection[frozenset[int]]

    def sums(self) -> dict[str, list[frozenset[int]]]:
        """The sets over which sums are printed, by what is asked."""
        apart = [self.executives] if self.shows_team_apart else []
        return {
            "headline": [*self.cells.values(), *self.all_answers.values(), *self.for_viewers],
            "statements": [*self.sides.values(), *apart],
            "self-assessment": [self.executives],
        }


def published(held: Sequence[RoundHeld], rules: Rules) -> list[Shown]:
    """The rounds one after the other, each decided when it closes."""
    earlier: list[PublishedRound] = []
    shown = []
    for at, one in enumerate(held):
        round_ = PublishedRound(one.number, _bases(one, _confidential(one)), one.promises.k)
        if rules is Rules.ROUNDS and earlier:
            cells = cells_to_protect(earlier, round_, _histories(held[: at + 1]))
            round_ = PublishedRound(one.number, round_.bases, round_.k, cells)
        earlier.append(round_)
        shown.append(_shown(one, round_, rules))
    return shown


def published_with_evidence(
    held: Sequence[RoundHeld], chance: Random
) -> tuple[list[Shown], frozenset[int]]:
    """The same under all rules, and who showed evidence for one question in rounds of totals.

    One in each round for whom the product would release it: agreed or not, because who agrees is
    not modelled.
    """
    earlier: list[PublishedRound] = []
    shown: list[Shown] = []
    givers: frozenset[int] = frozenset()
    for at, one in enumerate(held):
        until = held[: at + 1]
        histories = _histories(until)
        round_ = PublishedRound(one.number, _bases(one, _confidential(one)), one.promises.k)
        if earlier:
            cells = cells_to_protect(earlier, round_, histories, [_histories(until, givers)])
            round_ = PublishedRound(one.number, round_.bases, round_.k, cells)
        earlier.append(round_)
        shown.append(_shown(one, round_, Rules.ROUNDS))
        team = shown[-1].executives
        if not team or one.promises.names_executives:
            continue
        known = givers | {chance.choice(sorted(team))}
        enough = len(team) - len(known) >= one.promises.k
        if enough and not self_assessment_tells(earlier, histories, _histories(until, known)):
            givers = known
    return shown, givers


def together(rounds: Sequence[Shown]) -> dict[str, list[frozenset[int]]]:
    """All sums of all rounds, for an attacker who supposes that nobody changed their mind.

    Without the executives who had been named by then. Who is named only later stays: a round that
    was published before cannot be hidden any more.
    """
    sums: dict[str, list[frozenset[int]]] = defaultdict(list)
    named: frozenset[int] = frozenset()
    for one in rounds:
        named |= named_in(one.held)
        known = executives_in(one.held) & named
        for asked, sets in one.sums().items():
            sums[asked] += [people - known for people in sets]
    return sums


def executives_in(held: RoundHeld) -> frozenset[int]:
    return frozenset(
        person for person, seat in held.answered.items() if seat.audience is Audience.EXECUTIVE
    )


def named_in(held: RoundHeld) -> frozenset[int]:
    """Whose answers this round shows with their names."""
    return executives_in(held) if held.promises.names_executives else frozenset()


def _place(number: int, seat: Seat) -> Place:
    row: Row = EXECUTIVE_TEAM if seat.audience is Audience.EXECUTIVE else seat.unit
    return Place(number, row, SIDE_OF[seat.audience])


def _everybody(held: RoundHeld) -> dict[int, Place]:
    return {person: _place(held.number, seat) for person, seat in held.answered.items()}


def _confidential(held: RoundHeld) -> dict[int, Place]:
    named = named_in(held)
    return {person: place for person, place in _everybody(held).items() if person not in named}


def _bases(held: RoundHeld, places: Mapping[int, Place]) -> dict[tuple[Row, Side], Base]:
    sheets: Counter[tuple[Row, Side]] = Counter()
    valid: Counter[tuple[Row, Side]] = Counter()
    for person, place in places.items():
        sheets[place.row, place.side] += 1
        valid[place.row, place.side] += person not in held.unsure
    return {cell: Base(valid[cell], n, n) for cell, n in sheets.items()}


def _histories(
    held: Sequence[RoundHeld], people: Collection[int] | None = None
) -> Counter[frozenset[Place]]:
    """Of everybody or of some; who was named hides nobody as an executive from then on."""
    named: frozenset[int] = frozenset()
    places: dict[int, set[Place]] = defaultdict(set)
    for one in held:
        named |= named_in(one)
        known = executives_in(one) & named
        for person, place in _confidential(one).items():
            if person not in known and (people is None or person in people):
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
        for_viewers=_for_viewers(held, round_, rules, merged, hidden),
    )


def _for_viewers(
    held: RoundHeld,
    round_: PublishedRound,
    rules: Rules,
    merged: Collection[Row],
    hidden: Collection[Cell],
) -> list[frozenset[int]]:
    """The cells of an attributed round whose executives count like everybody else."""
    named = named_in(held)
    if not named or rules not in (Rules.BRIDGE, Rules.ROUNDS):
        return []
    places = _everybody(held)
    table = unit_table(
        _bases(held, places),
        k=round_.k,
        protected=round_.protected | frozenset(hidden),
        merged=tuple(merged),
    )
    cells: dict[Cell, set[int]] = defaultdict(set)
    for person, place in places.items():
        for row in (table.row_of(place.row), TOTAL):
            cells[row, place.side].add(person)
    return [
        frozenset(people - named) for cell, people in cells.items() if not table.is_hidden(*cell)
    ]


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
