"""Bridges and ways round them, by what parts a graph when it is taken away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.cell_graph import Position, bridges, cheapest_way_round

CELLS = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20)


def connected(cells: set[Position], start: Position) -> bool:
    """Whether the row of `start` hangs together with its column through `cells`."""
    rows, columns = {start[0]}, set[int]()
    for _ in range(2 * len(cells) + 1):
        columns |= {column for row, column in cells if row in rows}
        rows |= {row for row, column in cells if column in columns}
    return start[1] in columns


@given(CELLS)
def test_bridge_is_a_cell_whose_row_and_column_part_without_it(cells: set[Position]) -> None:
    assert bridges(cells) == {cell for cell in cells if not connected(cells - {cell}, cell)}


def test_cheapest_way_round_prefers_what_costs_nothing() -> None:
    costs = dict.fromkeys([(0, 1), (1, 1), (1, 0), (2, 1), (2, 0)], (0, 9, 1))
    costs |= {(2, 1): (0, 0, 0), (2, 0): (0, 10, 1)}

    assert cheapest_way_round((0, 0), costs) == {(0, 1), (2, 1), (2, 0)}


def test_cheapest_way_round_never_uses_the_bridge() -> None:
    costs = {(i, j): (0, 1, 1) for i in range(2) for j in range(2)}

    assert cheapest_way_round((0, 0), costs) == {(0, 1), (1, 1), (1, 0)}


def test_cheapest_way_round_fails_where_there_is_none() -> None:
    with pytest.raises(ValueError, match="no way round"):
        cheapest_way_round((0, 0), {(0, 0): (0, 1, 1), (0, 1): (0, 1, 1)})
