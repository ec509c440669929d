"""One executive's own result."""

from fractions import Fraction
from pathlib import Path

import pytest

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.definition_files import parse_definition
from assessment.domain.definitions import Question
from assessment.domain.own_results import OwnResult, own_result_of

FOLDER = Path(__file__).parents[3] / "assessment" / "questionnaires"
SIGNS: dict[str, Answer] = {f"s{number}": "yes" for number in range(1, 9)}


@pytest.fixture(scope="module")
def asked() -> dict[str, tuple[Question, ...]]:
    built_in = [parse_definition(file.name, file.read_bytes()) for file in FOLDER.glob("*.yaml")]
    return {one.key: one.questions_for(Audience.EXECUTIVE) for one in built_in}


def test_own_result_counts_yes_of_all_signs(asked: dict[str, tuple[Question, ...]]) -> None:
    answers = SIGNS | {"s2": "no", "s7": "dk", "m1": 0, "l1b": [1.5, 0, 2, 3], "l2a": "yes"}

    result = own_result_of(asked, answers)

    assert result == OwnResult(yes=6, dont_know=1, signs=8, hours=Fraction(13, 8), prediction=0)


def test_what_was_not_answered_or_not_asked_is_left_out(
    asked: dict[str, tuple[Question, ...]],
) -> None:
    assert own_result_of(asked, SIGNS) == OwnResult(8, 0, 8, None, None)
    assert own_result_of({}, {"l1b": [1, None, 2, 3]}) == OwnResult(0, 0, 0, None, None)
