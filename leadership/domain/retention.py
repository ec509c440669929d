"""How long what is kept, as days of the calendar."""

from calendar import monthrange
from datetime import datetime, timedelta
from typing import Final

DAYS_OF_ENDED_INVITATIONS: Final = 30  # to join: accepted, taken back or expired
DAYS_OF_LEFT_ACCOUNTS: Final = 30  # sign-ins of people who are members of nothing any more
_A_YEAR_AND_A_DAY: Final = timedelta(days=367)  # the database refuses to delete younger entries


def months_before(moment: datetime, months: int) -> datetime:
    """The same time of day so many months earlier: 31 March less one month is 28 February."""
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, monthrange(years, month + 1)[1])
    return moment.replace(year=years, month=month + 1, day=day)


def audit_goes_before(now: datetime, months: int) -> datetime:
    return min(months_before(now, months), now - _A_YEAR_AND_A_DAY)
