"""What can be done to a running round: each act asks once more, does it, and says what it did."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.domain.audiences import Audience
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Invitation, Membership, OutgoingEmail, Reminder
from leadership.services import inviting, reminders
from leadership.services.opting_out import opt_out_address
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

LATER = NOW + timedelta(days=2)
ACTS = ("round-close", "round-closing", "round-remind", "round-joiners")


@pytest.fixture(autouse=True)
def _two_days_after_the_launch() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def lead_browser(lead: Membership, sign_in: SignIn) -> Client:
    """The lead's."""
    return sign_in(lead)


@pytest.fixture
def draft(lead: Membership) -> Round:
    """Asks an executive and two customers."""
    an_executive(lead.organization)
    for number in range(2):
        a_contact(lead.organization, f"c{number}@customer.example")
    return a_draft(lead.organization, lead.user)


@pytest.fixture
def round_(lead: Membership, draft: Round) -> Round:
    """Open for two days; its mail has gone out."""
    launched(draft, lead.user)
    OutgoingEmail.objects.update(state="sent", sent_at=NOW)
    return draft


def page_of(round_: Round, name: str = "round", *rest: object) -> str:
    return reverse(f"leadership:{name}", args=["meridian", round_.pk, *rest])


def acts() -> list[str]:
    """What was written down since the launch."""
    entries = AuditEntry.objects.exclude(act__in=("round drafted", "round launched"))
    return list(entries.order_by("pk").values_list("act", flat=True))


def test_close_asks_once_more_and_closes(lead_browser: Client, round_: Round) -> None:
    answered(round_, Audience.CUSTOMER)
    text = words(lead_browser.get(page_of(round_, "round-close")).content)
    assert "Close Q1 2026 now?" in text
    assert "Customers 1 of 2 answered" in text
    assert acts() == []

    answer = lead_browser.post(page_of(round_, "round-close"))

    assertRedirects(answer, page_of(round_, "results-of"), fetch_redirect_response=False)
    round_.refresh_from_db()
    assert round_.is_closed
    assert acts() == ["round closed"]


def test_last_day_is_changed_and_changed_back(lead_browser: Client, round_: Round) -> None:
    page = lead_browser.get(page_of(round_, "round-closing"))
    assertContains(page, 'value="2026-03-16"')
    assertContains(page, "the next one is planned for 7 March")

    for day, named in (("2026-03-30", "30 March 2026"), ("2026-03-16", "16 March 2026")):
        answer = lead_browser.post(
            page_of(round_, "round-closing"), {"closes_on": day}, follow=True
        )

        assertRedirects(answer, page_of(round_))
        assertContains(answer, f"People can answer until the end of {named}.")
        assertContains(answer, f"until the end of {named}. Results")

    round_.refresh_from_db()
    assert round_.closes_at.isoformat() == "2026-03-16T23:59:00+00:00"
    assert acts() == ["closing changed"] * 2


def test_last_day_that_is_near_reminds_at_once_and_the_page_says_so(
    lead_browser: Client, round_: Round
) -> None:
    text = words(lead_browser.get(page_of(round_, "round-closing")).content)
    assert "a reminder was due within the last 24 hours, it goes out at once" in text

    lead_browser.post(page_of(round_, "round-closing"), {"closes_on": "2026-03-06"})

    assert remind_due(now=LATER) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-03-03", "This day is over"),
        ("2028-01-01", "more than a year away"),
        ("soon", "Write the day as year, month and day"),
        ("", "Choose the last day"),
    ],
)
def test_last_day_that_cannot_be_is_kept_with_the_reason(
    lead_browser: Client, round_: Round, typed: str, said: str
) -> None:
    page = lead_browser.post(page_of(round_, "round-closing"), {"closes_on": typed})

    assertContains(page, said, status_code=422)
    assert page.context["form"]["closes_on"].value() == typed
    assert acts() == []


def test_reminder_goes_to_the_chosen_groups(lead_browser: Client, round_: Round) -> None:
    text = words(lead_browser.get(page_of(round_, "round-remind")).content)
    assert "Remind 3 people now?" in text
    assert "Executives (1)" in text
    assert "Customers (2)" in text
    assert "The next reminder goes out by itself on 7 March at 09:00." in text

    answer = lead_browser.post(
        page_of(round_, "round-remind"), {"audiences": ["customer"]}, follow=True
    )

    assertRedirects(answer, page_of(round_))
    assertContains(answer, "2 people are reminded in a minute.")
    text = words(answer.content)
    assert "4 March, 09:30 By Leo Lead, to customers: 0 sent, 2 waiting." in text
    assert OutgoingEmail.objects.filter(kind="reminder").count() == 2
    assert acts() == ["reminder sent"]


def test_reminder_needs_a_group(lead_browser: Client, round_: Round) -> None:
    page = lead_browser.post(page_of(round_, "round-remind"), {})

    assertContains(page, "Choose at least one audience to remind.", status_code=422)
    assert not Reminder.objects.exists()


def test_second_press_reminds_nobody_and_says_so(lead_browser: Client, round_: Round) -> None:
    chosen = {"audiences": ["customer", "executive"]}
    lead_browser.post(page_of(round_, "round-remind"), chosen)

    again = lead_browser.post(page_of(round_, "round-remind"), chosen, follow=True)

    assertContains(again, "There is nobody to remind just now.")
    assertContains(lead_browser.get(page_of(round_, "round-remind")), "There is nobody to remind")
    assert Reminder.objects.count() == 1


def test_group_that_was_reminded_meanwhile_is_named(
    lead_browser: Client, lead: Membership, round_: Round
) -> None:
    remind_now(round_=round_, audiences=[Audience.CUSTOMER], by=lead.user, now=LATER)

    page = lead_browser.post(page_of(round_, "round-remind"), {"audiences": ["customer"]})

    assertContains(page, "Select a valid choice", status_code=422)


def test_large_reminder_says_that_it_is_being_prepared(
    lead_browser: Client, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "_CHUNK", 1)

    page = lead_browser.post(
        page_of(round_, "round-remind"), {"audiences": ["customer"]}, follow=True
    )

    assertContains(page, "Up to 2 people are being reminded.")
    assertContains(page, "more being prepared")


def test_reminder_is_taken_back(lead_browser: Client, lead: Membership, round_: Round) -> None:
    reminder = remind_now(round_=round_, audiences=round_.asks, by=lead.user, now=LATER)
    first = OutgoingEmail.objects.filter(reminder=reminder).order_by("pk")[0]
    OutgoingEmail.objects.filter(pk=first.pk).update(state="sent", sent_at=LATER)
    take_back = page_of(round_, "reminder-take-back", reminder.pk)
    assertContains(lead_browser.get(page_of(round_)), take_back)
    text = words(lead_browser.get(take_back).content)
    assert "Take back the reminder of 4 March, 09:30?" in text
    assert "2 mails wait and will not be sent. 1 has gone out and cannot be called back." in text

    answer = lead_browser.post(take_back, follow=True)

    assertRedirects(answer, page_of(round_))
    assertContains(answer, "The reminder is taken back. 1 mail had gone out already.")
    assertContains(answer, "Taken back")
    assertNotContains(answer, take_back)
    assert acts() == ["reminder sent", "reminder taken back"]


def test_reminder_that_has_gone_out_is_not_taken_back(
    lead_browser: Client, lead: Membership, round_: Round
) -> None:
    reminder = remind_now(round_=round_, audiences=round_.asks, by=lead.user, now=LATER)
    OutgoingEmail.objects.update(state="sent", sent_at=LATER)
    take_back = page_of(round_, "reminder-take-back", reminder.pk)

    for answer in (
        lead_browser.get(take_back, follow=True),
        lead_browser.post(take_back, follow=True),
    ):
        assertRedirects(answer, page_of(round_))
        assertContains(answer, "Nothing of this reminder waits any more.")


def test_reminder_of_another_round_is_not_found(
    lead_browser: Client, lead: Membership, round_: Round
) -> None:
    reminder = remind_now(round_=round_, audiences=round_.asks, by=lead.user, now=LATER)
    other = Round.objects.create(
        organization=lead.organization,
        label="Q2",
        quarter_starts_on="2026-04-01",
        closes_at=LATER,
        promise="attributed",
    )

    take_back = page_of(other, "reminder-take-back", reminder.pk)

    assert lead_browser.get(take_back).status_code == 404
    assert lead_browser.post(take_back).status_code == 404


def test_those_who_joined_are_asked(lead_browser: Client, lead: Membership, round_: Round) -> None:
    for number in range(2):
        a_contact(lead.organization, f"new{number}@customer.example")
    page = lead_browser.get(page_of(round_))
    assertContains(page, "2 people have joined since the launch and were not asked.")
    text = words(lead_browser.get(page_of(round_, "round-joiners")).content)
    assert "Ask the 2 people who joined since the launch?" in text

    answer = lead_browser.post(page_of(round_, "round-joiners"), follow=True)

    assertRedirects(answer, page_of(round_))
    assertContains(answer, "2 people who joined are being invited by email.")
    assertNotContains(answer, "joined since the launch")
    assert Invitation.objects.count() == 5
    assert acts() == ["people who joined asked"]


def test_those_who_are_not_to_be_asked_are_not_counted_among_those_who_joined(
    lead_browser: Client, lead: Membership, draft: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        a_contact(lead.organization, f"no{number}@customer.example")
        address = f"no{number}@customer.example"
        opt_out_address(organization=lead.organization, address=address, now=NOW)
    launched(draft, lead.user)
    a_contact(lead.organization, "new@customer.example")
    monkeypatch.setattr(inviting, "_CHUNK", 2)

    answer = lead_browser.post(page_of(draft, "round-joiners"), follow=True)

    assertContains(answer, "Those who joined are being invited by email.")
    assertNotContains(answer, "people who joined")


def test_nobody_is_asked_a_second_time(lead_browser: Client, round_: Round) -> None:
    for answer in (
        lead_browser.get(page_of(round_, "round-joiners"), follow=True),
        lead_browser.post(page_of(round_, "round-joiners"), follow=True),
    ):
        assertRedirects(answer, page_of(round_))
        assertContains(answer, "Everybody who can be asked has been asked.")
    assert Invitation.objects.count() == 3


def test_those_who_join_while_others_are_being_invited_wait(
    lead_browser: Client, lead: Membership, draft: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inviting, "_CHUNK", 1)
    launched(draft, lead.user)
    a_contact(lead.organization, "new@customer.example")

    page = lead_browser.post(page_of(draft, "round-joiners"), follow=True)

    assertContains(page, "Everybody who can be asked has been asked.")
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("state", ["draft", "closed"])
def test_round_that_is_not_open_takes_no_act(
    lead_browser: Client, lead: Membership, draft: Round, name: str, state: str
) -> None:
    if state == "closed":
        closed(draft, lead.user)
    before = acts()

    for answer in (
        lead_browser.get(page_of(draft, name), follow=True),
        lead_browser.post(page_of(draft, name), {"closes_on": "2026-03-30"}, follow=True),
    ):
        assertRedirects(answer, page_of(draft))
        assertContains(answer, "This round is not open.")
    assert acts() == before


@pytest.mark.parametrize("name", [*ACTS, "round-unanswered", "round-progress"])
@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.VIEWER])
def test_only_those_who_run_rounds_act(
    join: Join, sign_in: SignIn, round_: Round, role: Role, name: str
) -> None:
    member = sign_in(join(Organization.objects.get(), role))

    assert member.get(page_of(round_, name)).status_code == 403


@pytest.mark.parametrize("name", [*ACTS, "round-unanswered", "round-progress"])
def test_stranger_finds_no_act(
    join: Join, sign_in: SignIn, other_organization: Organization, round_: Round, name: str
) -> None:
    stranger = sign_in(join(other_organization, Role.OWNER))

    assert stranger.get(page_of(round_, name)).status_code == 404
    assert stranger.get(page_of(round_, name).replace("meridian", "other")).status_code == 404
