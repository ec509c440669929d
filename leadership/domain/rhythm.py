"""When rounds open, remind and close: the plan of an organization, in its own time zone."""

from dataclasses import dataclass


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
