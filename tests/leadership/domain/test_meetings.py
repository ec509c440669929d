"""What a decision about a contested sign says."""

from datetime import date

import pytest

from leadership.domain.meetings import Outcome, decision_sentence

DAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("outcome", "who", "day", "sentence"),
    [
        (Outcome.YES, "", None, "Yes, this holds."),
        (Outcome.NO, "", None, "No, this does not hold."),
        (Outcome.FIND_OUT, "Dana Reyes", DAY, "Dana Reyes finds out by 4 December 2026."),
        (Outcome.FIND_OUT, "", DAY, "Somebody finds out by 4 December 2026."),
        (Outcome.OPEN, "", None, "This was not settled."),
    ],
)
def test_decision_is_said_in_a_sentence(
    outcome: Outcome, who: str, day: date | None, sentence: str
) -> None:
    assert decision_sentence(outcome, who, day) == sentence


def test_only_what_was_taken_back_settles_nothing() -> None:
    assert [one for one in Outcome if not one.settles] == [Outcome.OPEN]
    assert [one.label for one in Outcome] == ["Yes", "No", "Find out", "Not settled"]
