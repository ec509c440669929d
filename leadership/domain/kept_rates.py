"""The kept rate of a quarter: how many of the commitments due in it were kept in time.

A commitment counts in the quarter in which its day lies. It was kept when its people say that it
was done on that day or before. Done later, missed, given up after its day, or still open after
it: all of these were not kept. What is given up by its day does not count, nor what is not due
yet; both are said beside the rate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from assessment.domain.figures import rounded
from assessment.domain.language import percentage, translate, translate_plural
from leadership.domain.commitments import CommitmentState, Term

FEW: Final = 10  # below this many no percentage stands alone


class Verdict(StrEnum):
    """How a commitment counts on a day."""

    KEPT = "kept"
    LATE = "late"
    NOT_KEPT = "not-kept"
    WITHDRAWN = "withdrawn"
    NOT_DUE = "not-due"


@dataclass(frozen=True, slots=True)
class KeptRate:
    """How often each verdict was found among some commitments."""

    kept: int = 0
    late: int = 0
    not_kept: int = 0
    withdrawn: int = 0
    not_due: int = 0

    @property
    def due(self) -> int:
        """How many count: those whose day is over or that were settled before it."""
        return self.kept + self.late + self.not_kept

    @property
    def share(self) -> Fraction | None:
        """Kept of due; None while nothing was due."""
        return Fraction(self.kept, self.due) if self.due else None

    @property
    def text(self) -> str:
        """Such as “3 of 5”, from ten on “70% (7 of 10)”."""
        if self.share is None:
            return translate("none was due")
        counts = translate("{kept} of {due}").format(kept=self.kept, due=self.due)
        if self.due < FEW:
            return counts
        return f"{percentage(rounded(self.share * 100))} ({counts})"

    @property
    def beside(self) -> tuple[str, ...]:
        """What the rate does not say: how many came late, were withdrawn or are not due yet."""
        told = (
            (self.late, translate_plural("{count} kept late", "{count} kept late", self.late)),
            (
                self.withdrawn,
                translate_plural("{count} withdrawn", "{count} withdrawn", self.withdrawn),
            ),
            (
                self.not_due,
                translate_plural("{count} not due yet", "{count} not due yet", self.not_due),
            ),
        )
        return tuple(text.format(count=count) for count, text in told if count)


def verdict_on(term: Term, today: date) -> Verdict:
    """How a commitment counts on `today`.

    Due on Monday: open on Monday it is not due, on Tuesday not kept; kept on Tuesday it is late.
    """
    if term.state is CommitmentState.KEPT:
        return Verdict.LATE if term.closed_after_its_day else Verdict.KEPT
    if term.state is CommitmentState.DROPPED and not term.closed_after_its_day:
        return Verdict.WITHDRAWN
    if term.state is CommitmentState.OPEN and today <= term.due_on:
        return Verdict.NOT_DUE
    return Verdict.NOT_KEPT


def kept_rate(terms: Iterable[Term], today: date) -> KeptRate:
    """The rate of these commitments on `today`, whatever their order."""
    found = [verdict_on(term, today) for term in terms]
    return KeptRate(
        kept=found.count(Verdict.KEPT),
        late=found.count(Verdict.LATE),
        not_kept=found.count(Verdict.NOT_KEPT),
        withdrawn=found.count(Verdict.WITHDRAWN),
        not_due=found.count(Verdict.NOT_DUE),
    )


class Outcome(StrEnum):
    """What a sign did after a commitment about it was closed.

    `FLIPPED`: it was not agreed in the round that was answered, and is in the first round that
    asked after the closing. `STILL_OPEN`: neither then nor now. `LOST`: it was agreed and is no
    longer. `HELD`: agreed in both. None of them is known before that round has closed, or where
    one of the two is hidden from the reader or asked in other words.
    """

    FLIPPED = "flipped"
    STILL_OPEN = "still-open"
    HELD = "held"
    LOST = "lost"


def outcome_of(*, was_agreed: bool, is_agreed: bool) -> Outcome:
    if is_agreed:
        return Outcome.HELD if was_agreed else Outcome.FLIPPED
    return Outcome.LOST if was_agreed else Outcome.STILL_OPEN


def outcome_text(outcome: Outcome, label: str) -> str:
    """What the sign did, as a sentence; `label` is the round that asked after the closing."""
    said = {
        Outcome.FLIPPED: translate("In {label} the sign is newly agreed."),
        Outcome.STILL_OPEN: translate("In {label} the sign is still not agreed."),
        Outcome.HELD: translate("In {label} the sign is agreed, as it was before."),
        Outcome.LOST: translate("In {label} the sign is no longer agreed."),
    }
    return said[outcome].format(label=label)
