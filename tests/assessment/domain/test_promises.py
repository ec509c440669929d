"""What people read before the first question, and what is kept, come from one object."""

import pytest

from assessment.domain.audiences import Audience
from assessment.domain.promises import Promises
from assessment.domain.rounds import Promise

ATTRIBUTED = Promises(Promise.ATTRIBUTED, 5)
TOTALS_ONLY = Promises(Promise.TOTALS_ONLY, 5)


def test_executives_are_told_that_their_names_show_exactly_where_they_do() -> None:
    assert "with your name" in ATTRIBUTED.told(Audience.EXECUTIVE)
    assert ATTRIBUTED.names_executives
    assert not ATTRIBUTED.is_confidential(Audience.EXECUTIVE)
    assert "totals of at least 5 executives" in TOTALS_ONLY.told(Audience.EXECUTIVE)
    assert not TOTALS_ONLY.names_executives
    assert TOTALS_ONLY.is_confidential(Audience.EXECUTIVE)


@pytest.mark.parametrize("audience", [one for one in Audience if one is not Audience.EXECUTIVE])
@pytest.mark.parametrize("promises", [ATTRIBUTED, TOTALS_ONLY])
def test_everybody_else_is_confidential_whatever_executives_were_told(
    promises: Promises, audience: Audience
) -> None:
    assert promises.is_confidential(audience)
    assert "only in groups of 5 or more" in promises.told(audience)


def test_the_number_told_is_the_number_kept() -> None:
    assert "groups of 12 or more" in Promises(Promise.ATTRIBUTED, 12).told(Audience.CUSTOMER)
    assert "at least 8" in Promises(Promise.TOTALS_ONLY, 8).told(Audience.EXECUTIVE)
    assert "at least 12" in Promises(Promise.TOTALS_ONLY, 12).told(Audience.EXECUTIVE)


def test_comments_need_ten() -> None:
    assert ATTRIBUTED.comments_from == 10
