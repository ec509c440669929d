"""Figures as they are printed: exact until here, then rounded half up, away from 0."""

from fractions import Fraction
from math import floor

from assessment.domain.intervals import Interval


def distance(exact: Fraction) -> str:
    """Points without their sign: "44 points", "1 point", "less than 1 point", "0 points"."""
    size = abs(rounded(exact))
    if size == 0 and exact != 0:
        return "less than 1 point"
    return "1 point" if size == 1 else f"{size} points"


def interval_text(interval: Interval) -> str:
    """Such as "40 to 47".

    Where the interval excludes 0, a bound that would be rounded to 0 keeps its first digit
    instead: "0.3 to 12".
    """
    excludes_zero = interval[0] > 0 or interval[1] < 0
    return " to ".join(_bound(bound, near_zero=excludes_zero) for bound in interval)


def interval_numbers(interval: Interval) -> Interval:
    """The bounds as `interval_text` prints them.

    Finer ones would tell how many were asked, because an interval narrows with the silent.
    """
    low, high = (float(bound.replace("−", "-")) for bound in interval_text(interval).split(" to "))
    return low, high


def _bound(bound: float, *, near_zero: bool) -> str:
    whole = abs(rounded(bound))
    size = f"{abs(bound):.1g}" if near_zero and whole == 0 else str(whole)
    return f"−{size}" if bound < 0 and size != "0" else size


def one_decimal(exact: Fraction) -> str:
    """A number of 0 or more: 51/8 is "6.4", and 6 is "6"."""
    if exact.denominator == 1:
        return str(exact.numerator)
    tenths = floor(exact * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"


def two_decimals(exact: Fraction) -> str:
    """A score from 0 to 1, or another number of 0 or more: 5/8 is "0.63", and 1 is "1.00"."""
    hundredths = floor(exact * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02}"


def rounded(exact: Fraction | float) -> int:
    """Half up, away from 0, so that a gap and its mirror image read alike."""
    size = floor(abs(Fraction(exact)) + Fraction(1, 2))
    return size if exact >= 0 else -size
