"""What the dashboard of a closed round says about messages: numbers, and of which day they are."""

from datetime import UTC, date, datetime

import pytest

from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round
from leadership.models import CeoMessage
from leadership.queries.ceo_messages import answering_part
from tests.respondents import an_open_round

pytestmark = pytest.mark.django_db
IN_THE_QUARTER = datetime(2026, 5, 20, 12, tzinfo=UTC)
LAST_DAY = datetime(2026, 6, 30, 12, tzinfo=UTC)
AFTERWARDS = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def round_(organization: Organization) -> Round:
    return an_open_round(organization, quarter=quarter_of(date(2026, 5, 1)))


def a_message(round_: Round, address: str = "ann@example.com", **fields: object) -> CeoMessage:
    return CeoMessage.objects.create(
        organization=round_.organization,
        text="Call back.",
        address=address,
        received_on=date(2026, 5, 4),
        **fields,
    )


def sentences(round_: Round, now: datetime) -> tuple[str, ...]:
    part = answering_part(round_, now=now)
    assert part
    return part.sentences


@pytest.mark.parametrize("now", [IN_THE_QUARTER, LAST_DAY])
def test_numbers_of_a_quarter_that_lasts_say_their_day(round_: Round, now: datetime) -> None:
    a_message(round_, address="")

    assert sentences(round_, now)[-1] == (
        f"These numbers are as of {now.day} {now:%B} 2026. "
        "Messages that come until 30 June 2026 are added to them."
    )


def test_numbers_with_an_answer_to_come_say_their_day(round_: Round) -> None:
    a_message(round_)

    assert sentences(round_, AFTERWARDS)[-1] == (
        "These numbers are as of 1 July 2026. The quarter is over; an answer that is given later "
        "is added to them."
    )


def test_numbers_that_stand_say_no_day(round_: Round) -> None:
    a_message(round_, is_read=True, answer="We did.", answered_on=date(2026, 5, 6))
    a_message(round_, address="")

    assert sentences(round_, AFTERWARDS) == (
        "2 messages came through the thank-you page in Q2 2026.",
        "The median time to an answer was 2 days.",
    )
