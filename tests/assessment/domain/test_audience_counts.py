"""How many of an audience, in words."""

import pytest

from assessment.domain.audience_counts import answered_of, counted
from assessment.domain.audiences import Audience


@pytest.mark.parametrize("audience", Audience)
def test_people_are_counted_with_the_words_of_their_audience(audience: Audience) -> None:
    assert counted(audience, 0) == f"No {audience.plural}"
    assert counted(audience, 1) == f"1 {audience.value}"
    assert counted(audience, 1210) == f"1,210 {audience.plural}"


@pytest.mark.parametrize("audience", Audience)
def test_noun_follows_the_number_that_was_asked(audience: Audience) -> None:
    assert answered_of(audience, answered=0, asked=1) == f"0 of 1 {audience.value}"
    assert answered_of(audience, answered=1, asked=2300) == f"1 of 2,300 {audience.plural}"
