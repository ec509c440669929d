"""The gap between what management and what customers say, its interval, and the prediction of it.

All figures of this module are in percentage points; positive means that management flatters
itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.intervals import Estimate, Interval, gap_p, square_and_add
from assessment.domain.shares import NoInterval, Share


@dataclass(frozen=True, slots=True)
class Gap:
    """Management's share less the customers' share.

    Management as a census, 28 of 50, against 36 of 300 customers: 44 points, 39.8 to 47.2.
    """

    management: Share
    customers: Share

    @property
    def points(self) -> Fraction | None:
        """The gap, exact; None when either side has no valid answer."""
        if self.management.value is None or self.customers.value is None:
            return None
        return (self.management.value - self.customers.value) * 100

    @property
    def no_interval(self) -> NoInterval | None:
        """Why there is no interval, or None when there is one."""
        if self.points is None:
            return NoInterval.NO_ANSWERS
        both = self.management.census and self.customers.census
        return NoInterval.CENSUS if both else None

    @property
    def estimate(self) -> Estimate | None:
        """The gap in points with its interval, of no width when both sides are a census."""
        management, customers = self.management.estimate, self.customers.estimate
        if management is None or customers is None:
            return None
        lower, upper = square_and_add(management, customers)
        return Estimate((management.value - customers.value) * 100, lower * 100, upper * 100)

    @property
    def interval(self) -> Interval | None:
        """Newcombe's 95 % interval; None when either side is empty or both are a census."""
        return _bounds(self.estimate) if self.no_interval is None else None

    @property
    def detectable(self) -> bool | None:
        """Whether the interval excludes 0; None without an interval."""
        return _excludes_zero(self.interval)

    @property
    def p(self) -> float | None:
        """The α at which the interval touches 0; None without an interval."""
        if self.no_interval is not None:
            return None
        return gap_p(
            self.management.x,
            self.management.n,
            self.customers.x,
            self.customers.n,
            first_population=self.management.population,
            second_population=self.customers.population,
        )


@dataclass(frozen=True, slots=True)
class GapChange:
    """How a gap moved between two rounds; `points` above 0 means that it rose.

    Newcombe 2001: from 18/72 − 16/65 to 17/65 − 17/75 moves it by 3.1 points, −16.87 to 23.43.
    """

    points: Fraction | None
    interval: Interval | None

    @property
    def detectable(self) -> bool | None:
        """Whether the interval excludes 0; None without an interval."""
        return _excludes_zero(self.interval)


def change_of_gap(previous: Gap, current: Gap) -> GapChange:
    """The current gap less the previous one, with the square-and-add interval of the two.

    The people behind both rounds are taken as different ones. No figure when either gap has
    none; no interval when both rounds were a census on both sides.
    """
    if (
        current.points is None
        or previous.points is None
        or current.estimate is None
        or previous.estimate is None
    ):
        return GapChange(points=None, interval=None)
    exact = current.no_interval is not None and previous.no_interval is not None
    return GapChange(
        points=current.points - previous.points,
        interval=None if exact else square_and_add(current.estimate, previous.estimate),
    )


def prediction(counts: Mapping[str, int], *, dont_know: str = "dk") -> Fraction | None:
    """The median of what management expects customers to say, 0 to 100.

    `counts` maps the number given, as text, to how many gave it: {"40": 1, "55": 1, "70": 1}
    gives 55. Between the two middle answers of an even number lies their mean.
    """
    answers: list[int] = []
    for code in sorted(counts.keys() - {dont_know}, key=_out_of_100):
        answers += [_out_of_100(code)] * counts[code]
    if not answers:
        return None
    half = len(answers) // 2
    return Fraction(answers[half] + answers[-half - 1], 2)


def calibration_error(predicted: Fraction | None, customers: Share) -> Fraction | None:
    """The predicted percentage less the customers' own: 55 against 18 of 100 is 37 points.

    Positive means that management expects more than customers say.
    """
    if predicted is None or customers.value is None:
        return None
    return predicted - customers.value * 100


def _out_of_100(code: str) -> int:
    if not (code.isascii() and code.isdecimal() and int(code) <= 100):
        raise ImpossibleCounts(f"“{code}” is not a number of customers out of 100.")
    return int(code)


def _bounds(figure: Estimate | None) -> Interval | None:
    return None if figure is None else (figure.lower, figure.upper)


def _excludes_zero(interval: Interval | None) -> bool | None:
    return None if interval is None else interval[0] > 0 or interval[1] < 0
