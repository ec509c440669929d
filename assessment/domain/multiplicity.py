"""Which units' gaps are still detectable when many units are looked at side by side.

Source: Holm 1979, Scandinavian Journal of Statistics 6:65–70. One contrast is declared before
the data are seen, management against customers over the whole organization: it is not adjusted
and never handed to this module. Units are searched for the one that stands out, so they are.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.gaps import Gap
from assessment.domain.language import translatable, translate

Unit = TypeVar("Unit", bound=Hashable)

LEVEL: Final = 0.05  # of all units together: the chance that any gap found is not one


class Verdict(StrEnum):
    """What may be said of a unit's gap beside the other units; the value is its wording."""

    DETECTABLE = translatable("detectable gap")
    WORTH_A_LOOK = translatable("worth a look")

    @property
    def label(self) -> str:
        """The value in the reader's language."""
        return translate(self.value)


@dataclass(frozen=True, slots=True)
class UnitFinding:
    """A unit's gap among those of all units.

    `adjusted_p` is None where the unit is not part of the family, and `verdict` also where its
    gap cannot be told from none.
    """

    gap: Gap | None
    adjusted_p: float | None
    verdict: Verdict | None


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Holm's adjusted p-values, in the order given: .01, .04, .03 give .03, .06, .06.

    The smallest of m is multiplied by m, the next by m − 1 and so on; none falls below the one
    before it or rises above 1. Raises `ImpossibleCounts` for a p-value outside 0 to 1.
    """
    for p in p_values:
        if not 0 <= p <= 1:
            raise ImpossibleCounts(f"A p-value lies between 0 and 1, {p} does not.")
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        highest = max(highest, min(1.0, p_values[place] * (len(p_values) - rank)))
        adjusted[place] = highest
    return tuple(adjusted)


def unit_findings(gaps: Mapping[Unit, Gap | None]) -> dict[Unit, UnitFinding]:
    """Each unit's finding; None stands for a gap that is hidden.

    The family are the units whose gap has an interval. A hidden gap stays out of it, so that
    nothing about it follows from the verdicts of others; so does one between two censuses, which
    is exact. Two units with p = .01 and .04: adjusted .02 and .04, both detectable; with a third
    at .03 they are .03, .06 and .06, and the last two are worth a look.
    """
    family = {unit: gap.p for unit, gap in gaps.items() if gap is not None}
    p_values = {unit: p for unit, p in family.items() if p is not None}
    adjusted = dict(zip(p_values, holm(tuple(p_values.values())), strict=True))
    return {unit: _finding(gap, adjusted.get(unit)) for unit, gap in gaps.items()}


def _finding(gap: Gap | None, adjusted_p: float | None) -> UnitFinding:
    """Never more than the unit's own interval says, which may differ from p by a last digit."""
    if gap is None or adjusted_p is None or not gap.detectable:
        return UnitFinding(gap, adjusted_p, verdict=None)
    verdict = Verdict.DETECTABLE if adjusted_p < LEVEL else Verdict.WORTH_A_LOOK
    return UnitFinding(gap, adjusted_p, verdict)
