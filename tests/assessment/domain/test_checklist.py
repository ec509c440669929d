"""The checklist judges four questions through their items and never averages the questions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.checklist import (
    Answer,
    FrontLineHours,
    Profile,
    QuestionResult,
    front_line_hours,
    item_score,
    profile,
    question_result,
)
from assessment.domain.errors import ImpossibleCounts

ONE, HALF, NOUGHT = Fraction(1), Fraction(1, 2), Fraction(0)
ITEMS = st.lists(st.none() | st.sampled_from([NOUGHT, HALF, ONE]), max_size=6)


def test_item_score_leaves_dont_know_out_of_the_mean() -> None:
    assert item_score({"yes": 3, "partly": 2, "no": 1, "dk": 4}) == Fraction(4, 6)


def test_item_score_without_valid_answers_is_missing() -> None:
    assert item_score({"dk": 9}) is None
    assert item_score({}) is None


@pytest.mark.parametrize("counts", [{"maybe": 1}, {"yes": -1}, {"dk": -1}])
def test_item_score_refuses_impossible_counts(counts: dict[str, int]) -> None:
    with pytest.raises(ImpossibleCounts, match="cannot have been chosen"):
        item_score(counts)


def test_front_line_hours_pass_at_exactly_two_hours_a_week() -> None:
    assert front_line_hours({"16": 1}) == FrontLineHours(passing=1, answered=1, median=Fraction(2))
    assert front_line_hours({"15": 1}).passing == 0


def test_front_line_hours_of_nine_executives() -> None:
    hours = front_line_hours({"4": 1, "8": 2, "12": 2, "16": 1, "24": 1, "100": 2})

    assert hours == FrontLineHours(passing=4, answered=9, median=Fraction(3, 2))
    assert hours.score == HALF


def test_front_line_hours_score_1_when_the_median_executive_passes() -> None:
    assert front_line_hours({"0": 4, "16": 5}).score == ONE


def test_front_line_hours_take_the_lower_median_of_an_even_number() -> None:
    hours = front_line_hours({"8": 4, "40": 4})

    assert hours.median == 1
    assert hours.score == HALF


def test_front_line_hours_score_0_when_nobody_passes() -> None:
    assert front_line_hours({"0": 3, "15": 6}).score == NOUGHT


def test_front_line_hours_of_nobody_are_missing() -> None:
    hours = front_line_hours({"16": 0})

    assert hours == FrontLineHours(passing=0, answered=0, median=None)
    assert hours.score is None


def test_front_line_hours_sort_by_number_not_by_text() -> None:
    assert front_line_hours({"9": 1, "10": 1, "100": 1}).median == Fraction(10, 8)


@pytest.mark.parametrize("code", ["321", "-1", "2.5", "dk", ""])
def test_front_line_hours_refuse_what_is_not_half_hours(code: str) -> None:
    with pytest.raises(ImpossibleCounts, match="half-hours"):
        front_line_hours({code: 1})


@given(st.dictionaries(st.integers(min_value=0, max_value=320), st.integers(0, 6), max_size=9))
def test_front_line_median_reaches_two_hours_exactly_when_the_score_is_1(
    counts: dict[int, int],
) -> None:
    hours = front_line_hours({str(half_hours): people for half_hours, people in counts.items()})

    if hours.median is not None:
        assert (hours.median >= 2) == (hours.score == 1)


@pytest.mark.parametrize(
    ("items", "score", "answer"),
    [
        ([ONE, ONE, ONE, ONE], ONE, Answer.YES),
        ([ONE, ONE, HALF, HALF], Fraction(3, 4), Answer.YES),
        ([ONE, ONE, ONE, NOUGHT], Fraction(3, 4), Answer.PARTLY),
        ([ONE, HALF, HALF, HALF], Fraction(5, 8), Answer.PARTLY),
        ([Fraction(2, 5)] * 3, Fraction(2, 5), Answer.PARTLY),
        ([HALF, HALF, NOUGHT], Fraction(1, 3), Answer.NO),
        ([NOUGHT, NOUGHT, NOUGHT], NOUGHT, Answer.NO),
        ([ONE, ONE, HALF, None], Fraction(5, 6), Answer.YES),
        ([ONE, ONE, None], ONE, Answer.YES),
        ([ONE, ONE, None, None], None, Answer.NOT_ENOUGH),
        ([ONE, None, None], None, Answer.NOT_ENOUGH),
        ([None, None, None], None, Answer.NOT_ENOUGH),
        ([], None, Answer.NOT_ENOUGH),
    ],
)
def test_question_result_judges_the_answered_items(
    items: list[Fraction | None], score: Fraction | None, answer: Answer
) -> None:
    assert question_result(items) == QuestionResult(score, answer)


@given(ITEMS)
def test_question_result_does_not_depend_on_the_order_of_items(
    items: list[Fraction | None],
) -> None:
    assert question_result(items[::-1]) == question_result(items)
    assert question_result(sorted(items, key=str)) == question_result(items)


@given(ITEMS)
def test_unanswered_item_changes_the_score_only_by_being_one_too_many(
    items: list[Fraction | None],
) -> None:
    with_another = question_result([*items, None])

    assert with_another == question_result(items) or with_another.answer is Answer.NOT_ENOUGH


def test_profile_counts_its_yes_and_takes_the_weaker_foundation() -> None:
    result = profile([[ONE, ONE], [HALF, HALF], [ONE, ONE], [NOUGHT, NOUGHT]])

    assert [question.answer for question in result.questions] == [
        Answer.YES,
        Answer.PARTLY,
        Answer.YES,
        Answer.NO,
    ]
    assert result.text == "2 of 4 yes"
    assert result.level is Answer.PARTLY


def test_profile_level_ignores_questions_3_and_4() -> None:
    assert profile([[ONE], [ONE], [NOUGHT], [None]]).level is Answer.YES
    assert profile([[ONE], [NOUGHT], [ONE], [ONE]]).level is Answer.NO


def test_profile_has_no_level_without_both_foundations() -> None:
    assert profile([[None], [ONE], [ONE], [ONE]]).level is None
    assert profile([[ONE], [None], [ONE], [ONE]]).level is None
    assert Profile(()).level is None
