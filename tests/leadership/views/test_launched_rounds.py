"""The page of a round that runs or has run, and the list of those who have not answered."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.domain.audiences import Audience
from assessment.models import Round, Unit
from leadership.domain.roles import Role
from leadership.models import Invitation, Membership, OutgoingEmail
from leadership.queries.inviting import run_under_way
from leadership.services import inviting
from leadership.services.inviting import invite_next
from leadership.services.people import remove_contact
from leadership.services.reminders import remind_due, remind_now
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.programmes import (
    a_contact,
    a_draft,
    an_executive,
    answered,
    closed,
    launched,
)
from tests.leadership.views.test_rounds import words

LATER = NOW + timedelta(days=6)


@pytest.fixture(autouse=True)
def _six_days_after_the_launch() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def lead_browser(lead: Membership, sign_in: SignIn) -> Client:
    """The lead's."""
    return sign_in(lead)


@pytest.fixture
def draft(lead: Membership) -> Round:
    """Asks an executive and three customers."""
    an_executive(lead.organization)
    for number in range(3):
        a_contact(lead.organization, f"c{number}@customer.example")
    return a_draft(lead.organization, lead.user)


def page_of(round_: Round, name: str = "round") -> str:
    return reverse(f"leadership:{name}", args=["meridian", round_.pk])


def test_page_says_what_came_when_and_what_comes_next(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    round_ = launched(draft, lead.user)
    OutgoingEmail.objects.update(state="sent", sent_at=NOW)
    customers = Invitation.objects.filter(audience="customer")
    customers.filter(contact__email="c0@customer.example").update(submitted_on=NOW.date())
    answered(round_, Audience.CUSTOMER)
    remind_due(now=NOW + timedelta(days=5))

    text = words(lead_browser.get(page_of(round_)).content)

    assert "Most answers came on Monday 2 March: 1" in text
    assert "Mon 2 Mar 1 0 1 4 0 Tue 3 Mar 0 0 0 0 0" in text
    assert "Sun 8 Mar 0 0 0 0 0 The next reminder" in text
    assert "The next reminder goes out on 14 March" in text
    assert "7 March, 09:30 By itself, to executives and customers: 0 sent, 3 waiting." in text
    assert "Frozen since the launch on 2 March 2026: the versions of the questions" in text


def test_bars_are_as_long_as_the_days_answers(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    round_ = launched(draft, lead.user)
    for number, day in enumerate((0, 0, 1)):
        Invitation.objects.filter(contact__email=f"c{number}@customer.example").update(
            submitted_on=NOW.date() + timedelta(days=day)
        )

    page = lead_browser.get(page_of(round_))

    assertContains(page, '<rect width="1.0000"', count=1)
    assertContains(page, '<rect width="0.5000"', count=1)


def test_deliveries_that_a_provider_reports_take_the_place_of_sent_mail(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    round_ = launched(draft, lead.user)
    OutgoingEmail.objects.update(state="sent", sent_at=NOW)
    page = lead_browser.get(page_of(round_))
    assertContains(page, '<th scope="col" class="number">Sent</th>', html=True)

    OutgoingEmail.objects.filter(invitation__audience="customer").update(outcome="delivered")

    page = lead_browser.get(page_of(round_))
    assertContains(page, '<th scope="col" class="number">Delivered</th>', html=True)
    assert "Executives 0 of 1 1 0 0 0 Customers 0 of 3 3 3 0 –" in words(page.content)


def test_people_who_were_removed_are_missing_from_the_days_and_the_page_says_so(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    round_ = launched(draft, lead.user)
    assertNotContains(lead_browser.get(page_of(round_)), "still listed")
    invitation = Invitation.objects.filter(audience="customer").first()
    assert invitation is not None
    assert invitation.contact is not None
    invitation.submitted_on = NOW.date()
    invitation.save()

    remove_contact(contact=invitation.contact, by=lead.user, now=LATER)
    answered(round_, Audience.CUSTOMER)

    assertContains(lead_browser.get(page_of(round_)), "Days are known only of people who are still")


def test_inviting_that_goes_on_shows_how_far_it_is(
    lead_browser: Client, lead: Membership, draft: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inviting, "_CHUNK", 2)
    round_ = launched(draft, lead.user)

    page = lead_browser.get(page_of(round_))

    assertContains(page, '<progress id="inviting" max="4" value="2">')
    assert "Inviting people: 2 of 4" in words(page.content)
    assertContains(page, "js/progress.js")
    progress = lead_browser.get(page_of(round_, "round-progress"))
    assert progress.json() == {
        "is_done": False,
        "seen": 2,
        "total": 4,
        "words": "2 of 4",
    }
    assert "no-store" in progress["Cache-Control"]

    run = run_under_way(round_)
    assert run is not None
    while invite_next(run_id=run.pk, now=LATER):
        pass

    assert lead_browser.get(page_of(round_, "round-progress")).json() == {"is_done": True}
    page = lead_browser.get(page_of(round_))
    assertNotContains(page, "<progress")
    assertNotContains(page, "js/progress.js")


def test_inviting_that_stopped_is_said_and_can_go_on(
    lead_browser: Client, lead: Membership, draft: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inviting, "_CHUNK", 2)
    round_ = launched(draft, lead.user)
    DBTaskResult.objects.update(status="FAILED", worker_ids=["one"] * 8)

    page = lead_browser.get(page_of(round_))

    assertContains(page, "Inviting people stopped")
    assertContains(page, page_of(round_, "round-joiners"))
    assertNotContains(page, "<progress")
    lead_browser.post(page_of(round_, "round-joiners"))
    assertNotContains(lead_browser.get(page_of(round_)), "Inviting people stopped")


def test_executive_sees_totals_of_each_day_and_no_group(
    join: Join, sign_in: SignIn, lead: Membership, draft: Round
) -> None:
    round_ = launched(draft, lead.user)
    Invitation.objects.filter(audience="customer").update(submitted_on=NOW.date())

    page = sign_in(join(lead.organization, Role.EXECUTIVE)).get(page_of(round_))

    assertNotContains(page, '<th scope="col" class="number">Customers</th>')
    text = words(page.content)
    assert "Day Answered Invited Mon 2 Mar 3 4" in text
    assert "tarted" not in text
    assert "reminder" not in text


def test_closed_round_offers_no_act(lead_browser: Client, lead: Membership, draft: Round) -> None:
    round_ = closed(draft, lead.user)

    page = lead_browser.get(page_of(round_))

    for name in ("round-remind", "round-closing", "round-close", "round-joiners"):
        assertNotContains(page, page_of(round_, name))
    assertContains(page, "No reminders went out")


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_the_same_for_one_person_and_three(
    lead_browser: Client,
    lead: Membership,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        unit = Unit.objects.create(organization=lead.organization, name=f"Unit {number}")
        a_contact(lead.organization, f"c{number}@customer.example", unit=unit)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    OutgoingEmail.objects.update(state="sent", sent_at=NOW)
    for number in range(count):
        now = NOW + timedelta(days=number + 1)
        remind_now(round_=round_, audiences=round_.asks, by=lead.user, now=now)
        OutgoingEmail.objects.update(state="sent", sent_at=now - timedelta(hours=1))
        a_contact(lead.organization, f"new{number}@customer.example")
    OutgoingEmail.objects.filter(kind="invitation").update(state="failed", error="550")
    lead_browser.get(page_of(round_))

    with django_assert_num_queries(26):
        page = lead_browser.get(page_of(round_))

    assert len(page.context["reminders"]) == count
    assert page.context["joined"] == count


def test_unanswered_are_listed_for_the_lead(
    lead_browser: Client, lead: Membership, draft: Round
) -> None:
    round_ = launched(draft, lead.user)
    OutgoingEmail.objects.update(state="sent", sent_at=NOW)
    Invitation.objects.filter(contact__email="c0@customer.example").update(submitted_on=NOW.date())

    page = lead_browser.get(page_of(round_, "round-unanswered"))

    text = words(page.content)
    assert "3 people have not answered Q1 2026" in text
    assert "Anna Berg c1@customer.example customer customer Invitation sent 2 March" in text
    assert "c0@customer.example" not in text
    assertContains(lead_browser.get(page_of(round_)), page_of(round_, "round-unanswered"))


def test_unanswered_are_looked_for(lead_browser: Client, lead: Membership, draft: Round) -> None:
    round_ = launched(draft, lead.user)
    address = page_of(round_, "round-unanswered")

    found = lead_browser.get(address, {"search": "c1@", "audience": "customer"})
    nobody = lead_browser.get(address, {"search": "xyz"})
    wrong = lead_browser.get(address, {"audience": "martian", "page": "x"})

    assert "1 person fits" in words(found.content)
    assertContains(found, 'value="c1@"')
    assert "Nobody fits Only" in words(nobody.content)
    assertContains(nobody, "Show everybody who has not answered")
    assert "4 people have not answered" in words(wrong.content)


def test_everybody_has_answered(lead_browser: Client, lead: Membership, draft: Round) -> None:
    round_ = launched(draft, lead.user)
    Invitation.objects.update(submitted_on=NOW.date())

    page = lead_browser.get(page_of(round_, "round-unanswered"))

    assertContains(page, "Everybody has answered Q1 2026")
    assertNotContains(page, "<table")


def test_before_the_launch_nobody_was_asked(lead_browser: Client, draft: Round) -> None:
    page = lead_browser.get(page_of(draft, "round-unanswered"), follow=True)

    assertRedirects(page, page_of(draft))
    assertContains(page, "Nobody has been asked yet.")


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_the_same_for_one_person_and_three(
    lead_browser: Client,
    lead: Membership,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        a_contact(lead.organization, f"c{number}@customer.example", Audience.CUSTOMER)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    lead_browser.get(page_of(round_, "round-unanswered"))

    with django_assert_num_queries(10):
        page = lead_browser.get(page_of(round_, "round-unanswered"))

    assert len(page.context["people"].rows) == count
