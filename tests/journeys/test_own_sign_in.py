"""Signing in in a real browser, with a passkey that a virtual authenticator holds."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from leadership.models import AuditEntry, Membership
from tests.journeys.screens import DESK, PHONE, broken_rules, overflow
from tests.leadership.mailing import a_member, an_organization
from tests.leadership.sign_ins import app_code, mailed_code, with_authenticator

NewContext = Callable[..., BrowserContext]

LEAD = "lead@meridian.example"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def member(transactional_db: None, live_server: LiveServer, settings: Settings) -> Membership:
    settings.PUBLIC_URL = live_server.url
    cache.clear()
    return a_member(an_organization(), LEAD, name="Lea Lead")


@pytest.fixture
def page(live_server: LiveServer, new_context: NewContext) -> Page:
    """A browser with a built-in authenticator; what its policy refuses fails the test."""
    context = new_context(viewport=PHONE, base_url=live_server.url)
    opened = context.new_page()
    opened.on("console", lambda message: refuse(message.text))
    devtools = context.new_cdp_session(opened)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return opened


def refuse(said: str) -> None:
    assert "Content Security Policy" not in said


def sign_in_by_code(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(LEAD)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(mailed_code())
    page.get_by_role("button", name="Sign in", exact=True).click()


def heading(page: Page) -> Any:
    return page.get_by_role("heading", level=1)


def is_in_order(page: Page) -> None:
    assert broken_rules(page) == []
    assert overflow(page) == 0


def test_passkey_is_added_signs_in_and_is_the_second_step(member: Membership, page: Page) -> None:
    sign_in_by_code(page)
    page.get_by_role("link", name="Your sign-in").click()
    page.get_by_role("link", name="Add a passkey").click()
    is_in_order(page)
    page.get_by_label("Name of the passkey").fill("Telephone")
    page.get_by_role("button", name="Add a passkey").click()

    expect(heading(page)).to_have_text("Recovery codes")
    is_in_order(page)
    page.get_by_role("link", name="Your sign-in").last.click()
    expect(page.get_by_text("Telephone").first).to_be_visible()
    is_in_order(page)

    page.get_by_role("button", name="Sign out", exact=True).click()
    is_in_order(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()

    page.get_by_role("button", name="Sign out", exact=True).click()
    sign_in_by_code(page)
    expect(heading(page)).to_have_text("Second step")
    is_in_order(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()

    noted = AuditEntry.objects.filter(act="signed in").order_by("pk")
    assert list(noted.values_list("about", flat=True)) == [
        "by an emailed code",
        "by a passkey",
        "by an emailed code and a passkey",
    ]
    assert "A passkey was added." in "".join(str(message.body) for message in mail.outbox)


def test_passkey_is_removed(member: Membership, page: Page) -> None:
    sign_in_by_code(page)
    page.goto("/accounts/passkeys/add/")
    page.get_by_role("button", name="Add a passkey").click()
    expect(heading(page)).to_have_text("Recovery codes")
    page.get_by_role("link", name="Your sign-in").last.click()
    page.locator("a[href*='/passkeys/'][href$='/remove/']").click()
    expect(heading(page)).to_have_text("Remove “Passkey 1”?")
    is_in_order(page)

    page.get_by_role("button", name="Remove it").click()

    expect(heading(page)).to_have_text("Your sign-in")
    expect(page.get_by_text("A passkey was removed.")).to_be_visible()
    expect(page.get_by_text("Recovery codes")).to_have_count(0)


def test_passkey_that_is_not_there_is_said(member: Membership, page: Page) -> None:
    page.goto("/accounts/login/")

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used.")


def test_code_of_an_app_is_the_second_step(member: Membership, page: Page) -> None:
    with_authenticator(member.user)
    sign_in_by_code(page)

    page.get_by_label("Code").fill(app_code())
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_pages_about_signing_in_are_in_order(
    member: Membership, live_server: LiveServer, new_context: NewContext, width: int, scheme: Any
) -> None:
    page = new_context(
        viewport=DESK | {"width": width}, color_scheme=scheme, base_url=live_server.url
    ).new_page()
    for path in ("login/", "login/password/", "password/reset/", "password/reset/sent/"):
        page.goto(f"/accounts/{path}")
        is_in_order(page)
    page.goto("/accounts/password/reset/1/wrong/")
    is_in_order(page)
    sign_in_by_code(page)
    for path in ("", "authenticator/add/", "passkeys/add/", "password/set/"):
        page.goto(f"/accounts/{path}")
        is_in_order(page)
    page.goto("/accounts/password/set/")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Save this password").click()
    expect(page.get_by_role("alert")).to_contain_text("Something needs to be put right")
    is_in_order(page)
