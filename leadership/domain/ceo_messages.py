"""A message to the chief executive: who may write one, what of it is kept, how it was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from statistics import median
from typing import Final

from assessment.domain.audiences import Audience
from assessment.domain.language import translate
from assessment.domain.quarters import quarter_of

# Employees and managers answer to whom they would write to; they have other ways.
AUDIENCES_WRITING: Final = (Audience.CUSTOMER, Audience.PARTNER)
LONGEST_MESSAGE: Final = 2000
LONGEST_ANSWER: Final = 1000  # so that the mail stays below 30 kB in any script
QUARTERS_KEPT: Final = 4  # besides the one in which it came
FEWEST_FOR_A_SHARE: Final = 10
MOST_A_DAY: Final = 3  # under one link
MOST_UNREAD: Final = 1000  # in one organization


class Standing(StrEnum):
    """How far a message has come, for its reader."""

    UNREAD = "unread"
    READ = "read"
    ANSWERED = "answered"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        return {
            self.UNREAD: translate("Unread"),
            self.READ: translate("Read"),
            self.ANSWERED: translate("Answered"),
            self.ARCHIVED: translate("Archived"),
        }[self]


@dataclass(frozen=True, slots=True)
class Answering:
    """How messages of a quarter were answered; `days` of those that were, in no order."""

    received: int
    answerable: int
    days: tuple[int, ...]

    @property
    def answered(self) -> int:
        return len(self.days)

    @property
    def median_days(self) -> Fraction | None:
        return Fraction(median(self.days)) if self.days else None

    @property
    def share(self) -> Fraction | None:
        """0 to 1; None where a count says it better."""
        if self.answerable < FEWEST_FOR_A_SHARE:
            return None
        return Fraction(self.answered, self.answerable)


def day_kept(received_on: date, *, has_address: bool) -> date:
    """The day that is stored: of a message without an address only its month.

    Who answered on which day is known to those who run rounds; a day would lead from there.
    """
    return received_on if has_address else received_on.replace(day=1)


def forgotten_before(today: date, fiscal_year_starts_in: int) -> date:
    """What came before this day is erased, a whole quarter at once, so that no number erodes."""
    quarter = quarter_of(today, fiscal_year_starts_in=fiscal_year_starts_in)
    for _ in range(QUARTERS_KEPT):
        quarter = quarter.previous()
    return quarter.starts_on


def answering(days: Sequence[tuple[date, date | None]], received: int) -> Answering:
    """`days` holds when each message with an address came and was answered."""
    return Answering(
        received=received,
        answerable=len(days),
        days=tuple((answered - came).days for came, answered in days if answered),
    )
