"""In a real browser: a ticked comment is answered, answers are withdrawn, a preview is tried."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from leadership.domain.roles import Role
from leadership.models import Concern, MailboxMessage, Membership, User
from leadership.services.delivery import deliver_due
from leadership.services.sign_in import sign_in_link
from tests.respondents import an_invitation, an_open_round, link, submit

Opened = Callable[..., Page]

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
EVERYWHERE = pytest.mark.parametrize(
    ("script", "screen"),
    [(True, PHONE), (False, DESK)],
    ids=["phone with JavaScript", "desk without"],
)


@pytest.fixture(autouse=True)
def _local_mailbox(settings: Settings, live_server: LiveServer) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"
    settings.PUBLIC_URL = live_server.url


@pytest.fixture
def round_(transactional_db: None) -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


@pytest.fixture
def opened(live_server: LiveServer, new_context: Callable[..., BrowserContext]) -> Opened:
    """A new browser at this address of ours; axe is put in past the pages' own policy."""

    def at(address: str, *, script: bool, screen: dict[str, int], **options: Any) -> Page:
        context = new_context(java_script_enabled=script, viewport=screen, **options)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(address if address.startswith("http") else live_server.url + address)
        return page

    return at


def check(page: Page, *, script: bool) -> None:
    """Nothing for axe to find, and nothing wider than the screen."""
    if not script:
        return
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]] == []
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1]


def a_lead(round_: Round) -> User:
    user = User.objects.create_user("lead@example.com", "Leo Lead")
    Membership.objects.create(
        user=user, organization=round_.organization, role=Role.LEAD, joined_at=timezone.now()
    )
    return user


@EVERYWHERE
def test_customer_is_heard_and_answered(
    round_: Round, opened: Opened, *, script: bool, screen: dict[str, int]
) -> None:
    page = opened(link(an_invitation(round_)), script=script, screen=screen)
    page.locator("input[name=p1][value='2']").check()
    page.get_by_label("You may contact me about this").check()
    page.get_by_role("button").click()

    expect(page.locator(".error-summary")).to_contain_text("Write a comment, or take the tick away")
    expect(page.get_by_label("You may contact me about this")).to_be_checked()
    check(page, script=script)
    page.get_by_label("What one thing").fill("Call back.")
    page.get_by_role("button").click()

    expect(page.locator("main")).to_contain_text("Your comment went to the people who run")
    check(page, script=script)
    assert AnswerSheet.objects.get().answers == {"p1": "2"}

    page = opened(sign_in_link(a_lead(round_)), script=script, screen=screen)
    page.get_by_role("link", name="Inbox (1)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 comment waits for an answer")
    check(page, script=script)
    page.get_by_role("link", name="Anna Berg").click()
    check(page, script=script)
    page.get_by_role("button", name="I see to this").click()
    expect(page.get_by_role("status")).to_have_text("You see to this now.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what you want to answer.")
    check(page, script=script)
    page.get_by_label("Your answer").fill("We call you tomorrow.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Anna Berg has an answer")
    check(page, script=script)

    deliver_due(now=timezone.now())
    assert "We call you tomorrow." in MailboxMessage.objects.get().text
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Closed by Leo Lead")
    assert Concern.objects.get().state == "closed"


@EVERYWHERE
def test_executive_withdraws_and_answers_anew(
    round_: Round, opened: Opened, *, script: bool, screen: dict[str, int]
) -> None:
    invitation = an_invitation(round_, Audience.EXECUTIVE)
    submit(invitation)
    page = opened(link(invitation), script=script, screen=screen)
    check(page, script=script)

    page.get_by_role("link", name="Withdraw my answers").click()
    check(page, script=script)
    page.get_by_role("link", name="Keep them").click()
    page.get_by_role("link", name="Withdraw my answers").click()
    page.get_by_role("button", name="Withdraw my answers").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are withdrawn")
    check(page, script=script)
    assert not AnswerSheet.objects.exists()
    page.get_by_role("link", name="Answer anew").click()
    expect(page.locator(".pages li").first).to_contain_text("0 of 8 answered")


@EVERYWHERE
def test_lead_tries_both_journeys_to_the_end(
    round_: Round, opened: Opened, *, script: bool, screen: dict[str, int]
) -> None:
    page = opened(sign_in_link(a_lead(round_)), script=script, screen=screen)
    start = f"{page.url.partition('/o/')[0]}/o/meridian/rounds/{round_.pk}/preview"

    page.goto(f"{start}/customer/page/?p1=4")
    check(page, script=script)
    page.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers were sent.")
    check(page, script=script)

    page.goto(f"{start}/executive/page/")
    check(page, script=script)
    page.get_by_role("link", name="Start").click()
    for number in range(1, 9):
        page.locator(f"input[name=s{number}][value=yes]").check()
    check(page, script=script)
    page.get_by_role("button", name="Save and continue").click()
    page.locator("input[name=p1][value='4']").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Save and review").click()
    check(page, script=script)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.locator(".finding")).to_contain_text("You said yes to 8 of 8 signs")
    expect(page.locator(".preview")).to_contain_text("nothing that you enter is stored or sent")
    check(page, script=script)
    assert not AnswerSheet.objects.exists()
