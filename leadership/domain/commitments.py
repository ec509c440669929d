"""What somebody promised to do about an answer that falls short: how it stands, and when."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from assessment.domain.language import translate

LONGEST_WHAT: Final = 300
LONGEST_NOTE: Final = 2000
DUE_SOON: Final = timedelta(days=7)


class CommitmentState(StrEnum):
    """What its people say became of it."""

    OPEN = "open"
    KEPT = "kept"
    MISSED = "missed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return {
            self.OPEN: translate("Open"),
            self.KEPT: translate("Kept"),
            self.MISSED: translate("Missed"),
            self.DROPPED: translate("Dropped"),
        }[self]


class Standing(StrEnum):
    """How it stands on a day: the state, with the time that an open one has left."""

    OPEN = "open"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    KEPT = "kept"
    KEPT_LATE = "kept-late"
    MISSED = "missed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return {
            self.OPEN: translate("Open"),
            self.DUE_SOON: translate("Due soon"),
            self.OVERDUE: translate("Overdue"),
            self.KEPT: translate("Kept"),
            self.KEPT_LATE: translate("Kept late"),
            self.MISSED: translate("Missed"),
            self.DROPPED: translate("Dropped"),
        }[self]

    @property
    def is_open(self) -> bool:
        return self in (self.OPEN, self.DUE_SOON, self.OVERDUE)


@dataclass(frozen=True, slots=True)
class Term:
    """All that decides how a commitment stands; `closed_on` is None while it is open."""

    state: CommitmentState
    due_on: date
    closed_on: date | None

    def standing(self, today: date) -> Standing:
        """How it stands on `today`: the due day itself is still in time."""
        if self.state is CommitmentState.OPEN:
            if today > self.due_on:
                return Standing.OVERDUE
            return Standing.DUE_SOON if self.due_on - today <= DUE_SOON else Standing.OPEN
        if self.state is CommitmentState.KEPT and self.closed_after_its_day:
            return Standing.KEPT_LATE
        return Standing(self.state.value)

    @property
    def closed_after_its_day(self) -> bool:
        return self.closed_on is not None and self.closed_on > self.due_on
