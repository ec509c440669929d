"""Shares and gaps in two parts, as figures and charts print them."""

import pytest

from assessment.domain.gaps import Gap
from assessment.domain.shares import Share
from leadership.domain.result_words import (
    bare_interval,
    gap_parts,
    interval_note,
    percent_sign,
    progress_words,
    share_parts,
    side_heading,
)

MANY = Share(28, 50)
FEW = Share(3, 6)
OF_ONE_MIND = Share(6, 6)


@pytest.mark.parametrize(
    ("share", "parts"),
    [
        (MANY, ("56%", "28 of 50")),
        (FEW, ("3 of 6", "")),
        (OF_ONE_MIND, ("≥ 90%", "")),
        (Share(0, 0), ("no answers", "")),
    ],
)
def test_share_stands_apart_from_its_counts(share: Share, parts: tuple[str, str]) -> None:
    assert share_parts(share) == parts


def test_share_that_is_shown_by_name_hides_nothing() -> None:
    assert share_parts(OF_ONE_MIND, confidential=False) == ("6 of 6", "")


def test_gap_stands_apart_from_its_interval() -> None:
    gap = Gap(MANY, Share(36, 300))

    strong, beside = gap_parts(gap, k=5)

    assert (strong, beside) == ("44 points", "30 to 57")
    assert interval_note(gap, beside) == "95% interval 30 to 57"


def test_gap_that_is_not_shown_has_nothing_beside_it() -> None:
    assert gap_parts(None, k=5) == ("not shown", "")
    assert interval_note(None, "") == ""


def test_interval_without_its_name_is_for_a_column_that_has_it() -> None:
    assert bare_interval(MANY) == "42 to 69"
    assert bare_interval(OF_ONE_MIND) == ""


def test_side_heads_a_column() -> None:
    assert side_heading("customers") == "Customers"


def test_axis_has_the_percent_sign_alone() -> None:
    assert percent_sign() == "%"


def test_progress_is_told_without_a_total_too() -> None:
    assert progress_words(1200, 5000) == "1,200 of 5,000"
    assert progress_words(1200, 0) == "1,200"
