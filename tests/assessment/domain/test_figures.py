"""Figures are rounded half up, away from 0, and never round a finding away."""

from fractions import Fraction

import pytest

from assessment.domain.figures import (
    distance,
    interval_numbers,
    interval_text,
    one_decimal,
    rounded,
    two_decimals,
)


@pytest.mark.parametrize(
    ("exact", "whole"),
    [
        (Fraction(1, 2), 1),
        (Fraction(5, 2), 3),
        (Fraction(-1, 2), -1),
        (Fraction(-5, 2), -3),
        (Fraction(49, 100), 0),
        (47.2, 47),
        (-47.5, -48),
        (0, 0),
    ],
)
def test_rounded_goes_half_up_away_from_0(exact: Fraction, whole: int) -> None:
    assert rounded(exact) == whole


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        (Fraction(44), "44 points"),
        (Fraction(-44), "44 points"),
        (Fraction(1), "1 point"),
        (Fraction(5, 4), "1 point"),
        (Fraction(1, 3), "less than 1 point"),
        (Fraction(-1, 3), "less than 1 point"),
        (Fraction(0), "0 points"),
    ],
)
def test_distance_is_told_without_its_sign(exact: Fraction, text: str) -> None:
    assert distance(exact) == text


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        ((39.8, 47.2), "40 to 47"),
        ((-6.4, 14.5), "−6 to 15"),
        ((-0.3, 12.0), "0 to 12"),
        ((0.3, 12.0), "0.3 to 12"),
        ((-12.0, -0.04), "−12 to −0.04"),
        ((-20.6, -9.5), "−21 to −10"),
    ],
)
def test_interval_text_never_touches_0_when_the_interval_does_not(
    interval: tuple[float, float], text: str
) -> None:
    assert interval_text(interval) == text


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        (Fraction(51, 8), "6.4"),
        (Fraction(6), "6"),
        (Fraction(0), "0"),
        (Fraction(599, 100), "6.0"),
        (Fraction(1, 20), "0.1"),
    ],
)
def test_one_decimal(exact: Fraction, text: str) -> None:
    assert one_decimal(exact) == text


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        (Fraction(5, 8), "0.63"),
        (Fraction(1, 8), "0.13"),
        (Fraction(25, 36), "0.69"),
        (Fraction(0), "0.00"),
        (Fraction(1), "1.00"),
        (Fraction(999, 1000), "1.00"),
    ],
)
def test_two_decimals(exact: Fraction, text: str) -> None:
    assert two_decimals(exact) == text


@pytest.mark.parametrize(
    ("interval", "printed"),
    [((39.83, 47.2), (40, 47)), ((0.33, 20.3), (0.3, 20)), ((-12.4, -0.2), (-12, -0.2))],
)
def test_numbers_of_an_interval_are_those_of_its_text(
    interval: tuple[float, float], printed: tuple[float, float]
) -> None:
    assert interval_numbers(interval) == printed
