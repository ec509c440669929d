"""Gaps reproduce the published intervals, and text and picture cannot disagree about them."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.gaps import Gap, calibration_error, change_of_gap, prediction
from assessment.domain.intervals import newcombe
from assessment.domain.shares import NoInterval, Share


def census(x: int, n: int) -> Share:
    return Share(x, n, asked=n, answered=n)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    n = draw(st.integers(min_value=1, max_value=500))
    x = draw(st.integers(min_value=0, max_value=n))
    return census(x, n) if draw(st.booleans()) else Share(x, n)


def test_gap_with_management_as_a_census_reproduces_the_worked_example() -> None:
    gap = Gap(management=census(28, 50), customers=Share(36, 300))

    assert gap.points == 44
    assert gap.interval == pytest.approx((39.8, 47.2), abs=0.05)
    assert gap.detectable is True
    assert gap.p == pytest.approx(0, abs=1e-12)
    assert gap.no_interval is None


def test_gap_of_two_samples_is_newcombes_in_points() -> None:
    gap = Gap(management=Share(56, 70), customers=Share(48, 80))

    assert gap.points == 20
    assert gap.interval == pytest.approx((5.24, 33.39), abs=0.005)
    assert gap.p == pytest.approx(0.0081, abs=0.00005)


def test_gap_whose_interval_holds_0_is_not_detectable() -> None:
    gap = Gap(management=Share(5, 56), customers=Share(0, 29))

    assert gap.interval == pytest.approx((-3.81, 19.26), abs=0.005)
    assert gap.detectable is False


def test_gap_is_negative_when_customers_see_more() -> None:
    gap = Gap(management=Share(20, 100), customers=Share(160, 400))

    assert gap.points == -20
    assert gap.interval is not None
    assert gap.interval[1] < 0
    assert gap.detectable is True


def test_gap_of_two_censuses_is_exact() -> None:
    gap = Gap(management=census(7, 9), customers=census(3, 12))

    assert gap.points == Fraction(700, 9) - 25
    assert gap.interval is None
    assert gap.no_interval is NoInterval.CENSUS
    assert gap.detectable is None
    assert gap.p is None


@pytest.mark.parametrize(
    ("management", "customers"),
    [
        (Share(0, 0), Share(36, 300)),
        (Share(28, 50), Share(0, 0)),
        (Share(28, 50), Share(0, 0, dont_know=40)),
        (Share(0, 0), Share(0, 0)),
    ],
)
def test_gap_without_answers_on_a_side_is_missing_not_zero(
    management: Share, customers: Share
) -> None:
    gap = Gap(management, customers)

    assert gap.points is None
    assert gap.interval is None
    assert gap.estimate is None
    assert gap.detectable is None
    assert gap.p is None
    assert gap.no_interval is NoInterval.NO_ANSWERS


@given(shares(), shares())
def test_gap_is_detectable_exactly_when_p_is_below_5_percent(
    management: Share, customers: Share
) -> None:
    gap = Gap(management, customers)
    assume(gap.interval is not None)
    assert gap.interval is not None
    assert gap.p is not None
    assume(min(abs(bound) for bound in gap.interval) > 1e-7)

    assert gap.detectable == (gap.p < 0.05)


@given(shares(), shares())
def test_gap_lies_within_its_interval(management: Share, customers: Share) -> None:
    gap = Gap(management, customers)
    assume(gap.interval is not None)

    assert gap.points is not None
    assert gap.interval is not None
    assert -100 - 1e-9 <= gap.interval[0] <= float(gap.points) + 1e-9
    assert float(gap.points) - 1e-9 <= gap.interval[1] <= 100 + 1e-9


@given(shares(), shares())
def test_census_of_management_never_widens_the_interval(
    management: Share, customers: Share
) -> None:
    known = Gap(census(management.x, management.n), Share(customers.x, customers.n)).interval

    lower, upper = newcombe(management.x, management.n, customers.x, customers.n)

    assert known is not None
    assert known[0] >= lower * 100 - 1e-9
    assert known[1] <= upper * 100 + 1e-9


def test_change_of_gap_reproduces_newcombe_2001() -> None:
    previous = Gap(Share(18, 72), Share(16, 65))
    current = Gap(Share(17, 65), Share(17, 75))

    change = change_of_gap(previous, current)

    assert change.points == (Fraction(17, 65) - Fraction(17, 75) - Fraction(18, 72)) * 100 + (
        Fraction(1600, 65)
    )
    assert change.interval == pytest.approx((-16.87, 23.43), abs=0.005)
    assert change.detectable is False


def test_change_of_gap_is_detectable_when_it_is_large() -> None:
    change = change_of_gap(
        Gap(census(30, 50), Share(60, 400)), Gap(census(20, 50), Share(120, 400))
    )

    assert change.points == -35
    assert change.detectable is True


def test_change_of_gap_without_one_of_the_gaps_is_missing() -> None:
    known, empty = Gap(Share(17, 65), Share(17, 75)), Gap(Share(17, 65), Share(0, 0))

    for change in (change_of_gap(known, empty), change_of_gap(empty, known)):
        assert (change.points, change.interval, change.detectable) == (None, None, None)


def test_change_of_gap_between_censuses_has_no_interval() -> None:
    change = change_of_gap(Gap(census(7, 9), census(3, 12)), Gap(census(7, 9), census(6, 12)))

    assert change.points == -25
    assert change.interval is None
    assert change.detectable is None


def test_prediction_is_the_median() -> None:
    assert prediction({"40": 1, "100": 1, "5": 1}) == 40
    assert prediction({"40": 1, "55": 1}) == Fraction(95, 2)
    assert prediction({"9": 2, "10": 1, "80": 2}) == 10
    assert prediction({"0": 4, "100": 1, "dk": 30}) == 0


def test_prediction_of_nobody_is_missing() -> None:
    assert prediction({}) is None
    assert prediction({"50": 0, "dk": 3}) is None


@pytest.mark.parametrize("code", ["101", "-1", "half", "5.5", "", "²"])
def test_prediction_refuses_what_is_not_out_of_100(code: str) -> None:
    with pytest.raises(ImpossibleCounts, match="out of 100"):
        prediction({code: 1})


def test_calibration_error_is_what_management_expects_too_much() -> None:
    assert calibration_error(Fraction(55), Share(18, 100)) == 37
    assert calibration_error(Fraction(10), Share(18, 100)) == -8


def test_calibration_error_without_either_side_is_missing() -> None:
    assert calibration_error(None, Share(18, 100)) is None
    assert calibration_error(Fraction(55), Share(0, 0)) is None
