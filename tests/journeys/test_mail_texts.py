"""A lead writes the text of a mail and sees it beside the form, with and without JavaScript."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from leadership.domain.roles import Role
from leadership.models import MailText, Membership
from tests.leadership.mailing import a_member, an_organization

ADDRESS = "/o/meridian/rounds/texts/invitation/customer/en/"


@pytest.fixture
def lead(live_server: LiveServer) -> Membership:
    return a_member(an_organization(), "lead@meridian.example", Role.LEAD, "Lea Lead")


def sign_in(page: Page, lead: Membership, live_server: LiveServer) -> None:
    client = Client()
    client.force_login(lead.user)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


def mail_in(page: Page) -> FrameLocator:
    return page.frame_locator("iframe:not([hidden])")


def paragraph(page: Page, words: str) -> Locator:
    return mail_in(page).locator("p").filter(has_text=re.compile(f"^\\s*{re.escape(words)}\\s*$"))


def test_preview_follows_what_is_typed_and_leaves_the_way_back_alone(
    live_server: LiveServer, page: Page, lead: Membership
) -> None:
    sign_in(page, lead, live_server)
    page.goto(f"{live_server.url}{ADDRESS}")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    steps_back = page.evaluate("history.length")
    expect(paragraph(page, "Hello Anna Example,")).to_be_visible()
    expect(page.get_by_role("button", name="See how it looks")).to_be_hidden()

    page.get_by_label("First paragraph").fill("Typed <b>by hand</b> for {organization}.")
    expect(paragraph(page, "Typed <b>by hand</b> for Meridian Freight.")).to_be_visible()
    page.get_by_label("Show the mail to").select_option("nameless")
    expect(paragraph(page, "Hello,")).to_be_visible()

    assert page.evaluate("history.length") == steps_back
    assert page.locator("iframe").count() == 1
    assert complaints == []
    assert not MailText.objects.exists()
    page.get_by_role("button", name="Save this text").click()
    expect(page.get_by_text("Saved. Mails have these words from now on.")).to_be_visible()
    assert MailText.objects.get().opening == "Typed <b>by hand</b> for {organization}."


def test_refused_text_is_kept_and_shown(
    live_server: LiveServer, page: Page, lead: Membership
) -> None:
    sign_in(page, lead, live_server)
    page.goto(f"{live_server.url}{ADDRESS}")

    page.get_by_label("Subject").fill("Dear {nmae}")
    page.get_by_role("button", name="Save this text").click()

    expect(page.get_by_role("alert")).to_contain_text("{nmae} is not known.")
    expect(page.get_by_label("Subject")).to_have_value("Dear {nmae}")
    expect(mail_in(page).get_by_text(re.compile("^Subject:"))).to_be_visible()


def test_without_javascript_a_button_shows_the_mail(
    live_server: LiveServer, browser: Browser, lead: Membership
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, lead, live_server)
    page.goto(f"{live_server.url}{ADDRESS}")

    page.get_by_label("First paragraph").fill("Typed without a script.")
    page.get_by_role("button", name="See how it looks").click()

    expect(paragraph(page, "Typed without a script.")).to_be_visible()
    expect(page.get_by_label("First paragraph")).to_have_value("Typed without a script.")
    context.close()
