"""The quarterly meeting: how a contested sign can be settled, and what a decision says."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from assessment.domain.language import long_date, translatable, translate

LONGEST_NOTE: Final = 300
TIME_TO_FIND_OUT: Final = timedelta(days=14)  # what the form proposes


class Outcome(StrEnum):
    """What the people in the room say about a sign; `OPEN` takes an earlier decision back."""

    YES = "yes"
    NO = "no"
    FIND_OUT = "find-out"
    OPEN = "open"

    @property
    def label(self) -> str:
        return translate(_LABELS[self])

    @property
    def settles(self) -> bool:
        return self is not Outcome.OPEN


_LABELS: Final = {
    Outcome.YES: translatable("Yes"),
    Outcome.NO: translatable("No"),
    Outcome.FIND_OUT: translatable("Find out"),
    Outcome.OPEN: translatable("Not settled"),
}


def decision_sentence(outcome: Outcome, who: str = "", due_on: date | None = None) -> str:
    """What was decided, for the room, the minutes and the mail; `who` "" is not to be named.

    >>> decision_sentence(Outcome.FIND_OUT, "Dana Reyes", date(2026, 12, 4))
    'Dana Reyes finds out by 4 December 2026.'
    """
    if outcome is Outcome.YES:
        return translate("Yes, this holds.")
    if outcome is Outcome.NO:
        return translate("No, this does not hold.")
    if outcome is Outcome.OPEN or due_on is None:
        return translate("This was not settled.")
    if not who:
        return translate("Somebody finds out by {day}.").format(day=long_date(due_on))
    return translate("{who} finds out by {day}.").format(who=who, day=long_date(due_on))
