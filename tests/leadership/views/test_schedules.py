"""The page on which the schedule is set, and what other pages say of it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.domain.audiences import Audience
from assessment.models import Organization, Round
from leadership.domain.rhythm import Rhythm
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Membership, Schedule
from leadership.services.schedules import run_schedules
from tests.html_pages import page_of
from tests.leadership.mailing import a_member
from tests.leadership.programmes import a_draft
from tests.leadership.scheduling import OPENING, a_schedule, an_organization_in

pytestmark = pytest.mark.django_db

ADDRESS = "/o/meridian/rounds/schedule/"
DAY = timedelta(days=1)
TYPED = {
    "is_on": "on",
    "launch": "by-itself",
    "month_1": "1",
    "month_2": "2",
    "month_3": "3",
    "month_4": "2",
    "opening_day": "7",
    "opening_hour": "8",
    "days_open": "20",
    "first_reminder_day": "4",
    "second_reminder_day": "",
    "last_reminder_days_before": "1",
}


@pytest.fixture(autouse=True)
def _in_december() -> Iterator[None]:
    with time_machine.travel(OPENING - 20 * DAY, tick=False):
        yield


@pytest.fixture
def organization(db: None) -> Organization:
    return an_organization_in("Europe/Berlin")


@pytest.fixture
def lead(organization: Organization) -> Membership:
    return Membership.objects.get(role=Role.LEAD)


@pytest.fixture
def as_lead(lead: Membership) -> Client:
    client = Client()
    client.force_login(lead.user)
    return client


def test_page_without_a_schedule_shows_what_the_usual_one_would_do(as_lead: Client) -> None:
    page = as_lead.get(ADDRESS)

    assertContains(page, "A round opens when somebody launches it")
    assertContains(page, "The next rounds, if it were on")
    assertContains(page, "Tuesday 5 January 2027, 09:00")
    assertContains(page, "reminders still go out on day 5, on day 12 and two days before the last")
    assertContains(page, "The first round takes the usual settings")
    assertContains(page, "At the launch the questions, who is asked, what is promised")
    assert not Schedule.objects.exists()


def test_lead_sets_the_schedule(as_lead: Client, lead: Membership) -> None:
    response = as_lead.post(ADDRESS, TYPED, follow=True)

    assertRedirects(response, ADDRESS)
    assertContains(response, "The schedule is saved.")
    assertContains(response, "Q1 2027 opens by itself on Thursday 7 January 2027")
    schedule = Schedule.objects.get()
    assert (schedule.is_on, schedule.launches_by_itself) == (True, True)
    assert schedule.rhythm == Rhythm(
        months=(1, 2, 3, 2),
        opening_day=7,
        opening_hour=8,
        days_open=20,
        first_reminder_day=4,
        second_reminder_day=None,
        last_reminder_days_before=1,
    )
    assert AuditEntry.objects.get().by == lead.user.email
    assert not Round.objects.exists()


def test_form_holds_what_was_saved(as_lead: Client) -> None:
    as_lead.post(ADDRESS, TYPED)

    page = as_lead.get(ADDRESS).content.decode()

    assert 'name="opening_day" value="7"' in page
    assert '<option value="3" selected>September</option>' in page
    assert '<option value="8" selected>08:00</option>' in page
    assert page_of(as_lead.get(ADDRESS)).fields["launch"] == ["by-itself"]


def test_months_are_those_of_the_fiscal_year(as_lead: Client, organization: Organization) -> None:
    organization.fiscal_year_starts_in = 12
    organization.save()

    page = as_lead.get(ADDRESS)

    assertContains(page, '<option value="1" selected>December</option>')
    assertContains(page, '<option value="3">February</option>')


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"opening_day": "29"}, "Write a number from 1 to 28."),
        ({"opening_day": ""}, "Write a number from 1 to 28."),
        ({"opening_day": "seven"}, "Write a number from 1 to 28."),
        ({"opening_hour": "24"}, "Select a valid choice"),
        ({"days_open": "2"}, "Write a number from 3 to 60."),
        ({"days_open": "61"}, "Write a number from 3 to 60."),
        ({"month_3": "4"}, "Select a valid choice"),
        ({"launch": ""}, "Choose whether a round waits for your yes."),
        (
            {"first_reminder_day": "20"},
            "With 20 days open, write a number below 20, or leave it empty.",
        ),
        ({"first_reminder_day": "1"}, "Write a number from 2 to 59."),
        ({"last_reminder_days_before": "0"}, "Write a number from 1 to 59."),
        (
            {"month_1": "3", "month_2": "1", "days_open": "40"},
            "The round of Q1 would still be open when the round of Q2 opens. "
            "Keep rounds open for 30 days at most",
        ),
    ],
)
def test_bad_input_is_shown_again_with_the_reason_and_not_stored(
    as_lead: Client, changed: dict[str, str], reason: str
) -> None:
    typed = TYPED | {"second_reminder_day": "6"} | changed

    response = as_lead.post(ADDRESS, typed)

    assertContains(response, reason, status_code=422)
    assertContains(response, "Something needs to be put right", status_code=422)
    page = response.content.decode()
    for name in ("opening_day", "days_open", "first_reminder_day", "second_reminder_day"):
        if typed[name]:
            assert f'name="{name}" value="{typed[name]}"' in page
    assert 'name="is_on"' in page.split("checked")[0]
    assert not Schedule.objects.exists()


def test_calendar_marks_days_by_words_too(as_lead: Client, organization: Organization) -> None:
    a_schedule(organization)

    page = as_lead.get(ADDRESS)

    assertContains(page, "<caption>January 2027</caption>")
    assertContains(page, '5<span class="visually-hidden"> Q1 2027 opens</span>')
    assertContains(page, '10<span class="visually-hidden"> Q1 2027 reminds</span>')
    assertContains(page, '19<span class="visually-hidden"> Q1 2027 closes</span>')


def test_page_says_what_a_new_round_takes_over(as_lead: Client, lead: Membership) -> None:
    a_draft(lead.organization, lead.user, audiences=[Audience.CUSTOMER], now=OPENING - 90 * DAY)

    without_executives = page_of(as_lead.get(ADDRESS)).text

    assert "it asks customers, and shows no group of fewer than 5 answers" in without_executives


def test_page_says_that_this_quarter_is_over(as_lead: Client, organization: Organization) -> None:
    a_schedule(organization)

    page = as_lead.get(ADDRESS)

    assertContains(page, "The opening day, Monday 5 October 2026, is over.")
    assertContains(page, "/o/meridian/rounds/add/")


def test_page_warns_of_a_draft_that_cannot_open(
    as_lead: Client, organization: Organization
) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING - DAY)
    Round.objects.update(closes_at=OPENING - timedelta(hours=1))

    page = as_lead.get(ADDRESS)

    assertContains(page, "The last day of its draft comes before its opening.")


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.VIEWER])
def test_others_do_not_reach_the_schedule(organization: Organization, role: Role) -> None:
    client = Client()
    client.force_login(a_member(organization, "other@example.com", role).user)

    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, TYPED).status_code == 403
    assert not Schedule.objects.exists()


def test_stranger_does_not_learn_that_the_page_exists(organization: Organization) -> None:
    client = Client()
    other = an_organization_in(slug="other")
    client.force_login(Membership.objects.get(organization=other, role=Role.LEAD).user)

    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, TYPED).status_code == 404


def test_schedule_is_read_and_posted_only(as_lead: Client) -> None:
    assert as_lead.put(ADDRESS).status_code == 405
    assert as_lead.delete(ADDRESS).status_code == 405


@pytest.mark.parametrize("rounds", [1, 3])
def test_page_asks_the_database_the_same_however_many_rounds_there_are(
    as_lead: Client,
    organization: Organization,
    rounds: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    a_schedule(organization, days_open=60)
    for number in range(rounds):
        run_schedules(now=OPENING + number * 92 * DAY)

    with django_assert_num_queries(11):
        as_lead.get(ADDRESS)


# What other pages say


def test_list_and_home_name_the_next_opening(as_lead: Client, organization: Organization) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING - 7 * DAY)

    for address in ("/o/meridian/rounds/", "/o/meridian/"):
        page = as_lead.get(address)
        assertContains(page, "Q1 2027 opens by itself on Tuesday 5 January 2027.")
        assertContains(page, f'href="{ADDRESS}"')


def test_list_leads_to_the_schedule_while_there_is_none(as_lead: Client) -> None:
    page = as_lead.get("/o/meridian/rounds/")

    assertContains(page, "Let rounds open by a schedule")


def test_those_who_do_not_run_rounds_read_nothing_of_it(organization: Organization) -> None:
    a_schedule(organization)
    client = Client()
    client.force_login(Membership.objects.get(role=Role.EXECUTIVE).user)

    for address in ("/o/meridian/rounds/", "/o/meridian/"):
        assertNotContains(client.get(address), "opens by itself")


def test_draft_by_hand_begins_with_the_last_day_of_the_plan(
    as_lead: Client, organization: Organization
) -> None:
    a_schedule(organization, months=[2, 1, 1, 1])
    with time_machine.travel(OPENING, tick=False):
        as_lead.force_login(Membership.objects.get(role=Role.LEAD).user)
        page = as_lead.get("/o/meridian/rounds/add/")

    assertContains(page, 'name="closes_on" value="2027-02-19"')


def draft_page(as_lead: Client, days: int) -> str:
    run_schedules(now=OPENING - 7 * DAY)
    with time_machine.travel(OPENING + days * DAY, tick=False):
        as_lead.force_login(Membership.objects.get(role=Role.LEAD).user)
        response = as_lead.get(f"/o/meridian/rounds/{Round.objects.get().pk}/")
    return page_of(response).text


def test_draft_warns_of_the_launch_that_comes(as_lead: Client, organization: Organization) -> None:
    a_schedule(organization)

    text = draft_page(as_lead, days=-3)

    assert "Opens by itself on Tuesday 5 January 2027, 09:00." in text
    assert "Then 1 person is asked, without another question to you." in text


def test_draft_says_that_it_waits(as_lead: Client, organization: Organization) -> None:
    a_schedule(organization, launches_by_itself=False)

    assert "Waits for your yes on Tuesday 5 January 2027, 09:00." in draft_page(as_lead, days=-3)
    assert "Waits for your yes since Tuesday 5 January 2027, 09:00." in draft_page(as_lead, days=2)


def test_draft_of_another_calendar_is_left_to_people(
    as_lead: Client, organization: Organization
) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING - 7 * DAY)
    organization.fiscal_year_starts_in = 3
    organization.save()

    assert "The schedule does not open it, because it was drafted for quarters" in draft_page(
        as_lead, days=-3
    )
    assertContains(as_lead.get(ADDRESS), "Launch it yourself if you want it.")


def test_draft_says_nothing_of_a_schedule_that_is_off(
    as_lead: Client, organization: Organization
) -> None:
    schedule = a_schedule(organization)
    run_schedules(now=OPENING - 7 * DAY)
    schedule.is_on = False
    schedule.save()

    assert "Opens by itself" not in draft_page(as_lead, days=-3)
