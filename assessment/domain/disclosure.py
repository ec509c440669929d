"""Disclosure control: which cells of a table must be hidden so that nobody can work them out.

A table of counts with its totals is a graph: rows and columns, the totals' among them, are nodes
and every hidden cell is an edge. A hidden cell can be worked out exactly when its edge is a
bridge (Gusfield 1988, SIAM Journal on Computing 17:552–571), and not when it lies on a cycle.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from enum import Enum, StrEnum
from typing import Final, TypeAlias, TypeVar

from assessment.domain.cell_graph import Cost, Position, bridges, cheapest_way_round
from assessment.domain.errors import ImpossibleCounts
from assessment.domain.language import translatable, translate, translate_plural

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)
Label = TypeVar("Label", bound=Hashable)

# Inside, a cell is its position in a grid whose last row and last column hold the totals.
Grid: TypeAlias = list[list[int]]


class Margin(Enum):
    """The type of `TOTAL`, so that no unit's name can be mistaken for it."""

    TOTAL = "total"


TOTAL: Final = Margin.TOTAL


class Hidden(StrEnum):
    """Why a number is not shown."""

    TOO_FEW = translatable("too few answers")
    PROTECTS_OTHERS = translatable("hidden to protect others")
    UNTIL_CLOSE = translatable("shown after the round closes")

    def text(self, k: int) -> str:
        """The words printed instead of the number: "fewer than 5 answers" where k is 5."""
        if self is not Hidden.TOO_FEW:
            return self.label
        text = translate_plural("fewer than {count} answers", "fewer than {count} answers", k)
        return text.format(count=k)

    @property
    def label(self) -> str:
        """The value in the reader's language."""
        return translate(self.value)


def publishable(n: int, *, k: int) -> bool:
    """Whether a number resting on n answers may be shown by itself: n is 0 or at least k."""
    _check_group(k)
    if n < 0:
        raise ImpossibleCounts(f"{n} answers are impossible.")
    return n == 0 or n >= k


def why_hidden(n: int, *, k: int, closed: bool = True) -> Hidden | None:
    """Why a single number resting on n answers is not shown, or None when it may be."""
    if not closed:
        return Hidden.UNTIL_CLOSE
    return None if publishable(n, k=k) else Hidden.TOO_FEW


def hidden_cells(
    counts: Mapping[tuple[Row, Column], int], *, k: int
) -> set[tuple[Row | Margin, Column | Margin]]:
    """The (row, column) pairs to hide in a table of counts, totals included as `TOTAL`.

    `counts` holds the inner cells; a missing one is 0 and the totals are added here. Hidden are:
    cells with 0 < n < k; then, line by line, the smallest others until a line with hidden cells
    has two of them that add up to k wherever its total shows; then the cheapest way round every
    cell that could still be worked out. A 0 is never hidden: it protects nobody.

    Managers 3, 5, 2, 6 beside employees 12, 9, 30, 22 in four units and k = 5: units 1 and 3 are
    hidden for managers, being small, and for employees, to protect them.
    """
    reasons = hidden_reasons(counts, k=k)
    return set(reasons)


def hidden_reasons(
    counts: Mapping[tuple[Row, Column], int],
    *,
    k: int,
    also_hidden: Collection[tuple[Row | Margin, Column | Margin]] = (),
) -> dict[tuple[Row | Margin, Column | Margin], Hidden]:
    """As `hidden_cells`, with the reason to print in each.

    `also_hidden` are cells, or totals, that are hidden for a reason outside of this table, such
    as what an earlier round showed; they are covered like the small ones. A 0 among them is not.
    """
    _check_group(k)
    rows, columns = _in_order(row for row, _ in counts), _in_order(column for _, column in counts)
    grid = _with_totals([[_checked(counts.get((r, c), 0)) for c in columns] for r in rows])
    row_labels: list[Row | Margin] = [*rows, TOTAL]
    column_labels: list[Column | Margin] = [*columns, TOTAL]
    outside = {
        (i, j)
        for i, j in _cells(grid)
        if grid[i][j] and (row_labels[i], column_labels[j]) in also_hidden
    }
    return {
        (row_labels[i], column_labels[j]): (
            Hidden.TOO_FEW if grid[i][j] < k else Hidden.PROTECTS_OTHERS
        )
        for i, j in sorted(_protected(grid, k, outside))
    }


def deducible(
    hidden: Collection[tuple[Row | Margin, Column | Margin]],
) -> set[tuple[Row | Margin, Column | Margin]]:
    """The hidden cells that follow exactly from all the cells and totals that are shown.

    Hidden totals are given as `TOTAL`. One hidden cell alone in its row is deducible; the four
    corners of a rectangle are not.
    """
    rows, columns = _in_order(row for row, _ in hidden), _in_order(column for _, column in hidden)
    cells = {(rows.index(row), columns.index(column)): (row, column) for row, column in hidden}
    return {cells[position] for position in bridges(cells)}


def _protected(grid: Grid, k: int, outside: Collection[Position]) -> set[Position]:
    hidden = {cell for cell in _cells(grid) if 0 < _n(grid, cell) < k}.union(outside)
    _apply_line_rule(grid, hidden, k)
    while exposed := bridges(hidden):
        # A way always exists: through the totals of the cell's row and column, which are not 0.
        hidden |= cheapest_way_round(min(exposed), _costs(grid, hidden))
        _apply_line_rule(grid, hidden, k)
    return hidden


def _apply_line_rule(grid: Grid, hidden: set[Position], k: int) -> None:
    """Add to `hidden` until every line is safe; rows come before columns, totals last in each."""
    before = -1
    while before != len(hidden):
        before = len(hidden)
        for line in _lines(grid):
            while _is_weak(line, grid, hidden, k):
                hidden.add(_smallest_shown(line, grid, hidden))


def _is_weak(line: list[Position], grid: Grid, hidden: set[Position], k: int) -> bool:
    inside = [cell for cell in line if cell in hidden]
    if len(inside) < 2:
        return bool(inside)
    return line[-1] not in hidden and sum(_n(grid, cell) for cell in inside) < k


def _smallest_shown(line: list[Position], grid: Grid, hidden: set[Position]) -> Position:
    """There always is one: a weak line shows its total, or hides only that and is not all 0."""
    shown = (cell for cell in line if cell not in hidden and _n(grid, cell) > 0)
    return min(shown, key=lambda cell: (cell == line[-1], _n(grid, cell), cell))


def _costs(grid: Grid, hidden: set[Position]) -> dict[Position, Cost]:
    """Totals, answers and cells given up by hiding each cell that is not 0 or hidden already."""
    totals = (len(grid) - 1, len(grid[0]) - 1)
    return {
        (i, j): (0, 0, 0)
        if (i, j) in hidden
        else (int(i == totals[0] or j == totals[1]), grid[i][j], 1)
        for i, j in _cells(grid)
        if grid[i][j] > 0
    }


def _n(grid: Grid, cell: Position) -> int:
    return grid[cell[0]][cell[1]]


def _cells(grid: Grid) -> Iterator[Position]:
    return ((i, j) for i in range(len(grid)) for j in range(len(grid[0])))


def _lines(grid: Grid) -> Iterator[list[Position]]:
    """Every row and then every column as its cells, each with its total last."""
    for i in range(len(grid)):
        yield [(i, j) for j in range(len(grid[0]))]
    for j in range(len(grid[0])):
        yield [(i, j) for i in range(len(grid))]


def _with_totals(inner: Grid) -> Grid:
    rows = [[*row, sum(row)] for row in inner]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)] or [0]]


def _in_order(labels: Iterable[Label]) -> list[Label]:
    """Each label once, sorted by its text, so that equal tables always hide the same cells."""
    return sorted(set(labels), key=lambda label: (label is TOTAL, str(label), type(label).__name__))


def _checked(n: int) -> int:
    if n < 0:
        raise ImpossibleCounts(f"A cell cannot hold {n} answers.")
    return n


def _check_group(k: int) -> None:
    if k < 1:
        raise ImpossibleCounts(f"The smallest group shown is 1 or more, not {k}.")
