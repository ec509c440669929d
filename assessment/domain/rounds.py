"""The states of a round and the two promises it can make to executives."""

from enum import StrEnum


class RoundState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Promise(StrEnum):
    """What executives are told before the first question, in the words of `Promises`."""

    ATTRIBUTED = "attributed"
    TOTALS_ONLY = "totals_only"

    @property
    def label(self) -> str:
        return {self.ATTRIBUTED: "Attributed", self.TOTALS_ONLY: "Totals only"}[self]
