"""The table of units of a round: which small units are merged, and which cells are hidden.

Management, employees, customers and partners are never added up, so each side is a column by
itself: its units, the executive team, and its total.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import TOTAL, Hidden, Margin, hidden_reasons

EXECUTIVE_TEAM: Final = Audience.EXECUTIVE  # the row of the executives, who belong to no unit
OTHER_UNITS: Final = "other units"  # the row of the units that were merged

Row: TypeAlias = Hashable
Side: TypeAlias = str
Cell: TypeAlias = tuple[Row | Margin, Side]


class Base(NamedTuple):
    """What a share rests on: valid answers, answers with don't know, and sheets.

    Each of the three is none or enough where a share is shown: who answered is known to those
    who run the rounds, and don't know is an answer too.
    """

    valid: int
    given: int
    sheets: int


Bases: TypeAlias = Mapping[tuple[Row, Side], Base]


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The cells that are left after merging, and why some of them and of the totals are hidden."""

    bases: Bases
    merged: tuple[Row, ...]
    hidden: Mapping[Cell, Hidden]

    def row_of(self, row: Row) -> Row:
        """The row in which a unit stands: its own, or that of the other units."""
        return OTHER_UNITS if row in self.merged else row

    def is_hidden(self, row: Row | Margin, side: Side) -> bool:
        return (row, side) in self.hidden


def unit_table(
    bases: Bases,
    *,
    k: int,
    protected: Collection[Cell] = (),
    merged: tuple[Row, ...] | None = None,
) -> UnitTable:
    """The table as it is published; `protected` are cells that earlier rounds would give away.

    Merging follows from the counts alone, so that a protected cell does not change its rows; with
    `merged` it has been decided already, by a table of the same units for other readers.
    """
    merged = units_to_merge(bases, k=k) if merged is None else merged
    joined = _joined(bases, merged)
    return UnitTable(joined, merged, _hidden(joined, k=k, protected=protected))


def units_to_merge(bases: Bases, *, k: int) -> tuple[Row, ...]:
    """The units that make “Other units”, where that shows more cells than it takes away.

    Only units with a small cell are merged, the smallest first; the fewest where as many cells
    show. Every other unit keeps its name, and one at least does.
    """
    return _units_to_merge(tuple(bases.items()), k)


@lru_cache(maxsize=1024)
def _units_to_merge(cells: tuple[tuple[tuple[Row, Side], Base], ...], k: int) -> tuple[Row, ...]:
    bases = dict(cells)
    units = {row for row, _ in bases if row != EXECUTIVE_TEAM}
    small = {row for (row, _), base in bases.items() if row in units and _is_small(base, k)}
    if not small:
        return ()
    order = sorted(small, key=lambda row: (_sheets(bases, row), str(row)))
    longest = min(len(small), len(units) - 1)
    best: tuple[Row, ...] = ()
    most = _shown(bases, best, k)
    for length in range(2, longest + 1):
        tried = tuple(order[:length])
        if (shown := _shown(bases, tried, k)) > most:
            best, most = tried, shown
    return best


def sides_of(bases: Bases) -> list[Side]:
    return sorted({side for _, side in bases})


def total_of(bases: Bases, side: Side) -> Base:
    return _sum(base for (_, other), base in bases.items() if other == side)


def _hidden(bases: Bases, *, k: int, protected: Collection[Cell] = ()) -> dict[Cell, Hidden]:
    hidden: dict[Cell, Hidden] = {}
    for side in sides_of(bases):
        column = tuple((row, base) for (row, other), base in bases.items() if other == side)
        outside = frozenset(row for row, other in protected if other == side)
        hidden |= {(row, side): why for row, why in _hidden_rows(column, k, outside).items()}
    return hidden


@lru_cache(maxsize=4096)
def _hidden_rows(
    column: tuple[tuple[Row, Base], ...], k: int, outside: frozenset[Row | Margin]
) -> Mapping[Row | Margin, Hidden]:
    """One side: every kind of count is made safe, until none asks for more to be hidden.

    Kept like the choice of units to merge, because trends and closings ask for the same again.
    """
    few: set[Row | Margin] = set()
    hidden: set[Row | Margin] = set(outside)
    before = -1
    while before != len(hidden):
        before = len(hidden)
        for counts in _kinds_of_count(column):
            for row, why in _reasons(counts, k, hidden).items():
                hidden.add(row)
                if why is Hidden.TOO_FEW:
                    few.add(row)
    return {row: Hidden.TOO_FEW if row in few else Hidden.PROTECTS_OTHERS for row in hidden}


def _reasons(
    counts: Mapping[Row, int], k: int, hidden: Collection[Row | Margin]
) -> dict[Row | Margin, Hidden]:
    reasons = hidden_reasons(
        {(row, "n"): n for row, n in counts.items()},
        k=k,
        also_hidden={(row, "n") for row in hidden},
    )
    return {row: why for (row, column), why in reasons.items() if column == "n"}


def _kinds_of_count(column: Iterable[tuple[Row, Base]]) -> list[dict[Row, int]]:
    """Valid answers, answers and sheets by row; each once, because they are often the same."""
    kinds: list[dict[Row, int]] = []
    for kind in range(len(Base._fields)):
        counts = {row: base[kind] for row, base in column}
        if counts not in kinds:
            kinds.append(counts)
    return kinds


def _joined(bases: Bases, merged: Sequence[Row]) -> dict[tuple[Row, Side], Base]:
    joined: dict[tuple[Row, Side], Base] = {}
    for (row, side), base in bases.items():
        cell = (OTHER_UNITS if row in merged else row, side)
        joined[cell] = _sum([joined[cell], base]) if cell in joined else base
    return joined


def _shown(bases: Bases, merged: Sequence[Row], k: int) -> int:
    """How many cells of k valid answers would show, by the line rule of a single side."""
    columns: dict[Side, dict[Row, int]] = {}
    for (row, side), base in bases.items():
        column = columns.setdefault(side, {})
        name = OTHER_UNITS if row in merged else row
        column[name] = column.get(name, 0) + base.valid
    return sum(_shown_in(sorted(column.values()), k) for column in columns.values())


def _shown_in(counts: Sequence[int], k: int) -> int:
    """Of counts in order: the small ones take the next with them until two of them make k."""
    small = [n for n in counts if 0 < n < k]
    large = [n for n in counts if n >= k]
    hidden, left_out = len(small), sum(small)
    for taken, n in enumerate(large):
        if not small or (hidden >= 2 and left_out >= k):
            return len(large) - taken
        hidden, left_out = hidden + 1, left_out + n
    return 0


def _sheets(bases: Bases, row: Row) -> int:
    return sum(base.sheets for (other, _), base in bases.items() if other == row)


def _is_small(base: Base, k: int) -> bool:
    return any(0 < count < k for count in base)


def _sum(bases: Iterable[Base]) -> Base:
    return Base(*(sum(counts) for counts in zip(*[Base(0, 0, 0), *bases], strict=True)))


def cell_code(cell: Cell) -> str:
    """A cell as it is stored: "customers:12" is unit 12, "customers:total" the whole side."""
    row, side = cell
    return f"{side}:{_CODES.get(row, row)}"


def cell_of(code: str) -> Cell:
    """The cell of a code that `cell_code` made."""
    side, _, row = code.partition(":")
    return _ROWS.get(row) if row in _ROWS else int(row), side


_ROWS: Final[Mapping[str, Row | Margin]] = {
    "total": TOTAL,
    "team": EXECUTIVE_TEAM,
    "others": OTHER_UNITS,
    "none": None,
}
_CODES: Final = {row: code for code, row in _ROWS.items()}
