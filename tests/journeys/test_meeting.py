"""In a real browser: the meeting is opened, a sign settled, something promised, minutes mailed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from assessment.models import Organization, Round
from leadership.domain.meetings import Outcome
from leadership.domain.roles import Role
from leadership.models import Decision, MailboxMessage, Meeting, Membership, User
from leadership.services.delivery import deliver_due
from leadership.services.meetings import decide
from tests.closed_rounds import AT
from tests.journeys.screens import broken_rules, overflow
from tests.leadership.meetings import a_contested_round, held

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 360, 768, 1280, 1920)
OpenAs = Callable[..., Page]


@pytest.fixture(autouse=True)
def _local_mailbox(settings: Settings, live_server: LiveServer) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"
    settings.EMAIL_IS_LOCAL = True
    settings.PUBLIC_URL = live_server.url


@pytest.fixture
def round_(transactional_db: None) -> Round:
    return a_contested_round(Organization.objects.create(name="Acme", slug="acme", created_at=AT))


@pytest.fixture
def lead(round_: Round) -> Membership:
    return a_member(round_, "lena@example.com", "Lena Lead", Role.LEAD)


@pytest.fixture
def open_as(live_server: LiveServer, new_context: Callable[..., BrowserContext]) -> OpenAs:
    def opened(member: Membership, address: str, *, script: bool = True, width: int = 1280) -> Page:
        client = Client()
        client.force_login(member.user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        context = new_context(java_script_enabled=script, viewport={"width": width, "height": 720})
        context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[typeddict-item]
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(live_server.url + address)
        return page

    return opened


def a_member(round_: Round, email: str, name: str, role: Role) -> Membership:
    return Membership.objects.create(
        user=User.objects.create_user(email, name),
        organization=round_.organization,
        role=role,
        on_executive_team=role is Role.EXECUTIVE,
        joined_at=AT,
    )


def settle(page: Page, sign: str, outcome: str, note: str) -> None:
    card = page.locator(f"#sign-{sign}")
    card.get_by_role("radio", name=outcome, exact=True).check()
    card.get_by_label("What it rests on").fill(note)
    card.get_by_role("button", name="Record").click()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_lead_holds_the_meeting_and_mails_the_minutes(
    round_: Round, lead: Membership, open_as: OpenAs, *, script: bool
) -> None:
    a_member(round_, "dana@example.com", "Dana Reyes", Role.EXECUTIVE)
    page = open_as(lead, f"/o/acme/results/{round_.pk}/", script=script)

    page.get_by_role("link", name="Hold the meeting").click()
    page.get_by_role("button", name="Start the meeting").click()
    settle(page, "s7", "No", "No bonus does.")
    expect(page.locator("#sign-s7")).to_contain_text("No, this does not hold.")
    card = page.locator("#sign-s6")
    card.get_by_role("radio", name="Find out").check()
    card.get_by_label("Who finds out").select_option(label="Dana Reyes")
    card.get_by_role("button", name="Record").click()
    expect(card).to_contain_text("Dana Reyes finds out by")
    page.get_by_label("What is promised").fill("Draft a bonus")
    page.locator("#commitment-question").select_option(value="s7")
    page.locator("#commitment-who").select_option(label="Lena Lead")
    page.get_by_label("What is promised").press("Enter")
    expect(page.get_by_text("Promised in this meeting")).to_be_visible()
    expect(page.locator("#commitment-what")).to_be_focused()
    page.get_by_role("link", name="End the meeting").click()
    page.get_by_label("Dana Reyes").check()
    page.get_by_role("button", name="Write the minutes").click()

    expect(page.get_by_role("status")).to_contain_text("by mail to 2 people")
    minutes = page.locator(".minutes")
    for said in ("Present: Dana Reyes", "No bonus does.", "Draft a bonus", "Dana Reyes finds out"):
        expect(minutes).to_contain_text(said)
    deliver_due(now=timezone.now())
    assert MailboxMessage.objects.filter(text__contains="Draft a bonus").count() == 2
    message = MailboxMessage.objects.get(recipient__contains="lena@")
    page.goto(page.url.split("/o/")[0] + f"/o/acme/mailbox/{message.pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Minutes of the meeting")


def test_screen_shows_what_somebody_else_typed_and_keeps_what_is_being_typed(
    round_: Round, lead: Membership, open_as: OpenAs
) -> None:
    meeting = held(round_, lead, timezone.now())
    other = a_member(round_, "olga@example.com", "Olga Owner", Role.OWNER)
    looking_on = a_member(round_, "dana@example.com", "Dana Reyes", Role.EXECUTIVE)
    address = f"/o/acme/results/{round_.pk}/meeting/"
    screen, typing = open_as(looking_on, address), open_as(lead, address)
    typing.locator("#s7-note").fill("No bonus does.")
    typing.locator("#commitment-what").fill("Draft a")

    for sign in ("s6", "s7"):
        decide(
            meeting=Meeting.objects.get(pk=meeting.pk),
            question=sign,
            seen=0,
            outcome=Outcome.YES,
            note="It is in the plan.",
            who=None,
            due_on=None,
            by=other,
            now=timezone.now(),
        )

    expect(screen.locator("#sign-s7")).to_contain_text("It is in the plan.")
    expect(screen.locator("#signs")).to_contain_text("Every contested sign is settled")
    expect(typing.locator("#sign-s6")).to_contain_text("It is in the plan.")
    expect(typing.locator("#sign-s7 [data-stale]")).to_be_visible()
    assert typing.locator("#s7-note").input_value() == "No bonus does."
    assert typing.locator("#commitment-what").input_value() == "Draft a"
    settle(typing, "s7", "No", "No bonus does.")
    expect(typing.get_by_role("alert")).to_contain_text("Somebody else wrote down a decision")
    expect(typing.locator("#sign-s7")).to_contain_text("Yes, this holds.")
    typing.locator("#sign-s7").get_by_role("button", name="Record").click()
    expect(typing.locator("#sign-s7 .decided")).to_contain_text("No, this does not hold.")
    assert list(Decision.objects.filter(question="s7").values_list("outcome", flat=True)) == [
        "yes",
        "no",
    ]


def test_every_page_of_the_meeting_is_accessible_and_fits_its_window(
    round_: Round, lead: Membership, open_as: OpenAs
) -> None:
    home = f"/o/acme/results/{round_.pk}/"
    page = open_as(lead, f"{home}meeting/")
    wrong: dict[str, object] = {}

    def look(name: str) -> None:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        wide = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 720})
            wide += [width] if overflow(page) > 0 else []
        wrong[name] = [*wide, *broken_rules(page)]

    page.get_by_role("button", name="Start the meeting").click()
    settle(page, "s7", "No", "x" * 300)
    settle(page, "s6", "Find out", "")
    look("held, with a mistake")
    page.get_by_role("link", name="End the meeting").click()
    look("end")
    page.get_by_role("button", name="Write the minutes").click()
    look("minutes")

    assert {name: found for name, found in wrong.items() if found} == {}
