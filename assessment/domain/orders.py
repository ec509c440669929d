"""In which of a few balanced orders a sheet shows the questions that are shuffled."""

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def balanced_orders(size: int) -> tuple[tuple[int, ...], ...]:
    """The rows of a Williams design: orders of 0 … size-1 that cancel out position and neighbour.

    For an even size there are `size` rows; every item stands once in every place and follows
    every other item once (Williams 1949, Aust J Chem 2:149–168). For an odd size every row
    is joined by its reverse. Six questions: six pages to keep in memory instead of 720.
    """
    if size <= 1:
        return (tuple(range(size)),)
    first = [0]
    low, high = 1, size - 1
    while low <= high:
        first.append(low)
        if low != high:
            first.append(high)
        low, high = low + 1, high - 1
    rows = [tuple((item + shift) % size for item in first) for shift in range(size)]
    if size % 2:
        rows += [tuple(reversed(row)) for row in rows]
    return tuple(rows)


def arranged(items: Sequence[Item], shuffled: Sequence[bool], order: int) -> tuple[Item, ...]:
    """Items with those that are shuffled put into the order of this number, others left in place.

    >>> arranged("abcd", [False, True, True, False], 1)
    ('a', 'c', 'b', 'd')
    """
    places = [place for place, moves in enumerate(shuffled) if moves]
    orders = balanced_orders(len(places))
    moved = iter(orders[order % len(orders)])
    return tuple(
        items[places[next(moved)]] if moves else item
        for item, moves in zip(items, shuffled, strict=True)
    )
