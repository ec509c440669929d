"""The leadership checklist: items scored from counts, four questions judged through their items.

Source of questions and the two-hours rule: Nanduru, “Scaling Customer Obsession, Part 1:
Leadership”. The profile of four is reported as it is; there is no mean of the questions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from assessment.domain.errors import ImpossibleCounts
from assessment.domain.language import translatable, translate, translate_plural

POINTS: Final = {"yes": Fraction(1), "partly": Fraction(1, 2), "no": Fraction(0)}
DONT_KNOW: Final = "dk"

HALF_HOURS_PER_HOUR: Final = 2
WEEKS: Final = 4
MOST_HALF_HOURS: Final = 40 * HALF_HOURS_PER_HOUR * WEEKS
TWO_HOURS_A_WEEK: Final = 2 * HALF_HOURS_PER_HOUR * WEEKS


class Answer(StrEnum):
    """What the items of one question add up to; the value is its wording."""

    YES = translatable("yes")
    PARTLY = translatable("partly")
    NO = translatable("no")
    NOT_ENOUGH = translatable("not enough answers")

    @property
    def label(self) -> str:
        """The value in the reader's language."""
        return translate(self.value)


WEAKEST_FIRST: Final = (Answer.NO, Answer.PARTLY, Answer.YES)


@dataclass(frozen=True, slots=True)
class FrontLineHours:
    """How many executives spend two hours a week with customers, and the median of their hours."""

    passing: int
    answered: int
    median: Fraction | None

    @property
    def score(self) -> Fraction | None:
        """1 if the median executive passes, 1/2 if only fewer do, 0 if nobody, None if no answers.

        Of an even number the lower of the two in the middle is the median executive, so exactly
        half passing is 1/2: 4 of 8 is 1/2 and 5 of 8 is 1.
        """
        if self.answered == 0:
            return None
        if self.passing * 2 > self.answered:
            return Fraction(1)
        return Fraction(1, 2) if self.passing else Fraction(0)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One of the four questions: its score, 0 to 1, and what that says."""

    score: Fraction | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class Profile:
    """The four questions in their order, which is how the checklist is reported."""

    questions: tuple[QuestionResult, ...]

    @property
    def yes(self) -> int:
        """How many of the questions are answered with yes."""
        return sum(question.answer is Answer.YES for question in self.questions)

    @property
    def text(self) -> str:
        """Such as "2 of 4 yes"."""
        text = translate_plural("{yes} of {all} yes", "{yes} of {all} yes", self.yes)
        return text.format(yes=self.yes, all=len(self.questions))

    @property
    def level(self) -> Answer | None:
        """The weaker of questions 1 and 2, which the source calls the foundation.

        Never a mean. None when either of them has not enough answers.
        """
        foundation = [question.answer for question in self.questions[:2]]
        if len(foundation) < 2 or Answer.NOT_ENOUGH in foundation:
            return None
        return min(foundation, key=WEAKEST_FIRST.index)


def item_score(counts: Mapping[str, int]) -> Fraction | None:
    """The mean of yes 1, partly 1/2 and no 0, don't know left out; None without a valid answer.

    {"yes": 3, "partly": 2, "no": 1, "dk": 4} gives 4/6.
    """
    for code, count in counts.items():
        if count < 0 or (code != DONT_KNOW and code not in POINTS):
            raise ImpossibleCounts(f"“{code}” cannot have been chosen {count} times.")
    answered = sum(counts.get(code, 0) for code in POINTS)
    total = sum((points * counts.get(code, 0) for code, points in POINTS.items()), Fraction(0))
    return total / answered if answered else None


def front_line_hours(counts: Mapping[str, int]) -> FrontLineHours:
    """The item about leading from the front, from half-hours over four weeks.

    `counts` maps the total of half-hours, as text, to how many executives gave it. "16" is eight
    hours in four weeks, a mean of exactly two, which passes. The median is in hours a week and
    is the lower one of an even number, so that it reaches 2 exactly when the score is 1.
    """
    totals: list[int] = []
    for code in sorted(counts, key=_half_hours):
        totals += [_half_hours(code)] * counts[code]
    return FrontLineHours(
        passing=sum(total >= TWO_HOURS_A_WEEK for total in totals),
        answered=len(totals),
        median=_hours_a_week(totals[(len(totals) - 1) // 2]) if totals else None,
    )


def question_result(items: Sequence[Fraction | None]) -> QuestionResult:
    """The mean of the answered items, given that at least 2/3 of them are; None is unanswered.

    Yes from 3/4 with no item at 0, no below 2/5, otherwise partly: 1, 1, 1, 0 is 3/4 but partly.
    """
    answered = [item for item in items if item is not None]
    if not answered or len(answered) * 3 < len(items) * 2:
        return QuestionResult(score=None, answer=Answer.NOT_ENOUGH)
    score = sum(answered, Fraction(0)) / len(answered)
    if score < Fraction(2, 5):
        return QuestionResult(score, Answer.NO)
    convincing = score >= Fraction(3, 4) and min(answered) > 0
    return QuestionResult(score, Answer.YES if convincing else Answer.PARTLY)


def profile(questions: Sequence[Sequence[Fraction | None]]) -> Profile:
    """The profile of the questions, each given as the scores of its items."""
    return Profile(tuple(question_result(items) for items in questions))


def _half_hours(code: str) -> int:
    if not (code.isascii() and code.isdecimal() and int(code) <= MOST_HALF_HOURS):
        raise ImpossibleCounts(f"“{code}” is not a number of half-hours in four weeks.")
    return int(code)


def _hours_a_week(half_hours: int) -> Fraction:
    return Fraction(half_hours, HALF_HOURS_PER_HOUR * WEEKS)
