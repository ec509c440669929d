"""Audiences and moments as sentences about a round list them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.queries.results import Participation
from leadership.templatetags.audiences import (
    answered_listed,
    counted,
    mid_sentence,
    moments_listed,
    plurals_in_a_row,
    plurals_listed,
)

ALL = (Audience.EXECUTIVE, Audience.MANAGER, Audience.CUSTOMER)


def test_audiences_are_listed_as_in_a_sentence() -> None:
    assert plurals_listed(ALL) == "executives, managers and customers"
    assert plurals_in_a_row(ALL) == "executives, managers, customers"
    assert counted(Audience.CUSTOMER, 1) == "1 customer"


def test_participation_is_listed_audience_by_audience() -> None:
    participation = [
        Participation(Audience.EXECUTIVE, 1, 0),
        Participation(Audience.EMPLOYEE, 1500, 40),
    ]

    assert answered_listed(participation) == "0 of 1 executive and 40 of 1,500 employees"


def test_moments_are_those_of_the_zone_of_the_page() -> None:
    moments = [datetime(2027, 1, 5, 8, tzinfo=UTC), datetime(2027, 7, 12, 8, 30, tzinfo=UTC)]

    with timezone.override(ZoneInfo("Europe/Berlin")):
        said = moments_listed(moments)

    assert said == "on 5 January at 09:00 and on 12 July at 10:30"


def test_label_stands_small_within_a_sentence() -> None:
    assert mid_sentence("Lower price") == "lower price"
