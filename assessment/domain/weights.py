"""A share weighted by unit, for when some units answered far more readily than others.

Post-stratification: every unit counts as much as it has people, however many of them answered.
For samples only. Executives are never weighted, alone or as a part of management: they are a
census, and each speaks for one person. So nothing here takes an audience or a sign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from assessment.domain.disclosure import Hidden
from assessment.domain.errors import ImpossibleCounts
from assessment.domain.intervals import Interval, wilson_of_share
from assessment.domain.shares import Share, pooled

FEWEST_ANSWERS: Final = 10  # valid ones, of every unit
LARGEST_RATIO: Final = 5  # of the largest weight to the smallest


class WhyNot(StrEnum):
    """Why a share is not weighted; the value is its wording."""

    HIDDEN_UNIT = "the answers of a unit are hidden"
    UNKNOWN_POPULATION = "it is not known how many people every unit has"
    NO_ANSWERS = "no answers"
    SILENT_UNIT = "a unit has not answered"
    SMALL_UNIT = "a unit has fewer than ten answers"
    UNEVEN = "one answer would count more than five times as much as another"


@dataclass(frozen=True, slots=True)
class Stratum:
    """A unit: how many people it has, None where nobody knows, and what they answered.

    Small units merged into one are one stratum, with the people of all of them.
    """

    population: int | None
    share: Share | Hidden

    def __post_init__(self) -> None:
        if self.population is None or isinstance(self.share, Hidden):
            return
        given = self.share.n + self.share.dont_know
        if self.population < given:
            raise ImpossibleCounts(f"{given} answers cannot come from {self.population} people.")


@dataclass(frozen=True, slots=True)
class Weighted:
    """The weighted share, 0 to 1, and the unweighted one it is always shown beside.

    `n_eff` is the effective sample size: as many answers as would tell as much unweighted.
    """

    value: Fraction
    n_eff: Fraction
    unweighted: Share

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 % interval on the effective sample size; None for a census."""
        if self.unweighted.census:
            return None
        return wilson_of_share(float(self.value), float(self.n_eff))


def weighted(strata: Sequence[Stratum]) -> Weighted | WhyNot:
    """The share with every unit weighted by its people, or the first reason not to, as listed.

    w_h = (N_h/N)/(n_h/n) and n_eff = (Σw)²/Σw², over the valid answers. N 600, 300, 100 with 4 of
    40, 10 of 50, 15 of 30: 24.2 % unweighted, 17.0 % weighted, n_eff 89.8, 10.6 % to 26.1 %.

    A unit whose answers are hidden must be given as `Hidden`: beside the unweighted share a
    weighted one is a second equation about the same answers, and two solve what one protects.
    Units without people count for nothing.
    """
    if any(isinstance(stratum.share, Hidden) for stratum in strata):
        return WhyNot.HIDDEN_UNIT
    units = [(s.population, s.share) for s in strata if isinstance(s.share, Share)]
    known = [(people, share) for people, share in units if people is not None]
    if len(known) < len(units):
        return WhyNot.UNKNOWN_POPULATION
    return _weighted([(people, share) for people, share in known if people])


def _weighted(units: list[tuple[int, Share]]) -> Weighted | WhyNot:
    reason = _why_not(units)
    if reason is not None:
        return reason
    everybody = sum(people for people, _ in units)
    parts = [(Fraction(people, everybody), share) for people, share in units]
    return Weighted(
        value=sum((part * Fraction(share.x, share.n) for part, share in parts), Fraction(0)),
        n_eff=1 / sum((part**2 / share.n for part, share in parts), Fraction(0)),
        unweighted=pooled(*(share for _, share in units)),
    )


def _why_not(units: list[tuple[int, Share]]) -> WhyNot | None:
    fewest = min((share.n for _, share in units), default=0)
    if not any(share.n for _, share in units):
        return WhyNot.NO_ANSWERS
    if fewest < FEWEST_ANSWERS:
        return WhyNot.SMALL_UNIT if fewest else WhyNot.SILENT_UNIT
    weights = [Fraction(people, share.n) for people, share in units]
    return WhyNot.UNEVEN if max(weights) > LARGEST_RATIO * min(weights) else None
