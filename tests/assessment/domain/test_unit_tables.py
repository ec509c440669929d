"""Which units stand together, and which cells of a side are hidden with their total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.disclosure import TOTAL, Hidden, hidden_cells
from assessment.domain.unit_tables import (
    EXECUTIVE_TEAM,
    OTHER_UNITS,
    Base,
    Cell,
    Row,
    cell_code,
    cell_of,
    unit_table,
    units_to_merge,
)

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=8)


def side(name: str, *counts: int) -> dict[tuple[Row, str], Base]:
    """Units 1, 2, … with so many answers, all of them valid."""
    return {(unit, name): Base(n, n, n) for unit, n in enumerate(counts, start=1)}


def test_units_too_small_by_themselves_stand_together() -> None:
    table = unit_table(side("customers", 3, 4, 40, 50), k=5)

    assert table.merged == (1, 2)
    assert table.row_of(1) == table.row_of(2) == OTHER_UNITS
    assert table.row_of(3) == 3
    assert table.bases[OTHER_UNITS, "customers"] == Base(7, 7, 7)
    assert table.hidden == {}


def test_units_are_not_merged_where_that_takes_away_as_much_as_it_shows() -> None:
    bases = side("employees", 30, 30, 30) | side("management", 3, 4, 20)

    assert units_to_merge(bases, k=5) == ()


def test_a_single_small_unit_keeps_its_name_and_hides_another() -> None:
    table = unit_table(side("customers", 3, 40, 50), k=5)

    assert table.merged == ()
    assert table.hidden == {
        (1, "customers"): Hidden.TOO_FEW,
        (2, "customers"): Hidden.PROTECTS_OTHERS,
    }


def test_one_unit_keeps_its_name() -> None:
    assert units_to_merge(side("customers", 3, 4), k=5) == ()


def test_the_executive_team_is_never_among_other_units() -> None:
    bases = side("management", 3, 4, 20) | {(EXECUTIVE_TEAM, "management"): Base(3, 3, 3)}

    assert EXECUTIVE_TEAM not in units_to_merge(bases, k=5)


def test_dont_know_of_two_does_not_follow_from_the_total() -> None:
    """No valid answer in unit 1: its two who did not know would be the total’s less the others’."""
    bases = side("customers", 20, 20, 20) | {(1, "customers"): Base(0, 2, 2)}

    hidden = unit_table(bases, k=5).hidden

    assert hidden[1, "customers"] is Hidden.TOO_FEW
    assert hidden[2, "customers"] is Hidden.PROTECTS_OTHERS


def test_protected_cell_is_hidden_and_covered() -> None:
    table = unit_table(side("customers", 20, 30, 40), k=5, protected={(2, "customers")})

    assert table.hidden == dict.fromkeys(
        [(1, "customers"), (2, "customers")], Hidden.PROTECTS_OTHERS
    )


def test_protected_total_does_not_follow_from_the_units() -> None:
    table = unit_table(side("customers", 20, 30, 40), k=5, protected={(TOTAL, "customers")})

    assert set(table.hidden) == {(TOTAL, "customers"), (1, "customers")}


def test_sides_hide_nothing_of_each_other() -> None:
    bases = side("management", 3, 20, 30) | side("customers", 30, 40, 50)

    assert {name for _, name in unit_table(bases, k=5).hidden} == {"management"}


@given(COUNTS, st.integers(2, 8))
def test_a_side_alone_hides_what_the_engine_hides_in_a_table_of_one_column(
    counts: list[int], k: int
) -> None:
    bases = side("management", counts[-1]) | {
        (EXECUTIVE_TEAM, "management"): Base(counts[0], counts[0], counts[0])
    }

    hidden = unit_table(bases, k=k).hidden

    engine = hidden_cells({(row, "n"): base.valid for (row, _), base in bases.items()}, k=k)
    assert {row for row, _ in hidden} == {row for row, column in engine if column == "n"}


@given(COUNTS, st.integers(2, 8))
def test_what_is_left_of_a_side_is_nobody_or_enough(counts: list[int], k: int) -> None:
    table = unit_table(side("customers", *counts), k=k)

    shown = {
        row: base.valid
        for (row, _), base in table.bases.items()
        if not table.is_hidden(row, "customers")
    }
    assert all(n == 0 or n >= k for n in shown.values())
    if not table.is_hidden(TOTAL, "customers"):
        left = sum(counts) - sum(shown.values())
        assert left == 0 or left >= k


@given(COUNTS, st.integers(2, 8))
def test_merging_never_shows_less(counts: list[int], k: int) -> None:
    def shown(bases: dict[tuple[Row, str], Base]) -> int:
        hidden = hidden_cells({cell: base.valid for cell, base in bases.items()}, k=k)
        return sum(base.valid >= k and cell not in hidden for cell, base in bases.items())

    bases = side("customers", *counts)

    assert shown(dict(unit_table(bases, k=k).bases)) >= shown(bases)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ((12, "customers"), "customers:12"),
        ((None, "employees"), "employees:none"),
        ((OTHER_UNITS, "employees"), "employees:others"),
        ((EXECUTIVE_TEAM, "management"), "management:team"),
        ((TOTAL, "partners"), "partners:total"),
    ],
)
def test_cell_is_stored_as_a_code_and_read_again(cell: Cell, code: str) -> None:
    assert cell_code(cell) == code
    assert cell_of(code) == cell
