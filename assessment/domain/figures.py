"""Figures as they are printed: exact until here, then rounded half up, away from 0."""

from decimal import Decimal
from fractions import Fraction
from math import floor

from assessment.domain.intervals import Interval
from assessment.domain.language import decimal, number_sign, translate, translate_plural


def distance(exact: Fraction) -> str:
    """Points without their sign: "44 points", "1 point", "less than 1 point", "0 points"."""
    size = abs(rounded(exact))
    if size == 0 and exact != 0:
        return translate("less than 1 point")
    return translate_plural("{count} point", "{count} points", size).format(count=size)


def interval_text(interval: Interval) -> str:
    """Such as "40 to 47".

    Where the interval excludes 0, a bound that would be rounded to 0 keeps its first digit
    instead: "0.3 to 12".
    """
    low, high = (_in_language(bound) for bound in interval_bounds(interval))
    return translate("{low} to {high}").format(low=low, high=high)


def interval_95(interval: Interval) -> str:
    """Such as "95% interval 40 to 47"."""
    low, high = (_in_language(bound) for bound in interval_bounds(interval))
    return translate("95% interval {low} to {high}").format(low=low, high=high)


def interval_bounds(interval: Interval) -> tuple[str, str]:
    """Both bounds in plain figures, such as "−0.3" and "12", whatever the reader's language."""
    excludes_zero = interval[0] > 0 or interval[1] < 0
    low, high = (_bound(bound, near_zero=excludes_zero) for bound in interval)
    return low, high


def interval_numbers(interval: Interval) -> Interval:
    """The bounds as `interval_text` prints them.

    Finer ones would tell how many were asked, because an interval narrows with the silent.
    """
    low, high = (float(bound.replace("−", "-")) for bound in interval_bounds(interval))
    return low, high


def _bound(bound: float, *, near_zero: bool) -> str:
    whole = abs(rounded(bound))
    size = f"{abs(bound):.1g}" if near_zero and whole == 0 else str(whole)
    return f"−{size}" if bound < 0 and size != "0" else size


def one_decimal(exact: Fraction) -> str:
    """A number of 0 or more: 51/8 is "6.4", and 6 is "6"; with the reader's decimal point."""
    return decimal(to_tenths(exact))


def two_decimals(exact: Fraction) -> str:
    """A score from 0 to 1, or another number of 0 or more: 5/8 is "0.63", and 1 is "1.00"."""
    return decimal(to_hundredths(exact))


def to_tenths(exact: Fraction) -> Decimal:
    """The number that `one_decimal` prints."""
    if exact.denominator == 1:
        return Decimal(exact.numerator)
    return Decimal(floor(exact * 10 + Fraction(1, 2))).scaleb(-1)


def to_hundredths(exact: Fraction) -> Decimal:
    """The number that `two_decimals` prints."""
    return Decimal(floor(exact * 100 + Fraction(1, 2))).scaleb(-2)


def _in_language(bound: str) -> str:
    size = decimal(Decimal(bound.removeprefix("−")))
    return number_sign("−") + size if bound.startswith("−") else size


def rounded(exact: Fraction | float) -> int:
    """Half up, away from 0, so that a gap and its mirror image read alike."""
    size = floor(abs(Fraction(exact)) + Fraction(1, 2))
    return size if exact >= 0 else -size
