"""A comment whose writer may be contacted: who can leave one, and how far it has come."""

from enum import StrEnum
from typing import Final

from assessment.domain.audiences import Audience
from assessment.domain.language import translatable, translate

# Employees and managers are not asked to give their names to whom they work for.
AUDIENCES_HEARD: Final = (Audience.CUSTOMER, Audience.PARTNER)

LONGEST_ANSWER: Final = 1000  # so that the mail stays below 30 kB in any script


class ConcernState(StrEnum):
    NEW = "new"
    TAKEN = "taken"
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return translate(_LABELS[self])

    @property
    def waits(self) -> bool:
        """Whether somebody may still expect an answer."""
        return self in (self.NEW, self.TAKEN)


# Translators: how far a comment of a customer has come.
_LABELS: Final = {
    ConcernState.NEW: translatable("New"),
    ConcernState.TAKEN: translatable("Taken"),
    ConcernState.ANSWERED: translatable("Answered"),
    ConcernState.CLOSED: translatable("Closed"),
}
