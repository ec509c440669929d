"""Nothing hidden can be worked out: worked examples, and linear algebra as an oracle."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.disclosure import (
    TOTAL,
    Hidden,
    Margin,
    deducible,
    hidden_cells,
    hidden_reasons,
    publishable,
    why_hidden,
)
from assessment.domain.errors import ImpossibleCounts

Cell = tuple[int | Margin, int | Margin]
Counts = dict[tuple[int, int], int]

SMALL_OR_NOT = st.one_of(
    st.just(0), st.integers(min_value=1, max_value=4), st.integers(min_value=5, max_value=40)
)


@st.composite
def tables(draw: st.DrawFn, largest: int = 7) -> Counts:
    rows, columns = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    return {(i, j): draw(SMALL_OR_NOT) for i in range(rows) for j in range(columns)}


def with_totals(counts: Counts) -> dict[Cell, int]:
    table: dict[Cell, int] = {}
    for (row, column), n in counts.items():
        for cell in ((row, column), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            table[cell] = table.get(cell, 0) + n
    return table


def lines(cells: set[Cell]) -> list[tuple[Cell, set[Cell]]]:
    """Every row and column of the cells, as (its total, all its cells with the total)."""
    rows = {row for row, _ in cells}
    columns = {column for _, column in cells}
    return [((row, TOTAL), {cell for cell in cells if cell[0] == row}) for row in rows] + [
        ((TOTAL, column), {cell for cell in cells if cell[1] == column}) for column in columns
    ]


def fixed_by_linear_algebra(hidden: set[Cell]) -> set[Cell]:
    """The hidden cells with one value only in all solutions of the published totals' equations."""
    unknown = sorted(hidden, key=str)
    if not unknown:
        return set()
    equations = np.array(
        [
            [0 if cell not in line else -1 if cell == total else 1 for cell in unknown]
            for total, line in lines(hidden)
        ]
    )
    _, sizes, directions = np.linalg.svd(equations)
    rank = int((sizes > 1e-9).sum())
    free = directions[rank:]
    return {cell for i, cell in enumerate(unknown) if np.abs(free[:, i]).max(initial=0) < 1e-9}


def test_hidden_cells_reproduce_the_worked_example() -> None:
    managers, employees, customers = (3, 5, 2, 6), (12, 9, 30, 22), (40, 33, 61, 18)
    counts = {
        (unit, audience): n
        for audience, column in (("m", managers), ("e", employees), ("c", customers))
        for unit, n in enumerate(column, start=1)
    }

    reasons = hidden_reasons(counts, k=5)

    assert reasons == {
        (1, "m"): Hidden.TOO_FEW,
        (3, "m"): Hidden.TOO_FEW,
        (1, "e"): Hidden.PROTECTS_OTHERS,
        (3, "e"): Hidden.PROTECTS_OTHERS,
    }
    assert hidden_cells(counts, k=5) == set(reasons)


def test_cell_between_two_blocks_is_deducible_although_every_line_looks_safe() -> None:
    first = {(i, j) for i in (1, 2) for j in (1, 2)}
    second = {(i, j) for i in (3, 4) for j in (3, 4)}

    assert deducible(first | second | {(1, 3)}) == {(1, 3)}
    assert deducible(first | second) == set()


def test_two_cells_between_two_blocks_are_not_deducible() -> None:
    blocks = {(i, j) for low in (1, 3) for i in (low, low + 1) for j in (low, low + 1)}

    assert deducible(blocks | {(1, 3), (4, 2)}) == set()


def test_single_hidden_cell_is_deducible_until_its_totals_are_hidden_too() -> None:
    assert deducible({("a", "x")}) == {("a", "x")}
    assert deducible({("a", "x"), ("a", TOTAL)}) == {("a", "x"), ("a", TOTAL)}
    assert deducible({("a", "x"), ("a", TOTAL), (TOTAL, "x"), (TOTAL, TOTAL)}) == set()


def test_hidden_cells_break_a_bridge_that_the_line_rule_leaves() -> None:
    small = {(1, 1), (1, 2), (2, 1), (2, 2), (3, 3), (3, 4), (4, 3), (4, 4), (1, 3)}
    counts = {
        (i, j): 4 if (i, j) in small else 20 + i + j for i in range(1, 5) for j in range(1, 5)
    }

    hidden = hidden_cells(counts, k=5)

    assert (1, 3) in hidden
    assert len(hidden) > len(small)
    assert deducible(hidden) == set()


def test_nothing_is_hidden_in_a_table_of_large_cells_and_zeros() -> None:
    assert hidden_cells({("a", "x"): 5, ("a", "y"): 0, ("b", "x"): 60, ("b", "y"): 9}, k=5) == set()
    assert hidden_cells({}, k=5) == set()


def test_single_small_cell_hides_its_totals() -> None:
    assert hidden_cells({("a", "x"): 3}, k=5) == {
        ("a", "x"),
        ("a", TOTAL),
        (TOTAL, "x"),
        (TOTAL, TOTAL),
    }


def test_two_small_cells_that_do_not_reach_k_take_a_third() -> None:
    counts = {("a", "x"): 1, ("b", "x"): 2, ("c", "x"): 8, ("d", "x"): 7}

    hidden = hidden_cells(counts, k=5)

    assert {("a", "x"), ("b", "x"), ("d", "x")} <= hidden
    assert ("c", "x") not in hidden


def test_missing_cell_counts_as_0() -> None:
    sparse = {("a", "x"): 3, ("b", "x"): 9, ("b", "y"): 12, ("c", "y"): 7}
    full = {(row, column): sparse.get((row, column), 0) for row in "abc" for column in "xy"}

    assert hidden_cells(sparse, k=5) == hidden_cells(full, k=5)


def test_labels_of_any_kind_can_be_rows() -> None:
    assert hidden_cells({(None, "x"): 3, (7, "x"): 9, ("7", "x"): 9}, k=5) >= {(None, "x")}


def test_wide_table_is_searched_without_recursion() -> None:
    chance = random.Random(5)
    counts = {(i, j): chance.choice([0, 3, 9, 40, 60]) for i in range(700) for j in range(4)}

    hidden = hidden_cells(counts, k=5)

    assert deducible(hidden) == set()


@pytest.mark.parametrize("counts", [{("a", "x"): -1}])
def test_hidden_cells_refuse_a_negative_count(counts: dict[tuple[str, str], int]) -> None:
    with pytest.raises(ImpossibleCounts, match="-1 answers"):
        hidden_cells(counts, k=5)


@pytest.mark.parametrize("k", [0, -5])
def test_hidden_cells_refuse_a_smallest_group_below_1(k: int) -> None:
    with pytest.raises(ImpossibleCounts, match="smallest group"):
        hidden_cells({}, k=k)


@settings(max_examples=300, deadline=None)
@given(tables(), st.sampled_from([2, 5, 10]))
def test_nothing_hidden_follows_from_what_is_published(counts: Counts, k: int) -> None:
    hidden = hidden_cells(counts, k=k)

    assert fixed_by_linear_algebra(hidden) == set()


@settings(max_examples=300, deadline=None)
@given(tables(), st.sampled_from([2, 5, 10]))
def test_hidden_part_of_every_line_is_at_least_two_cells_and_k_answers(
    counts: Counts, k: int
) -> None:
    table = with_totals(counts)
    hidden = hidden_cells(counts, k=k)

    for total, line in lines(set(table)):
        inside = line & hidden
        assert len(inside) != 1
        if inside and total not in inside:
            assert sum(table[cell] for cell in inside) >= k


@settings(max_examples=300, deadline=None)
@given(tables(), st.sampled_from([2, 5, 10]))
def test_small_cells_are_hidden_and_zeros_never(counts: Counts, k: int) -> None:
    table = with_totals(counts)
    small = {cell for cell, n in table.items() if 0 < n < k}

    reasons = hidden_reasons(counts, k=k)

    assert {cell for cell, reason in reasons.items() if reason is Hidden.TOO_FEW} == small
    assert all(table[cell] > 0 for cell in reasons)
    assert bool(reasons) == bool(small)


@settings(deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_hidden_cells_do_not_depend_on_the_order_of_the_table(
    counts: Counts, chance: random.Random
) -> None:
    shuffled = list(counts.items())
    chance.shuffle(shuffled)

    assert hidden_cells(dict(shuffled), k=5) == hidden_cells(counts, k=5)


@settings(max_examples=300, deadline=None)
@given(
    st.sets(
        st.tuples(
            st.sampled_from([*range(5), TOTAL]),
            st.sampled_from([*range(5), TOTAL]),
        ),
        max_size=16,
    )
)
def test_deducible_agrees_with_linear_algebra(hidden: set[Cell]) -> None:
    assert deducible(hidden) == fixed_by_linear_algebra(hidden)


@pytest.mark.parametrize(("n", "shown"), [(0, True), (1, False), (4, False), (5, True), (90, True)])
def test_single_number_is_publishable_from_k_answers(n: int, shown: bool) -> None:
    assert publishable(n, k=5) is shown


def test_publishable_refuses_a_negative_count() -> None:
    with pytest.raises(ImpossibleCounts):
        publishable(-1, k=5)


def test_why_hidden_names_the_reason() -> None:
    assert why_hidden(12, k=5) is None
    assert why_hidden(3, k=5) is Hidden.TOO_FEW
    assert why_hidden(12, k=5, closed=False) is Hidden.UNTIL_CLOSE


def test_hidden_reasons_have_words() -> None:
    assert Hidden.TOO_FEW.text(5) == "fewer than 5 answers"
    assert Hidden.TOO_FEW.text(10) == "fewer than 10 answers"
    assert Hidden.PROTECTS_OTHERS.text(5) == "hidden to protect others"
    assert Hidden.UNTIL_CLOSE.text(5) == "shown after the round closes"
