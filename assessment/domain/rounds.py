"""The states of a round and the two promises it can make to executives."""

from enum import StrEnum

from assessment.domain.language import translate


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
        return {
            # Translators: the promise of a round: executives’ answers are shown by name.
            self.ATTRIBUTED: translate("Attributed"),
            # Translators: the promise of a round: executives’ answers are shown in totals only.
            self.TOTALS_ONLY: translate("Totals only"),
        }[self]
