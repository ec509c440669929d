"""What those who run rounds are told of a round on a schedule."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.emails.letters import Mail, letterhead_of
from leadership.links import public_url
from leadership.models import Membership, OutgoingEmail
from leadership.services.mail_kinds import KINDS
from leadership.services.schedules import run_schedules
from tests.leadership.mailing import a_member
from tests.leadership.scheduling import OPENING, a_schedule, an_organization_in

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def organization(db: None) -> Organization:
    return an_organization_in("Europe/Berlin")


def the_mail(number: int = 0) -> OutgoingEmail:
    mails = OutgoingEmail.objects.filter(membership__isnull=False).select_related(
        "round__organization", "membership__user"
    )
    return mails.order_by("pk")[number]


def rendered(email: OutgoingEmail) -> Mail:
    return KINDS[email.kind].render(email, letterhead_of(email.its_round))


def page(name: str, round_: Round) -> str:
    path = reverse(f"leadership:{name}", args=[round_.organization.slug, round_.pk])
    return public_url(path)


def test_waiting_round_is_one_press_away_from_its_launch_page(organization: Organization) -> None:
    a_schedule(organization, launches_by_itself=False)
    run_schedules(now=OPENING)

    mail = rendered(the_mail())

    assert mail.subject == "Q1 2027 of Meridian waits for your yes"
    assert mail.to == "Leo Lead <meridian-lead@example.com>"
    link = page("round-launch", Round.objects.get())
    for part in (mail.text, mail.html):
        assert "Hello Leo Lead," in part
        assert "A launch asks 1 executive by email." in part
        assert "until the end of 19 January 2027 (Europe/Berlin time)." in part
        assert link in part
    assert mail.html.count('class="button"') == 1
    assert mail.html.count("href=") == 2  # the button, and its address in words


def test_second_mail_says_that_it_is_the_last(organization: Organization) -> None:
    a_schedule(organization, launches_by_itself=False)
    run_schedules(now=OPENING)
    run_schedules(now=OPENING + 3 * DAY)

    mail = rendered(the_mail(1))

    assert mail.subject == "Q1 2027 of Meridian still waits for your yes"
    assert "this is the last time that we remind you" in mail.text


def test_round_that_opened_says_how_many_are_asked_and_until_when(
    organization: Organization,
) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING)

    mail = rendered(the_mail())

    assert mail.subject == "Q1 2027 of Meridian is open"
    assert "1 person is asked by email, as your schedule says." in mail.text
    assert "until the end of 19 January 2027 (Europe/Berlin time)" in mail.text
    assert page("round", Round.objects.get()) in mail.html


def test_stuck_round_says_why_and_what_to_do(organization: Organization) -> None:
    a_schedule(organization)
    Membership.objects.update(on_executive_team=False)
    run_schedules(now=OPENING)

    mail = rendered(the_mail())

    assert mail.subject == "Q1 2027 of Meridian could not open"
    assert (
        "There was nobody to ask. Add the executive team or upload contacts, then launch it."
    ) in mail.text
    assert page("round", Round.objects.get()) in mail.text


def test_stuck_round_whose_last_day_was_over_says_so(organization: Organization) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING - DAY)
    Round.objects.update(closes_at=OPENING - timedelta(hours=2))
    run_schedules(now=OPENING)

    text = rendered(the_mail()).text

    assert "Its last day to answer, 5 January 2027, was over before it opened." in text


def test_waiting_round_with_nobody_to_ask_says_so(organization: Organization) -> None:
    a_schedule(organization, launches_by_itself=False)
    Membership.objects.update(on_executive_team=False)
    run_schedules(now=OPENING)

    assert "There is nobody to ask yet" in rendered(the_mail()).text


@pytest.mark.parametrize("by_itself", [True, False])
def test_mail_to_those_who_run_rounds_is_work_and_nothing_to_unsubscribe_from(
    organization: Organization, *, by_itself: bool
) -> None:
    a_schedule(organization, launches_by_itself=by_itself)
    run_schedules(now=OPENING)

    email = the_mail()
    mail = rendered(email)

    assert not KINDS[email.kind].honours_opt_outs
    assert "List-Unsubscribe" not in mail.headers
    assert mail.headers["Auto-Submitted"] == "auto-generated"
    assert "because you run its rounds." in mail.text


def test_replies_reach_another_lead_and_never_oneself(organization: Organization) -> None:
    a_member(organization, "second@example.com", Role.LEAD, "Zoe Second")
    a_schedule(organization)
    run_schedules(now=OPENING)

    replies = [rendered(the_mail(number)).reply_to for number in range(2)]

    assert sorted(replies) == [(), ("Leo Lead <meridian-lead@example.com>",)]


def test_yes_that_was_given_needs_no_mail(organization: Organization) -> None:
    a_schedule(organization, launches_by_itself=False)
    run_schedules(now=OPENING)
    email = the_mail()
    not_needed = KINDS[email.kind].not_needed

    assert not_needed(email, OPENING) is None
    email.its_round.state = "open"
    assert not_needed(email, OPENING) == "The round was launched."


def test_mail_is_not_sent_to_somebody_who_runs_rounds_no_more(organization: Organization) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING)
    Membership.objects.filter(role=Role.LEAD).update(role=Role.VIEWER)
    email = the_mail()

    reason = KINDS[email.kind].not_needed(email, OPENING)

    assert reason == "This person does not run rounds any more."


def test_opened_round_that_has_closed_needs_no_mail(organization: Organization) -> None:
    a_schedule(organization)
    run_schedules(now=OPENING)
    email = the_mail()
    email.its_round.state = "closed"

    assert KINDS[email.kind].not_needed(email, OPENING) == "The round is not open any more."
