"""What evidence adds to the published sums of rounds of totals: its giver’s own yes, by name.

In each such round the reviewers may learn of one executive a question that they said yes. Here it
is one question over all rounds.
"""

from collections.abc import Collection, Sequence
from random import Random

from tests.audit.oracle import exposed
from tests.audit.organizations import RoundHeld
from tests.audit.publication import Shown, published_with_evidence, together


def told_by_evidence(held: Sequence[RoundHeld], chance: Random) -> list[frozenset[int]]:
    """Small groups whose sum follows from all rounds and their givers, and not without the givers.

    For a reader who supposes that nobody changed their mind.
    """
    return beside(*published_with_evidence(held, chance))


def beside(rounds: Sequence[Shown], givers: Collection[int]) -> list[frozenset[int]]:
    """The same for these givers, whoever let them show their evidence."""
    k = max(one.held.promises.k for one in rounds)
    sums = together(rounds)["self-assessment"]
    before = set(exposed(sums, k=k))
    found = exposed([people - frozenset(givers) for people in sums], k=k)
    return [group for group in found if group not in before]
