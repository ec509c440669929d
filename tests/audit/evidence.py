"""What evidence adds to the published sums of rounds of totals: its giver’s own yes, by name.

In each such round the reviewers may learn of one executive a question that they said yes. Here it
is one question over all rounds, with a giver drawn wherever the product would release a piece:
agreed or not, because who agrees is not modelled.
"""

from collections.abc import Sequence
from random import Random

from tests.audit.oracle import exposed
from tests.audit.publication import Shown


def within_rounds(rounds: Sequence[Shown], chance: Random) -> list[frozenset[int]]:
    """Small groups beside the giver whose sum follows from the giver’s round alone."""
    return [
        group
        for one in rounds
        for giver in _givers([one], chance)
        for group in exposed([one.executives - {giver}], k=one.held.promises.k)
    ]


def over_rounds(rounds: Sequence[Shown], chance: Random) -> list[frozenset[int]]:
    """Those that follow from all rounds and their givers, and not without the givers.

    For a reader who supposes that nobody changed their mind.
    """
    totals = [one for one in rounds if _takes_part(one)]
    if not totals:
        return []
    k = max(one.held.promises.k for one in totals)
    givers = frozenset(_givers(totals, chance))
    sums = [one.executives for one in totals]
    before = set(exposed(sums, k=k))
    found = exposed([people - givers for people in sums], k=k)
    return [group for group in found if group not in before]


def _givers(rounds: Sequence[Shown], chance: Random) -> list[int]:
    """One in each round in which enough have answered beside them and the givers before."""
    known: list[int] = []
    for one in rounds:
        if not _takes_part(one):
            continue
        giver = chance.choice(sorted(one.executives))
        if len(one.executives) - len({*known, giver}) >= one.held.promises.k:
            known.append(giver)
    return known


def _takes_part(one: Shown) -> bool:
    return bool(one.executives) and not one.held.promises.names_executives
