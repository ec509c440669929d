"""Quarters cover the calendar without holes, whatever month the fiscal year starts in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.errors import UnknownCalendar
from assessment.domain.quarters import Quarter, local_day, quarter_of

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
MONTHS = st.integers(min_value=1, max_value=12)


def test_quarter_of_a_calendar_year() -> None:
    quarter = quarter_of(date(2026, 11, 22))

    assert quarter == Quarter(2026, 4, date(2026, 10, 1), date(2026, 12, 31))
    assert quarter.label == "Q4 2026"


@pytest.mark.parametrize(
    ("day", "starts_in", "label", "starts_on", "ends_on"),
    [
        (date(2027, 2, 15), 7, "Q3 FY2027", date(2027, 1, 1), date(2027, 3, 31)),
        (date(2026, 7, 1), 7, "Q1 FY2027", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 6, 30), 7, "Q4 FY2026", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2027, 1, 31), 2, "Q4 FY2027", date(2026, 11, 1), date(2027, 1, 31)),
        (date(2027, 2, 1), 2, "Q1 FY2028", date(2027, 2, 1), date(2027, 4, 30)),
        (date(2026, 12, 31), 12, "Q1 FY2027", date(2026, 12, 1), date(2027, 2, 28)),
        (date(2024, 2, 29), 12, "Q1 FY2024", date(2023, 12, 1), date(2024, 2, 29)),
        (date(9999, 12, 31), 1, "Q4 9999", date(9999, 10, 1), date(9999, 12, 31)),
    ],
)
def test_quarter_follows_the_fiscal_year(
    day: date, starts_in: int, label: str, starts_on: date, ends_on: date
) -> None:
    quarter = quarter_of(day, fiscal_year_starts_in=starts_in)

    assert (quarter.label, quarter.starts_on, quarter.ends_on) == (label, starts_on, ends_on)


@given(day=DAYS, starts_in=MONTHS)
def test_every_day_lies_in_exactly_one_quarter(day: date, starts_in: int) -> None:
    quarter = quarter_of(day, fiscal_year_starts_in=starts_in)

    assert quarter.starts_on <= day <= quarter.ends_on
    assert quarter.previous().ends_on == quarter.starts_on - timedelta(days=1)
    assert quarter.next().starts_on == quarter.ends_on + timedelta(days=1)
    for edge in (quarter.starts_on, quarter.ends_on):
        assert quarter_of(edge, fiscal_year_starts_in=starts_in) == quarter


@given(day=DAYS, starts_in=MONTHS)
def test_next_and_previous_undo_each_other(day: date, starts_in: int) -> None:
    quarter = quarter_of(day, fiscal_year_starts_in=starts_in)

    assert quarter.next().previous() == quarter
    assert quarter.previous().next() == quarter


@given(day=DAYS, starts_in=MONTHS)
def test_four_quarters_make_a_fiscal_year_that_ends_in_its_year(day: date, starts_in: int) -> None:
    quarter = quarter_of(day, fiscal_year_starts_in=starts_in)
    while quarter.number != 1:
        quarter = quarter.previous()

    year = [quarter, quarter.next(), quarter.next().next(), quarter.next().next().next()]

    assert [each.number for each in year] == [1, 2, 3, 4]
    assert {each.fiscal_year for each in year} == {year[-1].ends_on.year}
    assert year[0].starts_on.month == quarter.fiscal_year_starts_in == starts_in


@pytest.mark.parametrize("month", [0, 13, -1])
def test_quarter_of_refuses_a_month_that_does_not_exist(month: int) -> None:
    with pytest.raises(UnknownCalendar, match="from 1 to 12"):
        quarter_of(date(2026, 1, 1), fiscal_year_starts_in=month)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("UTC", date(2026, 9, 30)),
        ("Europe/Berlin", date(2026, 10, 1)),
        ("America/Los_Angeles", date(2026, 9, 30)),
    ],
)
def test_local_day_follows_the_time_zone(zone: str, day: date) -> None:
    moment = datetime(2026, 9, 30, 23, 30, tzinfo=UTC)

    assert local_day(moment, zone) == day


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Europe"])
def test_local_day_refuses_an_unknown_time_zone(zone: str) -> None:
    with pytest.raises(UnknownCalendar, match="is not a time zone"):
        local_day(datetime(2026, 9, 30, tzinfo=UTC), zone)


def test_local_day_refuses_a_moment_without_a_time_zone() -> None:
    with pytest.raises(UnknownCalendar, match="without a time zone"):
        local_day(datetime(2026, 9, 30), "UTC")  # noqa: DTZ001
