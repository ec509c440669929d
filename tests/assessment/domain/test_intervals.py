"""Intervals reproduce the published tables, agree with statsmodels and keep their properties."""

import random
from math import erfc, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from assessment.domain.errors import AssessmentError, ImpossibleCounts, NoValidAnswers
from assessment.domain.intervals import (
    Estimate,
    estimate,
    gap_p,
    newcombe,
    square_and_add,
    wilson,
    wilson_finite_population,
    wilson_of_share,
    z_of,
)


@st.composite
def counts(draw: st.DrawFn, largest: int = 2000) -> tuple[int, int]:
    n = draw(st.integers(min_value=1, max_value=largest))
    return draw(st.integers(min_value=0, max_value=n)), n


def test_z_of_95_percent_is_the_full_quantile() -> None:
    assert z_of(0.95) == 1.959963984540054


@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.99, 0.999])
def test_z_agrees_with_scipy(confidence: float) -> None:
    assert z_of(confidence) == pytest.approx(norm.ppf((1 + confidence) / 2), abs=1e-12)


@pytest.mark.parametrize("confidence", [0.0, 1.0, -0.5, 95.0])
def test_z_of_refuses_an_impossible_confidence(confidence: float) -> None:
    with pytest.raises(ImpossibleCounts, match="between 0 and 1"):
        z_of(confidence)


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_reproduces_newcombe_1998(x: int, n: int, lower: float, upper: float) -> None:
    assert wilson(x, n) == pytest.approx((lower, upper), abs=0.00005)


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_newcombe_reproduces_table_ii(
    first: tuple[int, int], second: tuple[int, int], published: tuple[float, float]
) -> None:
    assert newcombe(*first, *second) == pytest.approx(published, abs=0.00005)


def test_square_and_add_reproduces_newcombe_2001_for_the_change_of_a_gap() -> None:
    first = Estimate(17 / 65 - 17 / 75, *newcombe(17, 65, 17, 75))
    second = Estimate(18 / 72 - 16 / 65, *newcombe(18, 72, 16, 65))

    interval = square_and_add(first, second)

    assert interval == pytest.approx((-0.1687, 0.2343), abs=0.00005)


def test_square_and_add_takes_management_as_a_census() -> None:
    interval = square_and_add(estimate(28, 50, population=50), estimate(36, 300))

    assert interval == pytest.approx((0.398, 0.472), abs=0.0005)


def test_wilson_finite_population_reproduces_the_worked_example() -> None:
    assert wilson_finite_population(22, 40, 50) == pytest.approx((0.480, 0.618), abs=0.0005)
    assert wilson(22, 40) == pytest.approx((0.398, 0.693), abs=0.0005)


def test_wilson_finite_population_has_no_width_when_everybody_answered() -> None:
    assert wilson_finite_population(7, 9, 9) == (7 / 9, 7 / 9)


def test_wilson_finite_population_refuses_more_answers_than_people() -> None:
    with pytest.raises(ImpossibleCounts, match="cannot have answered"):
        wilson_finite_population(7, 9, 8)


def test_wilson_of_share_reproduces_the_weighted_example() -> None:
    weights = [0.6 / (40 / 120)] * 40 + [0.3 / (50 / 120)] * 50 + [0.1 / (30 / 120)] * 30
    effective_n = sum(weights) ** 2 / sum(weight * weight for weight in weights)
    share = 0.6 * 4 / 40 + 0.3 * 10 / 50 + 0.1 * 15 / 30

    interval = wilson_of_share(share, effective_n)

    assert share == pytest.approx(0.170)
    assert effective_n == pytest.approx(89.8, abs=0.05)
    assert interval == pytest.approx((0.106, 0.261), abs=0.0005)


@pytest.mark.parametrize(("share", "n"), [(-0.1, 10.0), (1.1, 10.0), (0.5, 0.0)])
def test_wilson_of_share_refuses_what_cannot_be(share: float, n: float) -> None:
    with pytest.raises(AssessmentError):
        wilson_of_share(share, n)


def test_gap_p_reproduces_the_first_row_of_table_ii() -> None:
    assert gap_p(56, 70, 48, 80) == pytest.approx(0.0081, abs=0.00005)


def test_gap_p_with_a_census_is_the_score_test_against_a_known_share() -> None:
    z = (28 / 50 - 36 / 300) / sqrt(28 / 50 * 22 / 50 / 300)

    assert gap_p(28, 50, 36, 300, first_population=50) == pytest.approx(erfc(z / sqrt(2)))
    assert gap_p(36, 300, 28, 50, second_population=50) == pytest.approx(erfc(z / sqrt(2)))


def test_gap_p_of_equal_shares_is_one() -> None:
    assert gap_p(3, 10, 30, 100) == 1.0


def test_gap_p_of_two_unequal_censuses_is_zero() -> None:
    assert gap_p(7, 9, 3, 8, first_population=9, second_population=8) == 0.0


def test_gap_p_of_a_census_of_all_against_a_sample_is_zero() -> None:
    assert gap_p(9, 9, 3, 8, first_population=9) == 0.0


@pytest.mark.parametrize(("x", "n"), [(-1, 5), (6, 5), (1, 0), (0, -1)])
def test_wilson_refuses_impossible_counts(x: int, n: int) -> None:
    with pytest.raises(ImpossibleCounts):
        wilson(x, n)


@pytest.mark.parametrize(("x", "n"), [(1.0, 5), (1, 5.0), ("1", 5), (True, 5), (None, 5)])
def test_wilson_refuses_anything_but_whole_numbers(x: int, n: int) -> None:
    with pytest.raises(ImpossibleCounts, match="whole numbers"):
        wilson(x, n)


def test_no_interval_without_an_answer() -> None:
    with pytest.raises(NoValidAnswers, match="no answers"):
        wilson(0, 0)
    with pytest.raises(NoValidAnswers):
        newcombe(1, 2, 0, 0)
    with pytest.raises(NoValidAnswers):
        gap_p(0, 0, 1, 2)


def test_wilson_agrees_with_statsmodels_on_random_tables() -> None:
    chance = random.Random(1927)

    for _ in range(3000):
        n = chance.randint(1, 5000)
        x = chance.choice([0, n, chance.randint(0, n)])
        confidence = chance.choice([0.8, 0.9, 0.95, 0.99])
        expected = proportion_confint(x, n, alpha=1 - confidence, method="wilson")
        assert wilson(x, n, confidence=confidence) == pytest.approx(expected, abs=1e-12)


def test_newcombe_agrees_with_statsmodels_on_random_tables() -> None:
    chance = random.Random(1998)

    for _ in range(3000):
        n1, n2 = chance.randint(1, 400), chance.randint(1, 4000)
        x1, x2 = chance.randint(0, n1), chance.randint(0, n2)
        expected = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
        assert newcombe(x1, n1, x2, n2) == pytest.approx(expected, abs=1e-12)


@given(counts())
def test_wilson_holds_its_share_between_0_and_1(table: tuple[int, int]) -> None:
    x, n = table

    lower, upper = wilson(x, n)

    assert 0 <= lower <= x / n <= upper <= 1
    assert lower < upper
    assert (lower == 0) == (x == 0)
    assert (upper == 1) == (x == n)


@given(counts())
def test_wilson_of_the_opposite_answer_is_the_mirror_image(table: tuple[int, int]) -> None:
    x, n = table

    lower, upper = wilson(x, n)

    assert wilson(n - x, n) == pytest.approx((1 - upper, 1 - lower), abs=1e-12)


@given(counts())
def test_wilson_rises_with_one_more_yes(table: tuple[int, int]) -> None:
    x, n = table
    assume(x < n)

    lower, upper = wilson(x, n)
    lower_with_more, upper_with_more = wilson(x + 1, n)

    assert lower < lower_with_more
    assert upper < upper_with_more


@given(counts(), st.integers(min_value=2, max_value=50))
def test_wilson_narrows_with_more_answers(table: tuple[int, int], times: int) -> None:
    x, n = table

    lower, upper = wilson(x, n)
    lower_of_more, upper_of_more = wilson(x * times, n * times)

    assert upper_of_more - lower_of_more < upper - lower


@given(counts())
def test_wilson_widens_with_confidence(table: tuple[int, int]) -> None:
    narrow, wide = wilson(*table, confidence=0.8), wilson(*table, confidence=0.99)

    assert wide[0] <= narrow[0]
    assert narrow[1] <= wide[1]


@given(counts(), st.integers(min_value=0, max_value=500))
def test_wilson_finite_population_lies_within_the_plain_interval(
    table: tuple[int, int], silent: int
) -> None:
    x, n = table

    lower, upper = wilson_finite_population(x, n, n + silent)

    assert wilson(x, n)[0] <= lower + 1e-12
    assert upper - 1e-12 <= wilson(x, n)[1]
    assert lower <= x / n <= upper


@given(counts(), counts())
def test_newcombe_holds_the_difference_between_minus_1_and_1(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    difference = first[0] / first[1] - second[0] / second[1]

    lower, upper = newcombe(*first, *second)

    assert -1 <= lower <= difference <= upper <= 1


@given(counts(), counts())
def test_newcombe_the_other_way_round_changes_only_the_sign(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    lower, upper = newcombe(*first, *second)

    assert newcombe(*second, *first) == pytest.approx((-upper, -lower), abs=1e-12)


@given(counts(), counts())
def test_gap_p_is_below_5_percent_exactly_when_the_interval_excludes_0(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    lower, upper = newcombe(*first, *second)
    assume(abs(lower) > 1e-9 and abs(upper) > 1e-9)

    assert (gap_p(*first, *second) < 0.05) == (lower > 0 or upper < 0)


@given(counts(largest=200), counts(largest=200), st.booleans())
def test_interval_drawn_at_gap_p_touches_0(
    first: tuple[int, int], second: tuple[int, int], census: bool
) -> None:
    population = first[1] if census else None
    p = gap_p(*first, *second, first_population=population)
    assume(1e-12 < p < 1 - 1e-9)

    lower, upper = square_and_add(
        estimate(*first, population=population, confidence=1 - p),
        estimate(*second, confidence=1 - p),
    )

    assert min(abs(lower), abs(upper)) == pytest.approx(0, abs=1e-3)


@given(
    counts(),
    counts(),
    st.none() | st.integers(min_value=0, max_value=20),
    st.none() | st.integers(min_value=0, max_value=20),
)
def test_gap_p_is_symmetric(
    first: tuple[int, int], second: tuple[int, int], one: int | None, other: int | None
) -> None:
    one_of = None if one is None else first[1] + one
    other_of = None if other is None else second[1] + other
    p = gap_p(*first, *second, first_population=one_of, second_population=other_of)

    assert 0 <= p <= 1
    assert p == pytest.approx(
        gap_p(*second, *first, first_population=other_of, second_population=one_of), abs=1e-9
    )


def test_estimate_of_a_known_population_narrows_to_no_width() -> None:
    assert estimate(22, 40, population=50).lower == pytest.approx(0.480, abs=0.0005)
    assert estimate(22, 40, population=50).upper == pytest.approx(0.618, abs=0.0005)
    assert estimate(22, 40, population=40) == Estimate.exact(22 / 40)
    with pytest.raises(ImpossibleCounts):
        estimate(22, 40, population=39)
