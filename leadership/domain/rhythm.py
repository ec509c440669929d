"""When rounds open, remind and close: the plan of an organization, in its own time zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from assessment.domain.quarters import Quarter

_LAST_MINUTE = time(23, 59)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One round a quarter; `months` holds for each fiscal quarter the month in it, 1 to 3.

    Reminders that are None are not sent. Days count from the day of the opening or the closing.
    """

    months: tuple[int, ...] = (1, 1, 1, 1)
    opening_day: int = 5
    opening_hour: int = 9
    days_open: int = 14
    first_reminder_day: int | None = 5
    second_reminder_day: int | None = 12
    last_reminder_days_before: int | None = 2


def opening_day_of(rhythm: Rhythm, quarter: Quarter) -> date:
    """The day on which the round of a quarter opens."""
    month = quarter.starts_on.month - 1 + rhythm.months[quarter.number - 1] - 1
    return date(quarter.starts_on.year + month // 12, month % 12 + 1, rhythm.opening_day)


def opening_of(rhythm: Rhythm, quarter: Quarter, zone: ZoneInfo) -> datetime:
    """When the round of a quarter opens; an hour that the clocks skip moves forward."""
    return _moment(opening_day_of(rhythm, quarter), time(rhythm.opening_hour), zone)


def closing_of(rhythm: Rhythm, opening: datetime, zone: ZoneInfo) -> datetime:
    """The last minute of the last day to answer."""
    return end_of_day(opening.astimezone(zone).date() + timedelta(rhythm.days_open), zone)


def reminder_moments(
    rhythm: Rhythm, *, launched_at: datetime, closes_at: datetime, zone: ZoneInfo
) -> tuple[datetime, ...]:
    """When those who have not answered are reminded, the earliest first.

    At the hour of the opening, never at or after the closing. Nobody is written to twice within
    24 hours, so that a reminder a day after the launch would reach nobody; of two days running
    the later one counts.
    """
    launched_on = launched_at.astimezone(zone).date()
    closes_on = closes_at.astimezone(zone).date()
    days = {launched_on + timedelta(after) for after in _days_after(rhythm)}
    if rhythm.last_reminder_days_before is not None:
        days.add(closes_on - timedelta(rhythm.last_reminder_days_before))
    hour = time(rhythm.opening_hour)
    moments = {day: _moment(day, hour, zone) for day in sorted(days)}
    invited_at = _in_utc(launched_at)
    in_time = {
        day: moment for day, moment in moments.items() if invited_at + _DAY < moment < closes_at
    }
    return tuple(moment for day, moment in in_time.items() if day + _DAY not in in_time)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last minute of a local day: the second where it comes twice, earlier where skipped."""
    return _in_utc(datetime.combine(day, _LAST_MINUTE.replace(fold=1), tzinfo=zone))


def _days_after(rhythm: Rhythm) -> tuple[int, ...]:
    days = (rhythm.first_reminder_day, rhythm.second_reminder_day)
    return tuple(day for day in days if day is not None)


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """A local time as a moment: the first where it comes twice, later where it is skipped."""
    return _in_utc(datetime.combine(day, at, tzinfo=zone))


def _in_utc(local: datetime) -> datetime:
    """Two moments of one zone would compare by their wall clocks; in UTC they do not."""
    return local.astimezone(UTC)
