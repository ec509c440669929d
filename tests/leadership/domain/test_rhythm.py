"""When a round opens, reminds and closes, by the clocks of any place."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assessment.domain.quarters import quarter_of
from leadership.domain.rhythm import (
    Rhythm,
    closing_of,
    end_of_day,
    opening_of,
    reminder_moments,
)

BERLIN = ZoneInfo("Europe/Berlin")


def local(moment: datetime, zone: ZoneInfo = BERLIN) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def test_round_opens_in_its_month_of_the_quarter() -> None:
    rhythm = Rhythm(months=(1, 2, 3, 1), opening_day=7, opening_hour=8)

    days = [
        local(opening_of(rhythm, quarter_of(date(2027, month, 1)), BERLIN))
        for month in (1, 4, 7, 10)
    ]

    assert days == ["2027-01-07 08:00", "2027-05-07 08:00", "2027-09-07 08:00", "2027-10-07 08:00"]


def test_quarter_across_new_year_opens_in_the_right_year() -> None:
    quarter = quarter_of(date(2026, 11, 1), fiscal_year_starts_in=2)

    months = [
        local(opening_of(Rhythm(months=(1, 1, 1, month)), quarter, BERLIN)) for month in (1, 2, 3)
    ]

    assert months == ["2026-11-05 09:00", "2026-12-05 09:00", "2027-01-05 09:00"]


@pytest.mark.parametrize(
    ("zone", "day", "hour", "expected"),
    [
        # Chile turns midnight into one o'clock.
        ("America/Santiago", date(2026, 9, 6), 0, "2026-09-06 01:00 -03"),
        # Lord Howe turns two into half past two.
        ("Australia/Lord_Howe", date(2026, 10, 4), 2, "2026-10-04 02:30 +11"),
        ("Europe/Berlin", date(2027, 3, 28), 2, "2027-03-28 03:00 CEST"),
        # Comes twice: the first one counts.
        ("Europe/Berlin", date(2026, 10, 25), 2, "2026-10-25 02:00 CEST"),
        ("America/Havana", date(2026, 11, 1), 0, "2026-11-01 00:00 CDT"),
        ("Africa/Cairo", date(2026, 4, 24), 0, "2026-04-24 01:00 EEST"),
    ],
)
def test_opening_at_an_hour_that_is_skipped_or_repeated(
    zone: str, day: date, hour: int, expected: str
) -> None:
    quarter = quarter_of(day, fiscal_year_starts_in=day.month)
    rhythm = Rhythm(opening_day=min(day.day, 28), opening_hour=hour)

    opening = opening_of(rhythm, quarter, ZoneInfo(zone))

    assert opening.tzinfo is UTC
    assert opening.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M %Z") == expected


def test_round_closes_in_the_last_minute_of_its_last_day_across_a_change_of_the_clocks() -> None:
    opening = datetime(2026, 10, 20, 9, tzinfo=BERLIN)

    closing = closing_of(Rhythm(days_open=14), opening, BERLIN)

    assert closing == datetime(2026, 11, 3, 22, 59, tzinfo=UTC)
    assert local(closing) == "2026-11-03 23:59"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Nuuk goes from 23:00 to midnight, and back from midnight to 23:00.
        (date(2026, 3, 28), "2026-03-28 22:59 -02"),
        (date(2026, 10, 24), "2026-10-24 23:59 -02"),
        (date(2026, 7, 1), "2026-07-01 23:59 -01"),
    ],
)
def test_end_of_a_day_stays_in_that_day(day: date, expected: str) -> None:
    zone = ZoneInfo("America/Nuuk")

    assert end_of_day(day, zone).astimezone(zone).strftime("%Y-%m-%d %H:%M %Z") == expected


def reminded(rhythm: Rhythm, launched: datetime, closes: datetime) -> list[str]:
    moments = reminder_moments(rhythm, launched_at=launched, closes_at=closes, zone=BERLIN)
    return [local(moment) for moment in moments]


OPENED = datetime(2027, 1, 5, 9, tzinfo=BERLIN)


def test_reminders_go_out_on_the_fifth_day_the_twelfth_and_two_days_before_the_end() -> None:
    closes = datetime(2027, 1, 25, 23, 59, tzinfo=BERLIN)

    assert reminded(Rhythm(), OPENED, closes) == [
        "2027-01-10 09:00",
        "2027-01-17 09:00",
        "2027-01-23 09:00",
    ]


def test_two_reminders_of_one_day_are_one() -> None:
    closes = datetime(2027, 1, 19, 23, 59, tzinfo=BERLIN)

    assert reminded(Rhythm(), OPENED, closes) == ["2027-01-10 09:00", "2027-01-17 09:00"]


def test_of_reminders_on_two_days_running_the_later_counts() -> None:
    closes = datetime(2027, 1, 20, 23, 59, tzinfo=BERLIN)

    assert reminded(Rhythm(), OPENED, closes) == ["2027-01-10 09:00", "2027-01-18 09:00"]


@pytest.mark.parametrize(("hours_before", "days"), [(0, []), (1, ["2027-01-06 09:00"])])
def test_nobody_is_reminded_within_a_day_of_the_launch(hours_before: int, days: list[str]) -> None:
    rhythm = Rhythm(first_reminder_day=1, second_reminder_day=None, last_reminder_days_before=None)
    launched = OPENED - timedelta(hours=hours_before)

    assert reminded(rhythm, launched, OPENED + timedelta(days=14)) == days


def test_reminders_count_from_the_day_of_the_launch_whatever_its_hour() -> None:
    launched = datetime(2027, 1, 8, 23, 50, tzinfo=BERLIN)
    closes = datetime(2027, 1, 30, 12, tzinfo=BERLIN)

    assert reminded(Rhythm(opening_hour=7), launched, closes) == [
        "2027-01-13 07:00",
        "2027-01-20 07:00",
        "2027-01-28 07:00",
    ]


def test_reminders_keep_their_hour_when_the_clocks_change() -> None:
    launched = datetime(2027, 3, 24, 9, tzinfo=BERLIN)
    closes = datetime(2027, 4, 20, 23, 59, tzinfo=BERLIN)

    assert reminded(Rhythm(), launched, closes)[0] == "2027-03-29 09:00"


def test_nobody_is_reminded_on_the_day_of_the_launch_or_after_the_closing() -> None:
    rhythm = Rhythm(first_reminder_day=1, second_reminder_day=4, last_reminder_days_before=3)
    closes = datetime(2027, 1, 8, 23, 59, tzinfo=BERLIN)

    assert reminded(rhythm, OPENED - timedelta(hours=3), closes) == ["2027-01-06 09:00"]


def test_reminder_at_the_very_moment_of_the_closing_is_none() -> None:
    rhythm = Rhythm(first_reminder_day=5, second_reminder_day=None, last_reminder_days_before=None)

    assert reminded(rhythm, OPENED, OPENED + timedelta(days=5)) == []
    assert reminded(rhythm, OPENED, OPENED + timedelta(days=5, minutes=1)) == ["2027-01-10 09:00"]


def test_reminders_that_are_off_are_not_sent() -> None:
    rhythm = Rhythm(
        first_reminder_day=None, second_reminder_day=None, last_reminder_days_before=None
    )

    assert reminded(rhythm, OPENED, OPENED + timedelta(days=20)) == []
