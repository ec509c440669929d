"""Agreement reproduces the published values and is undefined where its source says so."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from statistics import fmean, stdev, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.agreement import Agreement, Undefined, agreement
from assessment.domain.errors import ImpossibleCounts
from assessment.domain.shares import Distribution, distribution

ANSWERS = st.lists(st.integers(min_value=1, max_value=5), max_size=14)


def of(*answers: int, dont_know: int = 0) -> Agreement:
    counts = {str(answer): count for answer, count in Counter(answers).items()}
    return agreement({**counts, "dk": dont_know})


@pytest.mark.parametrize(
    ("answers", "published"),
    [((2, 3, 3, 4, 3, 3, 2, 4), Fraction(3, 4)), ((5, 5, 5, 5, 1), Fraction(-1))],
)
def test_agreement_reproduces_the_published_values(
    answers: tuple[int, ...], published: Fraction
) -> None:
    result = of(*answers)

    assert result.a_wg == published
    assert result.undefined is None


def test_agreement_keeps_counts_mean_and_spread_exact() -> None:
    result = of(2, 3, 3, 4, 3, 3, 2, 4, dont_know=1)

    assert result.answers == Distribution(("1", "2", "3", "4", "5"), (0, 2, 4, 2, 0), dont_know=1)
    assert (result.k, result.mean, result.variance) == (8, Fraction(3), Fraction(4, 7))
    assert result.sd == pytest.approx(0.7559, abs=0.00005)


@pytest.mark.parametrize("end", [1, 5])
def test_agreement_of_all_at_one_end_is_complete(end: int) -> None:
    assert of(end, end, end).a_wg == 1


def test_agreement_of_all_in_the_middle_is_complete() -> None:
    assert of(3, 3, 3).a_wg == 1


@pytest.mark.parametrize(
    "answers", [(5, 5, 5, 5, 5, 4), (1, 1, 1, 2), (5, 5, 4, 5, 4), (2, 2), (1, 4)]
)
def test_agreement_is_undefined_close_to_an_end(answers: Sequence[int]) -> None:
    result = of(*answers)

    assert result.a_wg is None
    assert result.undefined is Undefined.MEAN_TOO_EXTREME
    assert result.sd is not None


def test_agreement_is_defined_up_to_the_very_bound() -> None:
    assert of(1, 1, 1, 5).a_wg == -1
    assert of(1, 5).a_wg == -1
    assert of(2, 4).a_wg is not None
    assert of(1, 2, 2, 2, 2).a_wg == Fraction(7, 8)


def test_agreement_of_one_has_a_mean_and_nothing_else() -> None:
    result = of(5)

    assert result.mean == 5
    assert (result.variance, result.sd, result.a_wg) == (None, None, None)
    assert result.undefined is Undefined.ONE_ANSWER


def test_agreement_of_nobody_is_missing() -> None:
    result = of(dont_know=4)

    assert (result.k, result.mean, result.sd, result.a_wg) == (0, None, None, None)
    assert result.undefined is Undefined.NO_ANSWERS


@pytest.mark.parametrize("counts", [{"6": 1}, {"yes": 3}, {"5": -1}])
def test_agreement_refuses_what_is_not_on_the_scale(counts: dict[str, int]) -> None:
    with pytest.raises(ImpossibleCounts):
        agreement(counts)


@given(ANSWERS)
def test_agreement_follows_the_published_formula(answers: list[int]) -> None:
    result, k = of(*answers), len(answers)
    if k < 2:
        return
    mean = fmean(answers)

    assert float(result.mean or 0) == pytest.approx(mean)
    assert result.sd == pytest.approx(stdev(answers))
    if len(set(answers)) == 1 and answers[0] in {1, 5}:
        assert result.a_wg == 1
    elif ((k - 1) + 5) / k - 1e-9 <= mean <= (5 * (k - 1) + 1) / k + 1e-9:
        expected = 1 - 2 * variance(map(float, answers)) / ((6 * mean - mean**2 - 5) * k / (k - 1))
        assert result.a_wg is not None
        assert float(result.a_wg) == pytest.approx(expected)
    else:
        assert result.a_wg is None


@given(ANSWERS)
def test_agreement_lies_between_minus_1_and_1(answers: list[int]) -> None:
    result = of(*answers)

    assert (result.a_wg is None) == (result.undefined is not None)
    assert result.a_wg is None or -1 <= result.a_wg <= 1


@given(ANSWERS)
def test_agreement_of_the_mirrored_scale_is_the_same(answers: list[int]) -> None:
    mirrored = [6 - answer for answer in answers]

    assert of(*mirrored).a_wg == of(*answers).a_wg


@given(st.permutations(["1", "2", "3", "4", "5", "dk"]), st.data())
def test_order_of_the_counts_does_not_matter(codes: list[str], data: st.DataObject) -> None:
    counts = {code: data.draw(st.integers(min_value=0, max_value=6)) for code in codes}

    assert agreement(counts) == agreement(dict(sorted(counts.items())))


@given(ANSWERS, st.integers(min_value=1, max_value=9))
def test_dont_know_changes_only_its_own_count(answers: list[int], dont_know: int) -> None:
    with_them, without = of(*answers, dont_know=dont_know), of(*answers)

    assert with_them.answers == distribution(
        {**dict(zip(without.answers.codes, without.answers.counts, strict=True)), "dk": dont_know}
    )
    assert (with_them.mean, with_them.variance) == (without.mean, without.variance)
    assert (with_them.a_wg, with_them.undefined) == (without.a_wg, without.undefined)
