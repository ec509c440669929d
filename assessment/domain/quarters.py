"""Quarters of an organization's fiscal year, and the local day on which something happened."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from assessment.domain.errors import UnknownCalendar


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three calendar months; `fiscal_year` is the year in which the fiscal year ends."""

    fiscal_year: int
    number: int
    starts_on: date
    ends_on: date

    @property
    def fiscal_year_starts_in(self) -> int:
        """The month, 1 to 12, in which the first quarter of this fiscal year starts."""
        return (self.starts_on.month - 1 - 3 * (self.number - 1)) % 12 + 1

    @property
    def label(self) -> str:
        """Such as "Q4 2026", or "Q3 FY2027" where the fiscal year is not the calendar year."""
        prefix = "" if self.fiscal_year_starts_in == 1 else "FY"
        return f"Q{self.number} {prefix}{self.fiscal_year}"

    def next(self) -> Self:
        """The quarter that starts on the day after this one ends."""
        return type(self).containing(self.ends_on + timedelta(days=1), self.fiscal_year_starts_in)

    def previous(self) -> Self:
        """The quarter that ends on the day before this one starts."""
        return type(self).containing(self.starts_on - timedelta(days=1), self.fiscal_year_starts_in)

    @classmethod
    def containing(cls, day: date, fiscal_year_starts_in: int) -> Self:
        """As `quarter_of`, which is the name to use elsewhere."""
        months_in = (day.month - fiscal_year_starts_in) % 12
        first = _month_after(day, -(months_in % 3))
        last_month = _month_after(first, 2)
        year_starts_on = _month_after(day, -months_in)
        return cls(
            fiscal_year=year_starts_on.year + (fiscal_year_starts_in != 1),
            number=months_in // 3 + 1,
            starts_on=first,
            ends_on=last_month.replace(day=_days_in(last_month)),
        )


def quarter_of(day: date, *, fiscal_year_starts_in: int = 1) -> Quarter:
    """The quarter that holds `day`, for a fiscal year starting in that month (1 to 12).

    With a fiscal year from July, 15 February 2027 lies in Q3 FY2027, 1 January to 31 March.
    """
    if not 1 <= fiscal_year_starts_in <= 12:
        raise UnknownCalendar(
            f"A fiscal year starts in a month from 1 to 12, not in {fiscal_year_starts_in}."
        )
    return Quarter.containing(day, fiscal_year_starts_in)


def local_day(moment: datetime, time_zone_name: str) -> date:
    """The calendar day that `moment` falls on in a time zone such as "Europe/Berlin"."""
    if moment.tzinfo is None:
        raise UnknownCalendar("A moment without a time zone falls on no particular day.")
    try:
        zone = ZoneInfo(time_zone_name)
    except (ValueError, OSError, KeyError) as error:  # what zoneinfo raises for odd names
        raise UnknownCalendar(
            f"“{time_zone_name}” is not a time zone. Use a name such as “Europe/Berlin”."
        ) from error
    return moment.astimezone(zone).date()


def _month_after(day: date, months: int) -> date:
    """The first day of the month that lies `months` after (or before) the month of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _days_in(first_of_month: date) -> int:
    return monthrange(first_of_month.year, first_of_month.month)[1]
