"""What of a message is kept, for how long, and how answers are counted."""

from datetime import date
from fractions import Fraction

import pytest

from leadership.domain.ceo_messages import Standing, answering, day_kept, forgotten_before

DAY = date(2026, 5, 14)


def test_day_is_kept_of_whoever_left_an_address_alone() -> None:
    assert day_kept(DAY, has_address=True) == DAY
    assert day_kept(DAY, has_address=False) == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("today", "starts_in", "first_kept"),
    [
        (DAY, 1, date(2025, 4, 1)),
        (date(2026, 4, 1), 1, date(2025, 4, 1)),
        (date(2026, 3, 31), 1, date(2025, 1, 1)),
        (DAY, 2, date(2025, 5, 1)),
    ],
)
def test_whole_quarters_are_forgotten(today: date, starts_in: int, first_kept: date) -> None:
    assert forgotten_before(today, starts_in) == first_kept
    assert (today - first_kept).days <= 457  # “fifteen months at the latest”


def test_median_is_that_of_the_answered() -> None:
    found = answering([(DAY, date(2026, 5, 15)), (DAY, date(2026, 5, 18)), (DAY, None)], received=5)

    assert (found.received, found.answerable, found.answered) == (5, 3, 2)
    assert found.median_days == Fraction(5, 2)
    assert found.share is None


def test_share_shows_from_ten_on() -> None:
    found = answering([(DAY, DAY)] * 9 + [(DAY, None)], received=10)

    assert found.share == Fraction(9, 10)
    assert found.median_days == 0


def test_nothing_answered_has_no_median() -> None:
    assert answering([(DAY, None)], received=1).median_days is None


def test_every_standing_has_words() -> None:
    assert len({standing.label for standing in Standing}) == len(Standing)
