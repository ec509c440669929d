"""One executive's own result: what their answers alone say, before the team's are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.domain.answers import Answer
from assessment.domain.definitions import DONT_KNOW, Question

SIGNS = "eight-signs"
CHECKLIST = "leadership-checklist"
HOURS = "l1b"
PREDICTION = "m1"


@dataclass(frozen=True, slots=True)
class OwnResult:
    """`signs` is 0 where the round did not ask them.

    `hours` is the mean of a week, None unless every week was filled in; `prediction` is how many
    of 100 customers were expected to choose the strongest answer, None without one.
    """

    yes: int
    dont_know: int
    signs: int
    hours: Fraction | None
    prediction: int | None


def own_result_of(
    asked: Mapping[str, Sequence[Question]], answers: Mapping[str, Answer]
) -> OwnResult:
    """Add up one person's answers; `asked` holds their questions by questionnaire.

    Six times yes, once no and once don't know are "yes to 6 of 8", as `claimed` counts.
    """
    signs = [question.key for question in asked.get(SIGNS, ())]
    said = [answers.get(key) for key in signs]
    prediction = answers.get(PREDICTION)
    return OwnResult(
        yes=said.count("yes"),
        dont_know=said.count(DONT_KNOW),
        signs=len(signs),
        hours=_mean(answers.get(HOURS)),
        prediction=prediction if isinstance(prediction, int) else None,
    )


def _mean(hours: Answer | None) -> Fraction | None:
    if not isinstance(hours, list):
        return None
    filled = [Fraction(value) for value in hours if value is not None]
    return sum(filled, Fraction(0)) / len(filled) if len(filled) == len(hours) else None
