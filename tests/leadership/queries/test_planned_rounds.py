"""The next rounds as a schedule plans them, and what stands in their way."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round
from leadership.domain.month_grids import Mark, MarkedDay
from leadership.models import Membership, User
from leadership.queries.planned_rounds import PlannedRound, Standing, planned_rounds
from leadership.queries.schedules import round_in, taken_over
from leadership.services.programme import close_round, launch_round
from leadership.services.schedules import run_schedules
from tests.leadership.programmes import a_draft
from tests.leadership.scheduling import OPENING, a_schedule, an_organization_in

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def organization(db: None) -> Organization:
    return an_organization_in("Europe/Berlin")


def lead() -> User:
    return User.objects.get(email="meridian-lead@example.com")


def standings(organization: Organization, now: datetime) -> list[tuple[str, str]]:
    return [(one.label, one.standing.value) for one in planned_rounds(organization, now).rounds]


def first(organization: Organization, now: datetime) -> PlannedRound:
    return planned_rounds(organization, now).rounds[0]


def test_four_rounds_are_still_to_come(organization: Organization) -> None:
    a_schedule(organization)

    before = standings(organization, OPENING - 4 * DAY)
    after = standings(organization, OPENING - 10 * DAY)

    assert before == [
        ("Q1 2027", "planned"),
        ("Q2 2027", "planned"),
        ("Q3 2027", "planned"),
        ("Q4 2027", "planned"),
    ]
    assert after == [("Q4 2026", "over"), *before]


def test_planned_round_says_when_it_opens_reminds_and_closes(organization: Organization) -> None:
    a_schedule(organization, days_open=20)

    one = first(organization, OPENING - 4 * DAY)

    assert one.opens_on == "Tuesday 5 January 2027, 09:00"
    assert [day.replace("\N{NO-BREAK SPACE}", " ") for day in one.reminders_on] == [
        "Sunday 10 January",
        "Sunday 17 January",
        "Saturday 23 January",
    ]
    assert one.closes_on == "Monday 25 January 2027"
    assert one.drafted_on == "Tuesday 29 December 2026"
    assert one.marked_days == (
        MarkedDay(date(2027, 1, 5), Mark.OPENS, "Q1 2027"),
        MarkedDay(date(2027, 1, 10), Mark.REMINDS, "Q1 2027"),
        MarkedDay(date(2027, 1, 17), Mark.REMINDS, "Q1 2027"),
        MarkedDay(date(2027, 1, 23), Mark.REMINDS, "Q1 2027"),
        MarkedDay(date(2027, 1, 25), Mark.CLOSES, "Q1 2027"),
    )


def test_round_of_this_quarter_is_shown_as_it_is(organization: Organization) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING - DAY)
    drafted = first(organization, OPENING - DAY)
    run_schedules(now=OPENING)
    opened = first(organization, OPENING + DAY)
    round_ = Round.objects.get()
    close_round(round_=round_, by=lead(), now=OPENING + 3 * DAY)
    closed = first(organization, OPENING + 4 * DAY)

    assert (drafted.standing, drafted.is_near) == (Standing.DRAFT, True)
    assert (opened.standing, opened.opens_at) == (Standing.OPEN, OPENING)
    assert (closed.standing, closed.closes_on) == (Standing.CLOSED, "Friday 8 January 2027")
    assert closed.marked_days == ()


def test_draft_whose_time_has_come_waits_or_is_stuck(organization: Organization) -> None:
    schedule = a_schedule(organization, launches_by_itself=False)
    run_schedules(now=OPENING)
    waits = first(organization, OPENING + DAY)
    schedule.launches_by_itself = True
    schedule.save()
    Membership.objects.update(on_executive_team=False)
    run_schedules(now=OPENING + DAY)

    assert waits.standing is Standing.WAITS
    assert first(organization, OPENING + DAY).standing is Standing.STUCK

    schedule.opening_day, schedule.launches_by_itself = 12, False
    schedule.save()
    assert first(organization, OPENING + 7 * DAY).standing is Standing.WAITS


def test_draft_that_closes_before_its_opening_is_told_apart(organization: Organization) -> None:
    a_schedule(organization)
    a_draft(organization, lead(), quarter=quarter_of(date(2027, 1, 1)), now=OPENING - 30 * DAY)

    one = first(organization, OPENING - 4 * DAY)

    assert (one.standing, one.closes_too_early) == (Standing.DRAFT, True)


def test_round_of_another_calendar_takes_the_quarter_it_reaches_into(
    organization: Organization,
) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING)
    organization.fiscal_year_starts_in = 2

    assert standings(organization, OPENING + 30 * DAY)[:2] == [
        ("Q1 FY2028", "taken"),
        ("Q2 FY2028", "planned"),
    ]


def test_schedule_that_is_off_is_shown_as_if_it_were_switched_on(
    organization: Organization,
) -> None:
    without = planned_rounds(organization, OPENING + DAY)
    a_schedule(organization, is_on=False, opening_day=9)
    off = planned_rounds(organization, OPENING + DAY)

    assert (without.is_on, without.headline, without.next) == (False, "", None)
    assert standings(organization, OPENING + DAY)[0] == ("Q1 2027", "planned")
    assert without.rounds[0].standing is Standing.OVER
    assert off.rhythm.opening_day == 9
    assert off.headline == ""


@pytest.mark.parametrize(
    ("by_itself", "days", "headline"),
    [
        (True, -1, "Q1 2027 opens by itself on Tuesday 5 January 2027"),
        (False, -1, "Q1 2027 opens on Tuesday 5 January 2027, after your yes"),
        (False, 1, "Q1 2027 waits for your yes"),
        (True, 1, "Q2 2027 opens by itself on Monday 5 April 2027"),
    ],
)
def test_headline_says_what_comes_next(
    organization: Organization, *, by_itself: bool, days: int, headline: str
) -> None:
    a_schedule(organization, launches_by_itself=by_itself)
    now = OPENING + days * DAY
    run_schedules(now=now)

    assert planned_rounds(organization, now).headline == headline


def test_headline_says_when_a_round_could_not_open(organization: Organization) -> None:
    a_schedule(organization)
    Membership.objects.update(on_executive_team=False)
    run_schedules(now=OPENING)

    assert planned_rounds(organization, OPENING).headline == "Q1 2027 could not open by itself"


def test_plan_of_a_draft_is_found_by_its_round(organization: Organization) -> None:
    schedule = a_schedule(organization)
    run_schedules(now=OPENING - DAY)
    round_ = Round.objects.get()

    plan = planned_rounds(organization, OPENING - DAY).of(round_)
    schedule.is_on = False
    schedule.save()

    assert plan
    assert plan.opens_at == OPENING
    assert planned_rounds(organization, OPENING - DAY).of(round_) is None


def test_hours_are_those_of_the_organization() -> None:
    organization = an_organization_in("Pacific/Kiritimati")
    a_schedule(organization)

    one = first(organization, OPENING - 4 * DAY)

    assert one.opens_on == "Tuesday 5 January 2027, 09:00"
    assert one.opens_at == datetime(2027, 1, 4, 19, tzinfo=UTC)
    assert one.zone == ZoneInfo("Pacific/Kiritimati")


def test_round_of_the_quarter_itself_comes_before_one_that_overlaps_it() -> None:
    quarter = quarter_of(date(2027, 2, 1), fiscal_year_starts_in=2)
    own = Round(quarter_starts_on=date(2027, 2, 1))
    overlapping = Round(quarter_starts_on=date(2027, 1, 1), state="open")

    assert round_in([overlapping, own], quarter) is own
    assert round_in([overlapping], quarter) is overlapping
    assert round_in([Round(quarter_starts_on=date(2026, 11, 1))], quarter) is None


def test_first_round_asks_whoever_is_there(organization: Organization) -> None:
    usual = taken_over(organization)
    Membership.objects.update(on_executive_team=False)
    nobody = taken_over(organization)

    assert (usual.label, usual.audience_words) == ("", "executives")
    assert usual.names_executives
    assert nobody.audience_words == "executives, managers, employees, customers and partners"


def test_round_after_another_takes_over_its_settings(organization: Organization) -> None:
    earlier = a_draft(organization, lead(), now=OPENING - 60 * DAY)
    launch_round(round_=earlier, by=lead(), now=OPENING - 60 * DAY)

    taken = taken_over(organization)

    assert (taken.label, taken.audience_words) == ("Q4 2026", "executives and customers")
    assert not taken.names_executives
