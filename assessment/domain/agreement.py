"""How far executives agree on an ordered scale: counts, mean, spread and the a_wg index.

Source: Brown & Hauenstein 2005, Organizational Research Methods 8:165–184. For the five points of
p2 to p7; never for yes and no, whose split is told by `signs.disagreement`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from assessment.domain.shares import FIVE_POINTS, Distribution, distribution


class Undefined(StrEnum):
    """Why there is no index of agreement; the value is its wording."""

    NO_ANSWERS = "no answers"
    ONE_ANSWER = "one answer agrees with nobody"
    MEAN_TOO_EXTREME = "the mean is too close to an end of the scale"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The answers of k people on one item; don't know is counted in `answers`, never in k.

    `variance` divides by k − 1. `undefined` says why `a_wg` is None. Whether it may be shown is
    a matter of the counts it rests on: from them all of it follows.
    """

    answers: Distribution
    mean: Fraction | None
    variance: Fraction | None
    a_wg: Fraction | None
    undefined: Undefined | None

    @property
    def k(self) -> int:
        """How many people gave a valid answer."""
        return self.answers.n

    @property
    def sd(self) -> float | None:
        """The sample standard deviation, in points of the scale; None below two answers."""
        return None if self.variance is None else sqrt(self.variance)


def agreement(counts: Mapping[str, int]) -> Agreement:
    """From −1, as far apart as their mean allows, to 1, all of one mind; exact.

    a_wg = 1 − 2s²/[((H + L)M − M² − HL)·k/(k − 1)], where M is the mean and the scale runs from
    L to H: 2, 3, 3, 4, 3, 3, 2, 4 gives 3/4 and 5, 5, 5, 5, 1 gives −1. When M is L or H it is 1;
    outside [(L(k − 1) + H)/k, (H(k − 1) + L)/k] not even one person could hold the opposite end,
    so it is undefined. Raises `ImpossibleCounts` for a code that is not on the scale.
    """
    answers = distribution(counts)
    if answers.n == 0:
        return Agreement(answers, None, None, None, Undefined.NO_ANSWERS)
    points = [(int(code), count) for code, count in zip(answers.codes, answers.counts, strict=True)]
    mean = Fraction(sum(point * count for point, count in points), answers.n)
    if answers.n == 1:
        return Agreement(answers, mean, None, None, Undefined.ONE_ANSWER)
    squares = sum(((point - mean) ** 2 * count for point, count in points), Fraction(0))
    variance = squares / (answers.n - 1)
    a_wg = _a_wg(mean, variance, answers.n)
    undefined = Undefined.MEAN_TOO_EXTREME if a_wg is None else None
    return Agreement(answers, mean, variance, a_wg, undefined)


def _a_wg(mean: Fraction, variance: Fraction, k: int) -> Fraction | None:
    low, high = int(FIVE_POINTS[0]), int(FIVE_POINTS[-1])
    if mean in (low, high):
        return Fraction(1)
    if not low * (k - 1) + high <= mean * k <= high * (k - 1) + low:
        return None
    largest_variance = (high - mean) * (mean - low) * Fraction(k, k - 1)
    return 1 - 2 * variance / largest_variance
