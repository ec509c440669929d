"""Time spent close to customers: what counts, its weeks, and how much the source advises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from assessment.domain.language import translate

RULE_OF_THUMB: Final = 4  # half hours a week: “two hours a week”, says the source
LONGEST_ENTRY: Final = 24  # half hours
LONGEST_DAY: Final = 48
LONGEST_NOTE: Final = 200
KEPT: Final = timedelta(days=365)
WEEKS_ASKED: Final = 4  # of the question about the last four weeks
WEEKS_DRAWN: Final = 13
MOST_ASKED: Final = 80  # half hours a week that the question takes
_WEEK: Final = timedelta(weeks=1)
_HALF: Final = "½"


class ImmersionKind(StrEnum):
    CALL = "call"
    FEEDBACK = "feedback"
    SHIFT = "shift"
    COUNCIL = "council"

    @property
    def label(self) -> str:
        return {
            self.CALL: translate("Call listened to"),
            self.FEEDBACK: translate("Feedback read"),
            self.SHIFT: translate("Support shift"),
            self.COUNCIL: translate("Customer council"),
        }[self]


@dataclass(frozen=True, slots=True)
class LoggedWeek:
    """A week from Monday to Sunday, and the half hours that were logged in it."""

    starts_on: date
    half_hours: int

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=6)

    @property
    def hours(self) -> str:
        return as_hours(self.half_hours)


def as_hours(half_hours: int) -> str:
    """Such as "½", "2" or "2½": read alike in every language."""
    whole, half = divmod(half_hours, 2)
    return f"{whole or ''}{_HALF}" if half else str(whole)


def as_number(half_hours: int) -> str:
    """Such as "0.5" or "2", as charts and their tables print numbers."""
    return f"{half_hours / 2:g}"


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def whole_weeks_before(
    today: date, half_hours: Mapping[date, int], count: int = WEEKS_ASKED
) -> tuple[LoggedWeek, ...]:
    """The latest weeks that are over, last week first; `half_hours` is keyed by Monday.

    On Wednesday 18 March 2026 last week is the one that began on 9 March.
    """
    mondays = [week_of(today) - _WEEK * number for number in range(1, count + 1)]
    return tuple(LoggedWeek(monday, half_hours.get(monday, 0)) for monday in mondays)


def weeks_until(
    today: date, half_hours: Mapping[date, int], count: int = WEEKS_DRAWN
) -> tuple[LoggedWeek, ...]:
    """The weeks that end with this one, the earliest first."""
    mondays = [week_of(today) - _WEEK * number for number in reversed(range(count))]
    return tuple(LoggedWeek(monday, half_hours.get(monday, 0)) for monday in mondays)
