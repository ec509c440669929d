"""Whether two rounds asked a question alike, so that their answers can be compared."""

from pathlib import Path

from assessment.models import Organization
from assessment.queries.rounds import is_asked_alike
from tests.assessment.queries.test_trends import publish, quarters
from tests.closed_rounds import CUSTOMER, MANAGER, Cell, Choices, a_round, headline

ANSWERS: dict[Cell, Choices] = {MANAGER: headline(9, 18), CUSTOMER: headline(1, 9)}


def test_question_in_other_words_or_with_other_answers_is_not_asked_alike(
    organization: Organization, tmp_path: Path
) -> None:
    first, second, third, fourth = quarters(4)
    before = a_round(organization, ANSWERS, quarter=first)
    publish(tmp_path, "another title", {"title: .*": "title: Another title"})
    retitled = a_round(organization, ANSWERS, quarter=second)
    publish(tmp_path, "other words", {"How customer-centric is": "How good to customers is"})
    reworded = a_round(organization, ANSWERS, quarter=third)
    publish(tmp_path, "other labels", {"en: Strongly agree": "en: Fully agree"})
    relabelled = a_round(organization, ANSWERS, quarter=fourth)

    assert is_asked_alike("p1", before, retitled) is True
    assert is_asked_alike("p1", before, reworded) is False
    assert is_asked_alike("p2", before, reworded) is True
    assert is_asked_alike("p2", before, relabelled) is False


def test_question_that_one_round_did_not_ask_is_neither(organization: Organization) -> None:
    first, second = quarters(2)
    one, other = (a_round(organization, ANSWERS, quarter=quarter) for quarter in (first, second))

    assert is_asked_alike("p99", one, other) is None
