"""In a real browser: two taps fill a log, the log fills an answer; a customer writes to the CEO."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from leadership.domain.immersion import week_of
from leadership.models import CeoMessage, Immersion, MailboxMessage
from leadership.services.ceo_limits import ADMISSIONS
from leadership.services.ceo_mail import tell_of_messages
from leadership.services.delivery import deliver_due
from leadership.services.sign_in import sign_in_link
from tests.journeys.test_being_heard import check
from tests.leadership.tone import a_desk
from tests.respondents import a_member, an_invitation, an_open_round, link, submit

Opened = Callable[..., Page]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
SCRIPTED = pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])


@pytest.fixture(autouse=True)
def _local_mailbox(settings: Settings, live_server: LiveServer) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"
    settings.PUBLIC_URL = live_server.url
    ADMISSIONS._sent.clear()


@pytest.fixture
def round_(transactional_db: None) -> Round:
    return an_open_round(promise=Promise.TOTALS_ONLY)


@pytest.fixture
def opened(live_server: LiveServer, new_context: Callable[..., BrowserContext]) -> Opened:
    def at(address: str, *, script: bool, screen: dict[str, int], **options: Any) -> Page:
        context = new_context(java_script_enabled=script, viewport=screen, **options)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(address if address.startswith("http") else live_server.url + address)
        return page

    return at


@SCRIPTED
def test_two_taps_become_an_answer(round_: Round, opened: Opened, *, script: bool) -> None:
    invitation = an_invitation(round_, Audience.EXECUTIVE)
    assert invitation.membership
    page = opened(sign_in_link(invitation.membership.user), script=script, screen=PHONE)
    page.get_by_role("link", name="Your log", exact=True).click()

    page.get_by_label("Call listened to").check()
    page.get_by_role("button", name="1½ h").click()
    expect(page.get_by_role("status")).to_contain_text("Stored: 1½ h · Call listened to")
    check(page, script=script)
    page.get_by_label("Support shift").check()
    page.get_by_role("button", name="4 h").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1½ hours with customers this week")
    last_week = week_of(timezone.now().date()) - timedelta(days=3)
    page.get_by_text("Another day, or a note").click()
    page.get_by_label("Day").fill(last_week.isoformat())
    page.get_by_label("Note").fill("Rotterdam")
    page.get_by_label("Customer council").check()
    page.get_by_role("button", name="2 h").click()
    expect(page.get_by_role("status")).to_contain_text("Customer council")
    assert Immersion.objects.count() == 2

    page = opened(link(invitation, "leadership-checklist/"), script=script, screen=PHONE)
    expect(page.locator("#l1b")).to_contain_text("From your log: 2 · 0 · 0 · 0 hours")
    page.locator("input[name=l1a][value=yes]").check()
    check(page, script=script)
    assert not AnswerSheet.objects.filter(answers__has_key="l1b").exists()
    page.get_by_role("button", name="Take over from my log").click()
    expect(page.locator("input[name='l1b-1']")).to_have_value("2")
    if script:
        expect(page.locator("[data-save-status]")).to_have_text("Saved")
        page.locator("input[name='l1b-2']").fill("1.5")
        expect(page.locator("[data-save-status]")).to_have_text("Saved")
    else:
        page.locator("input[name='l1b-2']").fill("1.5")
        page.get_by_role("button", name="Save and").click()
    answers = AnswerSheet.objects.get().answers
    assert (answers["l1a"], answers["l1b"]) == ("yes", [2.0, 1.5, 0.0, 0.0])


@SCRIPTED
def test_customer_writes_and_the_chief_executive_answers(
    round_: Round, opened: Opened, *, script: bool
) -> None:
    ceo = a_member(round_.organization, "ceo@example.com")
    a_desk(ceo)
    invitation = an_invitation(round_)
    submit(invitation)
    page = opened(link(invitation), script=script, screen=PHONE)
    check(page, script=script)
    page.get_by_label("Your email address").fill("nonsense")
    page.get_by_label("Your message").fill("Your invoices are wrong.")
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_role("alert")).to_contain_text("is not an email address")
    expect(page.get_by_label("Your message")).to_have_value("Your invoices are wrong.")
    check(page, script=script)
    page.get_by_label("Your email address").fill("anna@customer.example")
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your message is on its way")
    check(page, script=script)
    assert not page.context.cookies()

    now = timezone.now()
    tell_of_messages(now=now.replace(hour=12) + timedelta(days=1))
    deliver_due(now=now + timedelta(days=3))
    assert "1 message to the chief executive is unread" in MailboxMessage.objects.get().subject
    page = opened(sign_in_link(ceo.user), script=script, screen=DESK)
    page.get_by_role("link", name="Messages (1)").click()
    check(page, script=script)
    page.get_by_role("button", name="anna@customer.example").click()
    expect(page.get_by_role("link", name="Messages (1)")).to_have_count(0)
    check(page, script=script)
    page.get_by_label("Your answer").fill("We put it right today.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have answered this message")
    deliver_due(now=timezone.now())

    mail = MailboxMessage.objects.get(recipient="anna@customer.example")
    assert "We put it right today." in mail.text
    assert "Your invoices are wrong." in mail.text
    page.get_by_role("button", name="Put into the archive").click()
    expect(page.get_by_role("status")).to_have_text("The message is in the archive.")
    assert CeoMessage.objects.get().is_archived
