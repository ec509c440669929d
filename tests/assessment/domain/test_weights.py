"""Weights reproduce the published example, keep their conditions, and are exact."""

import random
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from assessment.domain.disclosure import Hidden
from assessment.domain.errors import ImpossibleCounts
from assessment.domain.shares import Share
from assessment.domain.weights import Stratum, Weighted, WhyNot, weighted

PUBLISHED = (
    Stratum(600, Share(4, 40)),
    Stratum(300, Share(10, 50)),
    Stratum(100, Share(15, 30)),
)


@st.composite
def strata(draw: st.DrawFn) -> list[Stratum]:
    drawn = []
    for _ in range(draw(st.integers(min_value=1, max_value=8))):
        n = draw(st.integers(min_value=10, max_value=60))
        x = draw(st.integers(min_value=0, max_value=n))
        drawn.append(Stratum(n * draw(st.integers(min_value=1, max_value=5)), Share(x, n)))
    return drawn


def test_weighted_reproduces_the_published_example() -> None:
    result = weighted(PUBLISHED)

    assert isinstance(result, Weighted)
    assert result.unweighted == Share(29, 120)
    assert result.value == Fraction(17, 100)
    assert float(result.n_eff) == pytest.approx(89.8, abs=0.05)
    assert result.interval == pytest.approx((0.106, 0.261), abs=0.0005)


def test_weighted_agrees_with_statsmodels_person_by_person() -> None:
    answers: list[int] = []
    weights: list[float] = []
    for people, share in ((600, (4, 40)), (300, (10, 50)), (100, (15, 30))):
        answers += [1] * share[0] + [0] * (share[1] - share[0])
        weights += [(people / 1000) / (share[1] / 120)] * share[1]
    effective = sum(weights) ** 2 / sum(weight * weight for weight in weights)
    mean = DescrStatsW(answers, weights=weights).mean

    result = weighted(PUBLISHED)

    assert isinstance(result, Weighted)
    assert float(result.value) == pytest.approx(mean)
    assert float(result.n_eff) == pytest.approx(effective)
    assert result.interval == pytest.approx(
        proportion_confint(mean * effective, effective, method="wilson")
    )


@pytest.mark.parametrize(
    ("strata", "reason"),
    [
        pytest.param([], WhyNot.NO_ANSWERS, id="no units"),
        pytest.param([Stratum(0, Share(0, 0))], WhyNot.NO_ANSWERS, id="no people"),
        pytest.param(
            [Stratum(20, Share(0, 0)), Stratum(30, Share(0, 0, dont_know=12))],
            WhyNot.NO_ANSWERS,
            id="everybody silent or without an opinion",
        ),
        pytest.param(
            [Stratum(100, Share(5, 20)), Stratum(None, Share(5, 20))],
            WhyNot.UNKNOWN_POPULATION,
            id="a population nobody knows",
        ),
        pytest.param(
            [Stratum(100, Share(5, 20)), Stratum(1, Share(0, 0))],
            WhyNot.SILENT_UNIT,
            id="a unit with people and no answers",
        ),
        pytest.param(
            [Stratum(100, Share(5, 20)), Stratum(50, Share(5, 9, dont_know=9))],
            WhyNot.SMALL_UNIT,
            id="nine valid answers, don't know not among them",
        ),
        pytest.param(
            [Stratum(100, Share(5, 20)), Stratum(501, Share(5, 20))],
            WhyNot.UNEVEN,
            id="more than five times the weight",
        ),
        pytest.param(
            [Stratum(100, Share(5, 20)), Stratum(None, Hidden.TOO_FEW)],
            WhyNot.HIDDEN_UNIT,
            id="hidden comes before every other reason",
        ),
        pytest.param(
            [Stratum(100, Share(5, 20)), Stratum(60, Hidden.PROTECTS_OTHERS)],
            WhyNot.HIDDEN_UNIT,
            id="hidden to protect others",
        ),
    ],
)
def test_share_is_not_weighted(strata: list[Stratum], reason: WhyNot) -> None:
    assert weighted(strata) is reason


def test_exactly_ten_answers_and_five_times_the_weight_are_enough() -> None:
    result = weighted([Stratum(100, Share(5, 10)), Stratum(500, Share(1, 10))])

    assert isinstance(result, Weighted)
    assert result.value == Fraction(1, 6)


def test_unit_without_people_counts_for_nothing() -> None:
    assert weighted([*PUBLISHED, Stratum(0, Share(0, 0))]) == weighted(PUBLISHED)


def test_weighted_census_has_no_interval() -> None:
    units = [
        Stratum(12, Share(5, 12, asked=12, answered=12)),
        Stratum(10, Share(7, 10, asked=10, answered=10)),
    ]

    result = weighted(units)

    assert isinstance(result, Weighted)
    assert result.interval is None
    assert result.value == result.unweighted.value


@pytest.mark.parametrize(
    ("population", "share"),
    [(11, Share(5, 12)), (12, Share(5, 12, dont_know=1)), (-1, Share(0, 0))],
)
def test_stratum_refuses_more_answers_than_people(population: int, share: Share) -> None:
    with pytest.raises(ImpossibleCounts, match="cannot come from"):
        Stratum(population, share)


@given(
    st.lists(st.integers(min_value=0, max_value=40), min_size=1, max_size=8),
    st.integers(min_value=1, max_value=9),
    st.data(),
)
def test_equal_sampling_fractions_change_nothing(
    extra: list[int], people_per_answer: int, data: st.DataObject
) -> None:
    shares = [Share(data.draw(st.integers(0, 10 + more)), 10 + more) for more in extra]

    result = weighted([Stratum(share.n * people_per_answer, share) for share in shares])

    assert isinstance(result, Weighted)
    assert result.value == result.unweighted.value
    assert result.n_eff == result.unweighted.n


@given(strata(), st.randoms(use_true_random=False))
def test_order_of_units_does_not_matter(units: list[Stratum], chance: random.Random) -> None:
    shuffled = chance.sample(units, len(units))

    assert weighted(shuffled) == weighted(units)


@given(strata())
def test_weighting_costs_answers_and_stays_between_the_units(units: list[Stratum]) -> None:
    result = weighted(units)
    assume(isinstance(result, Weighted))
    assert isinstance(result, Weighted)

    values = [unit.share.value for unit in units if isinstance(unit.share, Share)]
    known = [value for value in values if value is not None]
    assert min(known) <= result.value <= max(known)
    assert 0 < result.n_eff <= result.unweighted.n
    assert result.interval is not None
    assert result.interval[0] <= float(result.value) <= result.interval[1]


@given(strata(), st.integers(min_value=2, max_value=1000))
def test_only_the_proportions_of_the_populations_matter(units: list[Stratum], times: int) -> None:
    larger = [Stratum((unit.population or 0) * times, unit.share) for unit in units]

    assert weighted(larger) == weighted(units)
