"""Shares leave don't know out of their base and never invent an interval."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.intervals import wilson, wilson_finite_population
from assessment.domain.shares import NoInterval, Share, distribution, pooled, top_box

TALLIES = st.dictionaries(
    st.sampled_from(["1", "2", "3", "4", "5", "dk"]), st.integers(min_value=0, max_value=500)
)


def test_top_box_is_the_strongest_label_out_of_valid_answers() -> None:
    counts = {"1": 10, "2": 5, "3": 7, "4": 60, "5": 18, "dk": 50}

    share = top_box(counts, asked=300, answered=150)

    assert share == Share(x=18, n=100, dont_know=50, asked=300, answered=150)
    assert share.value == Fraction(18, 100)


def test_top_box_takes_another_top_code() -> None:
    assert top_box({"yes": 5, "no": 3, "dk": 1}, top="yes") == Share(x=5, n=8, dont_know=1)


def test_top_box_of_no_tallies_is_empty() -> None:
    assert top_box({}) == Share(x=0, n=0)


def test_top_box_refuses_a_negative_tally() -> None:
    with pytest.raises(ImpossibleCounts, match="-1 times"):
        top_box({"5": 3, "4": -1})


def test_empty_share_has_no_value_and_no_interval() -> None:
    share = Share(x=0, n=0, asked=9, answered=0)

    assert share.value is None
    assert share.interval is None
    assert share.no_interval is NoInterval.NO_ANSWERS
    assert share.estimate is None
    assert share.dont_know_share is None
    assert share.dont_know_bounds is None
    assert not share.census


def test_share_of_all_dont_know_has_no_value_even_in_a_census() -> None:
    share = Share(x=0, n=0, dont_know=4, asked=4, answered=4)

    assert share.value is None
    assert share.no_interval is NoInterval.NO_ANSWERS
    assert share.dont_know_share == 1
    assert share.dont_know_bounds == (Fraction(0), Fraction(1))


def test_census_has_no_interval() -> None:
    share = Share(x=7, n=9, asked=9, answered=9)

    assert share.census
    assert share.interval is None
    assert share.no_interval is NoInterval.CENSUS


def test_census_survives_a_dont_know() -> None:
    assert Share(x=6, n=8, dont_know=1, asked=9, answered=9).census


@pytest.mark.parametrize(
    "share",
    [
        pytest.param(Share(7, 9), id="nobody knows how many were asked"),
        pytest.param(Share(7, 9, asked=9), id="nobody knows how many answered"),
        pytest.param(Share(7, 9, answered=9), id="asked is not known"),
        pytest.param(Share(7, 9, asked=10, answered=9), id="one did not answer"),
        pytest.param(Share(7, 9, asked=10, answered=10), id="one sheet skipped the question"),
    ],
)
def test_share_is_a_sample_unless_everybody_answered(share: Share) -> None:
    assert not share.census
    assert share.interval is not None
    assert share.interval[0] < 7 / 9 < share.interval[1]
    assert share.no_interval is None


def test_interval_is_narrower_from_90_percent_response_on() -> None:
    high, low = Share(25, 45, asked=50, answered=45), Share(25, 45, asked=51, answered=45)

    assert high.population == 50
    assert high.interval == wilson_finite_population(25, 45, 50)
    assert high.interval == pytest.approx((0.509, 0.601), abs=0.0005)
    assert low.population is None
    assert low.interval == wilson(25, 45) == pytest.approx((0.412, 0.691), abs=0.0005)


def test_interval_leaves_the_worked_example_plain_at_80_percent() -> None:
    share = Share(22, 40, asked=50, answered=40)

    assert share.interval == pytest.approx((0.398, 0.693), abs=0.0005)


def test_population_counts_dont_know_as_an_answer_without_an_opinion() -> None:
    share = Share(20, 40, dont_know=8, asked=50, answered=48)

    assert share.population == 42
    assert share.interval == wilson_finite_population(20, 40, 42)


def test_population_is_not_known_when_nobody_knows_how_many_were_asked() -> None:
    assert Share(25, 45).population is None
    assert Share(0, 0, asked=0, answered=0).population is None


@given(
    st.integers(min_value=1, max_value=300),
    st.integers(min_value=0, max_value=300),
    st.integers(min_value=0, max_value=60),
    st.data(),
)
def test_interval_lies_within_the_plain_one(
    n: int, dont_know: int, silent: int, data: st.DataObject
) -> None:
    x, given_answers = data.draw(st.integers(min_value=0, max_value=n)), n + dont_know
    share = Share(x, n, dont_know, asked=given_answers + silent, answered=given_answers)

    plain, interval = wilson(x, n), share.interval

    assert (interval is None) == (silent == 0)
    if interval is not None:
        assert plain[0] <= interval[0] + 1e-12
        assert interval[1] <= plain[1] + 1e-12
        assert share.population is not None or interval == plain


def test_dont_know_bounds_reproduce_the_worked_example() -> None:
    share = Share(x=18, n=100, dont_know=50)

    assert share.dont_know_bounds == (Fraction(12, 100), Fraction(68, 150))
    assert share.dont_know_share == Fraction(1, 3)
    assert share.many_dont_know


def test_dont_know_is_flagged_above_20_percent_only() -> None:
    assert not Share(x=1, n=80, dont_know=20).many_dont_know
    assert Share(x=1, n=79, dont_know=21).many_dont_know


def test_silence_bounds_take_the_silent_as_all_no_and_all_yes() -> None:
    assert Share(7, 9, asked=12, answered=9).silence_bounds == (Fraction(7, 12), Fraction(10, 12))
    assert Share(7, 9, asked=9, answered=9).silence_bounds == (Fraction(7, 9), Fraction(7, 9))
    assert Share(7, 9).silence_bounds is None


def test_share_of_fewer_than_ten_is_few() -> None:
    assert Share(9, 9).few
    assert not Share(9, 10).few


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param({"x": 5, "n": 4}, id="more yes than answers"),
        pytest.param({"x": -1, "n": 4}, id="negative yes"),
        pytest.param({"x": 0, "n": 0, "dont_know": -1}, id="negative don't know"),
        pytest.param(
            {"x": 1, "n": 4, "dont_know": 2, "answered": 5}, id="more answers than sheets"
        ),
        pytest.param({"x": 1, "n": 4, "asked": 3, "answered": 4}, id="more sheets than asked"),
        pytest.param({"x": 0, "n": 0, "asked": -1}, id="negative asked"),
    ],
)
def test_share_refuses_impossible_counts(counts: dict[str, int]) -> None:
    with pytest.raises(ImpossibleCounts):
        Share(**counts)


def test_pooled_adds_executives_and_managers() -> None:
    executives = Share(5, 8, dont_know=1, asked=9, answered=9)
    managers = Share(21, 34, asked=40, answered=34)

    management = pooled(executives, managers)

    assert management == Share(26, 42, dont_know=1, asked=49, answered=43)


def test_pooled_census_needs_every_audience_to_be_one() -> None:
    executives = Share(7, 9, asked=9, answered=9)

    assert pooled(executives, Share(21, 34, asked=34, answered=34)).census
    assert not pooled(executives, Share(21, 34, asked=35, answered=34)).census
    assert not pooled(executives, Share(21, 34)).census


def test_pooled_of_nothing_is_empty() -> None:
    assert pooled() == Share(0, 0)


def test_distribution_keeps_all_five_counts() -> None:
    spread = distribution({"5": 1, "2": 3, "dk": 2})

    assert spread.counts == (0, 3, 0, 0, 1)
    assert (spread.n, spread.dont_know) == (4, 2)
    assert spread.shares == tuple(Fraction(count, 4) for count in (0, 3, 0, 0, 1))


def test_distribution_without_valid_answers_has_no_shares() -> None:
    assert distribution({"dk": 2}).shares is None


def test_distribution_refuses_a_code_off_the_scale() -> None:
    with pytest.raises(ImpossibleCounts, match="“6” is not on the scale"):
        distribution({"6": 1})


@given(TALLIES, st.integers(min_value=0, max_value=500))
def test_dont_know_never_moves_the_share(counts: dict[str, int], more: int) -> None:
    share = top_box(counts)

    with_more = top_box({**counts, "dk": counts.get("dk", 0) + more})

    assert with_more.value == share.value
    assert with_more.interval == share.interval


@given(TALLIES)
def test_share_lies_within_all_its_bounds(counts: dict[str, int]) -> None:
    share = top_box(counts, asked=4000)

    if share.value is not None and share.interval is not None:
        assert share.interval[0] <= share.value <= share.interval[1]
        for bounds in (share.dont_know_bounds, share.silence_bounds):
            assert bounds is not None
            assert bounds[0] <= share.value <= bounds[1]


@given(TALLIES, TALLIES)
def test_pooled_equals_the_share_of_the_added_tallies(
    one: dict[str, int], other: dict[str, int]
) -> None:
    added = {code: one.get(code, 0) + other.get(code, 0) for code in one.keys() | other.keys()}

    assert pooled(top_box(one), top_box(other)) == pooled(top_box(other), top_box(one))
    assert pooled(top_box(one), top_box(other)) == top_box(added)
