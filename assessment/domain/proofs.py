"""What stands behind a yes besides the word of those who gave it, and the evidenced number.

Who gave evidence and who reviewed it is not known here: only, for each question, how far it got.
"""

from collections.abc import Iterable
from enum import StrEnum

from assessment.domain.signs import SignCounts, is_agreed


class Proof(StrEnum):
    """How far the evidence for a question got in a round."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    STALE = "stale"  # accepted in an earlier round, and not yet in this one
    NONE = "none"


def proof_of(counts: SignCounts, found: Proof) -> Proof | None:
    """What stands behind a sign; None where it is not agreed, because evidence never agrees.

    Evidence that somebody shows for a sign on which the executives are split says who of them is
    right, and makes no sign agreed.
    """
    return found if is_agreed(counts) else None


def evidenced(signs: Iterable[tuple[SignCounts, Proof]]) -> int:
    """The agreed signs whose evidence was accepted in this round, 0 to 8.

    Of eight signs six are agreed; evidence for five of these and for a contested one is accepted:
    five are evidenced. One that is agreed and was accepted a quarter ago is stale and not counted.
    """
    return sum(proof_of(counts, found) is Proof.ACCEPTED for counts, found in signs)
