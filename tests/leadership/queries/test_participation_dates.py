"""On which days people answered."""

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.models import Organization, Round
from leadership.models import Invitation, Membership
from leadership.queries.participation_dates import Dates, Day, dates_of
from leadership.services.programme import close_round
from tests.leadership.conftest import NOW
from tests.leadership.programmes import a_contact, a_draft, an_executive, launched

LAUNCH = NOW.date()


@pytest.fixture
def round_(lead: Membership) -> Round:
    """Asks two executives and three customers."""
    for number in range(2):
        an_executive(lead.organization, f"e{number}@acme.example")
    for number in range(3):
        a_contact(lead.organization, f"c{number}@customer.example")
    return launched(a_draft(lead.organization, lead.user), lead.user)


def sent(address: str, on: date) -> None:
    theirs = Invitation.objects.filter(contact__email=address) | Invitation.objects.filter(
        membership__user__email=address
    )
    Invitation.objects.filter(pk__in=theirs).update(submitted_on=on)


def test_days_run_from_the_launch_until_today(round_: Round) -> None:
    sent("c0@customer.example", LAUNCH)
    sent("c1@customer.example", LAUNCH + timedelta(days=2))
    sent("e0@acme.example", LAUNCH + timedelta(days=2))
    Invitation.objects.filter(membership__isnull=False).update(started_on=LAUNCH)

    dates = dates_of(round_, NOW + timedelta(days=2))

    assert dates == Dates(
        days=(
            Day(LAUNCH, invited=5, started=2, answered=1, by_audience=(0, 1), share=0.5),
            Day(LAUNCH + timedelta(days=1), 0, 0, 0, (0, 0), 0.0),
            Day(LAUNCH + timedelta(days=2), 0, 0, 2, (1, 1), 1.0),
        ),
        audiences=(Audience.EXECUTIVE, Audience.CUSTOMER),
        executives_started=2,
        executives_under_way=1,
    )
    assert dates.answered == 3
    assert dates.best is not None
    assert dates.best.day == LAUNCH + timedelta(days=2)


def test_days_of_a_closed_round_end_with_it(lead: Membership, round_: Round) -> None:
    close_round(round_=round_, by=lead.user, now=NOW + timedelta(days=3))

    dates = dates_of(round_, NOW + timedelta(days=90))

    assert len(dates.days) == 4
    assert dates.best is None


def test_days_are_those_of_the_organizations_time_zone(
    organization: Organization, lead: Membership
) -> None:
    organization.time_zone = "Pacific/Auckland"
    organization.save()
    lead.organization.refresh_from_db()
    a_contact(organization)
    evening = datetime.combine(LAUNCH, NOW.time().replace(hour=20), tzinfo=NOW.tzinfo)
    round_ = launched(a_draft(lead.organization, lead.user, now=evening), lead.user, evening)

    days = dates_of(round_, evening).days

    assert [(day.day, day.invited) for day in days] == [(LAUNCH + timedelta(days=1), 1)]


def test_who_sent_without_a_pause_has_started_too_and_revoked_ones_are_not_under_way(
    round_: Round,
) -> None:
    sent("e0@acme.example", LAUNCH)
    Invitation.objects.filter(membership__user__email="e1@acme.example").update(
        started_on=LAUNCH, revoked_on=LAUNCH
    )

    dates = dates_of(round_, NOW)

    assert (dates.executives_started, dates.executives_under_way) == (2, 0)


def test_dates_are_read_by_one_query(
    round_: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = Round.objects.select_related("organization").get()

    with django_assert_num_queries(1):
        dates_of(round_, NOW + timedelta(days=5))
