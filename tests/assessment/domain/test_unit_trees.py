"""Units below each other."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.unit_trees import DEEPEST, UnitRow, tree_of

ROWS = [
    UnitRow(1, "Europe", None),
    UnitRow(2, "Spain", 1),
    UnitRow(3, "Austria", 1),
    UnitRow(4, "Asia", None),
    UnitRow(5, "Wien", 3),
]


def test_tree_lists_parents_first_and_neighbours_by_name() -> None:
    assert [(node.path, node.depth) for node in tree_of(ROWS).nodes] == [
        (("Asia",), 0),
        (("Europe",), 0),
        (("Europe", "Austria"), 1),
        (("Europe", "Austria", "Wien"), 2),
        (("Europe", "Spain"), 1),
    ]


def test_unit_brings_everything_below_it() -> None:
    tree = tree_of(ROWS)

    assert set(tree.below(1)) == {1, 2, 3, 5}
    assert tree.below(5) == (5,)
    assert (tree.levels_from(1), tree.levels_from(5)) == (3, 1)


def test_unit_moves_neither_below_itself_nor_too_deep() -> None:
    chain = [UnitRow(n, f"u{n}", n - 1 or None) for n in range(1, DEEPEST + 1)]
    tree = tree_of([*chain, UnitRow(9, "pair", None), UnitRow(10, "pair's", 9)])

    assert {node.pk for node in tree.may_stand_below(1)} == set()
    assert {node.pk for node in tree.may_stand_below(9)} == {1, 2, 3, 4}
    assert {node.pk for node in tree.may_have_more_below()} == {1, 2, 3, 4, 5, 9, 10}


def test_unit_of_an_unknown_parent_is_topmost() -> None:
    (node,) = tree_of([UnitRow(1, "Lost", 99)]).nodes

    assert (node.depth, node.path) == (0, ("Lost",))


@given(st.lists(st.integers(0, 20), max_size=20))
def test_every_unit_stands_in_the_tree_once(parents: list[int]) -> None:
    rows = [
        UnitRow(pk, f"u{pk}", parent if 0 < parent < pk else None)
        for pk, parent in enumerate(parents, start=1)
    ]

    assert sorted(node.pk for node in tree_of(rows).nodes) == [row.pk for row in rows]
