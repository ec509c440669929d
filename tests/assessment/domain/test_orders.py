"""Balanced orders of the questions that are shuffled."""

from collections import Counter
from itertools import pairwise

import pytest

from assessment.domain.orders import arranged, balanced_orders


@pytest.mark.parametrize("size", range(2, 12))
def test_balanced_orders_put_every_item_equally_often_in_every_place(size: int) -> None:
    orders = balanced_orders(size)

    for place in range(size):
        counts = Counter(order[place] for order in orders)
        assert counts == dict.fromkeys(range(size), len(orders) // size)


@pytest.mark.parametrize("size", range(2, 12))
def test_balanced_orders_let_every_item_follow_every_other_equally_often(size: int) -> None:
    orders = balanced_orders(size)

    followed = Counter(pair for order in orders for pair in pairwise(order))

    pairs = [(one, other) for one in range(size) for other in range(size) if one != other]
    assert followed == dict.fromkeys(pairs, len(orders) // size)


def test_balanced_orders_of_six_are_six() -> None:
    orders = balanced_orders(6)

    assert orders[0] == (0, 1, 5, 2, 4, 3)
    assert len(set(orders)) == 6


@pytest.mark.parametrize(("size", "orders"), [(0, ((),)), (1, ((0,),))])
def test_balanced_orders_of_one_item_or_none_is_one(
    size: int, orders: tuple[tuple[int, ...], ...]
) -> None:
    assert balanced_orders(size) == orders


@pytest.mark.parametrize("order", range(12))
def test_arranged_moves_only_what_is_shuffled(order: int) -> None:
    questions = "hABCDEFc"
    shuffled = [False, *[True] * 6, False]

    moved = arranged(questions, shuffled, order)

    assert moved[0] == "h"
    assert moved[-1] == "c"
    assert sorted(moved[1:-1]) == list("ABCDEF")
    assert moved == arranged(questions, shuffled, order + 6)


def test_arranged_leaves_items_in_place_when_none_is_shuffled() -> None:
    assert arranged("abc", [False] * 3, 5) == ("a", "b", "c")
