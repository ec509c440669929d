"""Quartiles of several organizations, and attacks on them by those who take part."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership.domain.peers import (
    FEWEST_ORGANIZATIONS,
    Measure,
    Place,
    Quartiles,
    Withheld,
    may_compare,
    organizations_text,
    place_of,
    quartiles_of,
    to_step,
)

FIVE = Fraction(5)
FEWEST, MOST = FEWEST_ORGANIZATIONS, 24
SHARES = st.builds(
    lambda part, whole: Fraction(100 * min(part, whole), whole),
    st.integers(0, 60),
    st.integers(1, 60),
)


def shares(*values: int) -> list[Fraction]:
    return [Fraction(value) for value in values]


def test_quartiles_are_those_of_a_spreadsheet_rounded_to_the_step() -> None:
    found = quartiles_of(shares(12, 58, 31, 44, 20), step=FIVE)

    assert found == Quartiles(*shares(20, 30, 45))


def test_signs_are_rounded_to_halves() -> None:
    values = [Fraction(tenths, 10) for tenths in (12, 31, 44, 63, 72, 80)]

    found = quartiles_of(values, step=Measure.CLAIMED.step)

    assert found == Quartiles(Fraction(7, 2), Fraction(11, 2), Fraction(7))


@given(st.lists(SHARES, min_size=FEWEST, max_size=MOST))
def test_quartiles_agree_with_the_standard_library(values: list[Fraction]) -> None:
    found = quartiles_of(values, step=FIVE)

    expected = [to_step(one, FIVE) for one in quantiles(values, n=4, method="inclusive")]
    if expected[0] == expected[2]:
        assert found is Withheld.TOO_CLOSE
    else:
        assert found == Quartiles(*expected)


@given(st.lists(SHARES, min_size=FEWEST, max_size=MOST), st.randoms())
def test_quartiles_do_not_depend_on_who_has_which_number(
    values: list[Fraction], chance: object
) -> None:
    shuffled = sorted(values, key=lambda _: chance.random())  # type: ignore[attr-defined]

    assert quartiles_of(shuffled, step=FIVE) == quartiles_of(values, step=FIVE)


@pytest.mark.parametrize("few", range(FEWEST))
def test_fewer_than_five_organizations_have_no_quartiles(few: int) -> None:
    assert quartiles_of(shares(0, 25, 50, 75)[:few], step=FIVE) is Withheld.TOO_FEW


def test_quartiles_without_a_distance_are_kept_back() -> None:
    assert quartiles_of(shares(0, 40, 41, 42, 100), step=FIVE) is Withheld.TOO_CLOSE


# Attack: everybody's numbers are known, only not whose they are, and one's own is known.


@given(st.data(), st.lists(SHARES, min_size=FEWEST, max_size=MOST))
def test_no_reader_can_tell_on_which_side_another_organization_lies(
    data: st.DataObject, values: list[Fraction]
) -> None:
    found = quartiles_of(values, step=FIVE)
    if isinstance(found, Withheld):
        return
    reads = data.draw(st.integers(1, max(1, (len(values) - 1) // 4)), "organizations read")

    for known in (sorted(values)[:reads], sorted(values)[-reads:], values[:reads]):
        others = _without(values, known)
        assert may_compare(reads, len(values))
        assert to_step(min(others), FIVE) <= found.lower
        assert to_step(max(others), FIVE) >= found.upper
        assert len(others) >= FEWEST - 1


def _without(values: Iterable[Fraction], known: Iterable[Fraction]) -> list[Fraction]:
    left = list(values)
    for value in known:
        left.remove(value)
    return left


# Attack: from one's own number and what is shown, list every world that could be behind it.

GRID = [Fraction(value) for value in range(0, 101, 20)]


def possible_numbers(own: Fraction) -> dict[object, list[set[Fraction]]]:
    """For each thing that may be shown: what each of the four others could have."""
    worlds: dict[object, list[set[Fraction]]] = defaultdict(lambda: [set(), set(), set(), set()])
    for others in product(GRID, repeat=FEWEST - 1):
        shown = quartiles_of([own, *others], step=FIVE)
        for could_be, value in zip(worlds[shown], others, strict=True):
            could_be.add(value)
    return worlds


@pytest.mark.parametrize("own", GRID)
def test_nothing_that_is_shown_leaves_another_organization_a_single_number(own: Fraction) -> None:
    for shown, others in possible_numbers(own).items():
        widths = [max(could_be) - min(could_be) for could_be in others]

        least = shown.upper - shown.lower if isinstance(shown, Quartiles) else FIVE
        assert min(widths) >= least, shown


def test_the_attack_works_on_quartiles_that_are_always_shown() -> None:
    """Beside an own 40, a lower quartile of 100 would say that all others have 100."""
    all_at_the_top = shares(40, 100, 100, 100, 100)

    assert quantiles(all_at_the_top, n=4, method="inclusive") == [100, 100, 100]
    assert quartiles_of(all_at_the_top, step=FIVE) is Withheld.TOO_CLOSE


@pytest.mark.parametrize(
    ("of", "most"), [(5, 1), (8, 1), (9, 2), (12, 2), (13, 3), (20, 4), (21, 5)]
)
def test_somebody_may_read_a_quarter_of_the_others_or_all(of: int, most: int) -> None:
    allowed = [reads for reads in range(of + 1) if may_compare(reads, of)]

    assert allowed == [*range(most + 1), of]


@pytest.mark.parametrize(
    ("place", "value"),
    [(Place.BELOW, 17), *((Place.WITHIN, value) for value in (18, 33, 47)), (Place.ABOVE, 48)],
)
def test_place_is_as_coarse_as_the_quartiles(place: Place, value: int) -> None:
    quartiles = Quartiles(*shares(20, 30, 45))

    assert place_of(Fraction(value), quartiles, step=FIVE) is place


def test_counts_of_organizations_are_coarse() -> None:
    said = {count: organizations_text(count) for count in (5, 9, 10, 19, 20, 300)}

    assert said[5] == said[9] == "5 to 9 organizations"
    assert said[10] == said[19] == "10 to 19 organizations"
    assert said[20] == said[300] == "20 organizations or more"


def test_quartiles_read_in_the_unit_of_their_measure() -> None:
    assert Measure.AGREED.text(Fraction(9, 2)) == "4.5"
    assert Measure.CUSTOMERS.text(Fraction(15)) == "15%"
    assert Measure.GAP.text(Fraction(-5)) == "−5"
