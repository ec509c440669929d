"""The states of a round and the two promises it can make to executives."""

from enum import StrEnum


class RoundState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Promise(StrEnum):
    """What executives are told before the first question; fixed at launch."""

    ATTRIBUTED = "attributed"
    TOTALS_ONLY = "totals_only"

    @property
    def label(self) -> str:
        return {self.ATTRIBUTED: "Attributed", self.TOTALS_ONLY: "Totals only"}[self]

    @property
    def text(self) -> str:
        """The sentence shown to executives before the first question."""
        if self is Promise.ATTRIBUTED:
            return (
                "Your answers to the self-assessment are shown with your name to the leadership "
                "team and the customer experience leads after the round closes."
            )
        return (
            "Your answers are shown only as totals of at least five executives. "
            "Your name is not stored with them."
        )


def promise_to_others(minimum_group: int) -> str:
    """The sentence shown to everybody who is not an executive."""
    return (
        "Your answers are counted with those of others and shown only in groups of "
        f"{minimum_group} or more. Your name is not stored with them."
    )
