"""Shares and gaps as cells: what the page prints, and a reason where it prints nothing."""

import pytest

from assessment.domain.disclosure import Hidden
from assessment.domain.gaps import Gap
from assessment.domain.shares import Share
from leadership.domain.export_cells import Cells, end_cells, gap_cells, number
from leadership.domain.export_tables import Value


@pytest.mark.parametrize(
    ("end", "cells"),
    [
        (Share(28, 50), ((0.56, 28, 50), "")),
        (Share(1, 300), ((0.0033, 1, 300), "")),
        (Share(6, 9), ((None, 6, 9), "side: fewer than ten answers, so counts and no share")),
        (Share(9, 9), ((None, None, None), "side: ≥ 90%")),
        (Share(0, 7), ((None, None, None), "side: ≤ 10%")),
        (Share(0, 0), ((None, None, None), "side: no answers")),
        (Share(0, 0, 6), ((None, None, None), "side: all 6 answered don’t know")),
        (Hidden.TOO_FEW, ((None, None, None), "side: fewer than 7 answers")),
        (Hidden.PROTECTS_OTHERS, ((None, None, None), "side: hidden to protect others")),
    ],
)
def test_end_is_given_as_far_as_the_page_prints_it(end: Share | Hidden, cells: Cells) -> None:
    assert end_cells("side", end, k=7) == cells


def test_named_executives_are_counted_though_all_said_the_same() -> None:
    cells, why = end_cells("management", Share(9, 9), k=5, confidential=False)

    assert cells == (None, 9, 9)
    assert why == "management: fewer than ten answers, so counts and no share"


def test_gap_has_the_bounds_that_the_page_prints() -> None:
    gap = Gap(Share(28, 50, asked=50, answered=50), Share(36, 300))

    assert gap_cells(gap, k=5, attributed=False) == ((44, 40, 47, "detectable gap"), "")


def test_negative_gap_is_a_negative_number() -> None:
    cells, _ = gap_cells(Gap(Share(10, 100), Share(60, 100)), k=5, attributed=False)

    assert cells == (-50, -60, -38, "detectable gap")


def test_gap_of_a_census_has_no_interval() -> None:
    everybody = Share(6, 12, asked=12, answered=12)

    cells, _ = gap_cells(Gap(everybody, everybody), k=5, attributed=False)

    assert cells == (0, None, None, "everybody answered")


@pytest.mark.parametrize(
    "gap", [None, Gap(Share(3, 4), Share(36, 300)), Gap(Share(6, 6), Share(36, 300))]
)
def test_gap_that_would_tell_a_hidden_end_is_not_given(gap: Gap | None) -> None:
    assert gap_cells(gap, k=5, attributed=False) == ((None,) * 4, "gap: not shown")


@pytest.mark.parametrize(
    ("printed", "value"),
    [("−2", -2), ("0.3", 0.3), ("1,037", 1037), ("–", None), ("", None), ("not shown", None)],
)
def test_number_is_read_as_it_is_printed(printed: str, value: Value) -> None:
    assert number(printed) == value
