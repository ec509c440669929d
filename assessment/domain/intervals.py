"""Confidence intervals of shares and of their differences, from counts and the standard library.

Sources: Newcombe 1998, Statistics in Medicine 17:857–872 (Wilson's interval of one share) and
17:873–890 (the difference of two shares, method 10). Shares and bounds run from 0 to 1 here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import erfc, hypot, sqrt
from statistics import NormalDist
from typing import Self, TypeAlias

from assessment.domain.errors import ImpossibleCounts, NoValidAnswers

Interval: TypeAlias = tuple[float, float]

Z_95 = 1.959963984540054  # to the last digit, where `NormalDist` stops one short of it
LARGEST_Z = 40.0  # beyond it the p-value is smaller than any float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the interval drawn around it; all three in the same unit."""

    value: float
    lower: float
    upper: float

    @classmethod
    def exact(cls, value: float) -> Self:
        """A figure known without error, such as a census: its interval has no width."""
        return cls(value, value, value)


def wilson(x: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Wilson's interval of the share x of n: 81 of 263 gives .2553 to .3662.

    The bound is exactly 0 below when x = 0 and exactly 1 above when x = n. Raises
    `NoValidAnswers` when n = 0 and `ImpossibleCounts` unless 0 <= x <= n are whole numbers.
    """
    check_counts(x, n)
    return _wilson_at(x / n, n, z_of(confidence))


def wilson_of_share(share: float, n: float, *, confidence: float = 0.95) -> Interval:
    """Wilson's interval of a share on an effective sample size, which need not be whole.

    A weighted share of .170 on n_eff = 89.8 gives .106 to .261.
    """
    if not 0 <= share <= 1:
        raise ImpossibleCounts(f"A share lies between 0 and 1, {share} does not.")
    if n <= 0:
        raise NoValidAnswers("There is no interval without an answer.")
    return _wilson_at(share, n, z_of(confidence))


def wilson_finite_population(
    x: int, n: int, population: int, *, confidence: float = 0.95
) -> Interval:
    """Wilson's interval when the n answers are a large part of a population of known size.

    Uses n' = n(N − 1)/(N − n) for n: 22 of 40 out of 50 gives .480 to .618 (.398 to .693
    without). When everybody answered the width is 0. Meant for response rates of 90 % and more,
    which the caller decides; below that, who stayed silent matters more than how many.
    """
    check_counts(x, n)
    return _finite_at(x, n, population, z_of(confidence))


def newcombe(x1: int, n1: int, x2: int, n2: int, *, confidence: float = 0.95) -> Interval:
    """Newcombe's interval (method 10) of x1/n1 − x2/n2: 56/70 − 48/80 gives .0524 to .3339."""
    z = z_of(confidence)
    first, second = _estimate(x1, n1, z, None), _estimate(x2, n2, z, None)
    return _within(square_and_add(first, second), -1.0, 1.0)


def square_and_add(first: Estimate, second: Estimate) -> Interval:
    """The interval of first − second, for two independent figures in the same unit.

    Newcombe's method 10 without its proportions, so that it also takes a census or, for the
    change of a gap, two gaps: (17/65 − 17/75) − (18/72 − 16/65) gives −.1687 to .2343.
    """
    difference = first.value - second.value
    return (
        difference - hypot(first.value - first.lower, second.upper - second.value),
        difference + hypot(first.upper - first.value, second.value - second.lower),
    )


def estimate(
    x: int, n: int, *, population: int | None = None, confidence: float = 0.95
) -> Estimate:
    """The share x of n with Wilson's interval, narrowed for a known population.

    A population of n is a census, and its interval has no width.
    """
    return _estimate(x, n, z_of(confidence), population)


def gap_p(
    x1: int,
    n1: int,
    x2: int,
    n2: int,
    *,
    first_population: int | None = None,
    second_population: int | None = None,
) -> float:
    """The α at which the interval drawn around x1/n1 − x2/n2 touches 0: 56/70 − 48/80 gives .0081.

    Text and picture agree by construction: p < .05 exactly when the 95 % interval excludes 0.
    A population is known as in `estimate`; with two censuses nothing is uncertain: p is 0, or 1
    where the shares are equal.
    """

    def nearest_to_zero(z: float) -> float:
        first = _estimate(x1, n1, z, first_population)
        second = _estimate(x2, n2, z, second_population)
        lower, upper = square_and_add(first, second)
        return lower if x1 * n2 > x2 * n1 else -upper

    check_counts(x1, n1)
    check_counts(x2, n2)
    if x1 * n2 == x2 * n1:
        return 1.0
    return erfc(_first_z_not_above_zero(nearest_to_zero) / sqrt(2))


def z_of(confidence: float) -> float:
    """The two-sided normal quantile: .95 gives 1.959963984540054."""
    if not 0 < confidence < 1:
        raise ImpossibleCounts(f"A confidence lies between 0 and 1, {confidence} does not.")
    return Z_95 if confidence == 0.95 else NormalDist().inv_cdf((1 + confidence) / 2)


def check_counts(x: int, n: int) -> None:
    """Raise unless x out of n can be a count of answers and there is at least one."""
    if (
        isinstance(x, bool)
        or isinstance(n, bool)
        or not (isinstance(x, int) and isinstance(n, int))
    ):
        raise ImpossibleCounts(f"Answers are counted in whole numbers, not {x!r} of {n!r}.")
    if n == 0 and x == 0:
        raise NoValidAnswers("There is no interval without an answer. Say “no answers” instead.")
    if not 0 <= x <= n:
        raise ImpossibleCounts(f"{x} of {n} answers is impossible: count between 0 and {n}.")


def _estimate(x: int, n: int, z: float, population: int | None) -> Estimate:
    check_counts(x, n)
    if population is None:
        return Estimate(x / n, *_wilson_at(x / n, n, z))
    return Estimate(x / n, *_finite_at(x, n, population, z))


def _finite_at(x: int, n: int, population: int, z: float) -> Interval:
    if population < n:
        raise ImpossibleCounts(f"{n} people cannot have answered out of {population}.")
    if population == n:
        return (x / n, x / n)
    return _wilson_at(x / n, n * (population - 1) / (population - n), z)


def _wilson_at(p: float, n: float, z: float) -> Interval:
    shrink = 1 + z * z / n
    centre = (p + z * z / (2 * n)) / shrink
    half_width = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink
    lower = 0.0 if p == 0 else max(0.0, min(p, centre - half_width))
    upper = 1.0 if p == 1 else min(1.0, max(p, centre + half_width))
    return lower, upper


def _within(interval: Interval, least: float, most: float) -> Interval:
    """Undo the last digit of rounding that can push a bound past what is possible."""
    return max(least, interval[0]), min(most, interval[1])


def _first_z_not_above_zero(bound: Callable[[float], float]) -> float:
    """Halve towards the z at which a falling bound reaches 0; `LARGEST_Z` where it never does."""
    low, high = 0.0, LARGEST_Z
    if bound(high) > 0:
        return high
    while (middle := (low + high) / 2) not in (low, high):
        if bound(middle) > 0:
            low = middle
        else:
            high = middle
    return high
