"""The first organization, an invited executive, and going from one organization to another."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings as configured
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.domain.setup_codes import setup_code
from leadership.models import Membership
from leadership.services.delivery import deliver_due
from leadership.services.sign_in import sign_in_link
from tests.journeys.screens import DESK, PHONE, broken_rules, overflow
from tests.leadership.mailing import NOW, a_member, an_organization
from tests.leadership.sign_ins import mailed_code

NewContext = Callable[..., BrowserContext]
OWNER = "owner@meridian.example"
ANNA = "anna@meridian.example"


@pytest.fixture
def browser(
    transactional_db: None, live_server: LiveServer, settings: Settings, new_context: NewContext
) -> Callable[..., Page]:
    """A new browser; what its policy refuses fails the test."""
    settings.PUBLIC_URL = live_server.url
    cache.clear()

    def opened(viewport: object = DESK) -> Page:
        page = new_context(viewport=viewport, base_url=live_server.url).new_page()
        page.on("console", lambda message: refuse(message.text))
        return page

    return opened


def refuse(said: str) -> None:
    assert "Content Security Policy" not in said


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def is_in_order(page: Page) -> None:
    assert broken_rules(page) == []
    assert overflow(page) == 0


def test_operator_founds_the_first_organization(browser: Callable[..., Page]) -> None:
    page = browser(PHONE)
    page.goto("/")
    heading(page, "Begin with your organization")
    is_in_order(page)

    page.get_by_label("Setup code").fill("AAAA-BBBB")
    page.get_by_label("Name of the organization").fill("Meridian Freight")
    page.get_by_label("Name of the owner").fill("Olivia Owner")
    page.get_by_label("Email address of the owner").fill("olivia@meridian.example")
    page.get_by_label("Time zone").fill("Europe/Berlin")
    page.get_by_role("button", name="Found the organization").click()
    expect(page.get_by_role("link", name="This is not the setup code.")).to_be_visible()
    is_in_order(page)
    page.get_by_label("Setup code").fill(setup_code(configured.SECRET_KEY).lower())
    page.get_by_role("button", name="Found the organization").click()

    heading(page, "Set up Meridian Freight")
    answer = page.goto("/start/")
    assert answer is not None
    assert answer.status == 404


def test_executive_is_invited_and_joins(browser: Callable[..., Page]) -> None:
    owner = a_member(an_organization(), OWNER, Role.OWNER, "Olivia Owner")
    page = browser()
    page.goto(sign_in_link(owner.user))
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Members and roles").click()
    page.get_by_label("Email address").fill(ANNA)
    page.locator("#id_name").fill("Anna Berg")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("1 invitation waits for an answer")).to_be_visible()
    is_in_order(page)

    deliver_due(now=timezone.now())
    [sent] = [one for one in mail.outbox if one.to == [f"Anna Berg <{ANNA}>"]]
    link = next(word for word in str(sent.body).split() if "/join/" in word)
    anna = browser(PHONE)
    anna.goto(link)
    is_in_order(anna)
    anna.get_by_role("button", name="Sign in to join").click()
    expect(anna.get_by_label("Email")).to_have_value(ANNA)
    anna.get_by_role("button", name="Send me a code").click()
    anna.get_by_label("Code").fill(mailed_code())
    anna.get_by_role("button", name="Sign in", exact=True).click()
    is_in_order(anna)
    anna.get_by_role("button", name="Join", exact=True).click()

    expect(anna.get_by_text("Welcome: you belong to")).to_be_visible()
    member = Membership.objects.get(user__email=ANNA)
    assert (member.role, member.on_executive_team) == ("executive", True)


def test_owner_of_two_organizations_goes_from_one_to_the_other(
    browser: Callable[..., Page],
) -> None:
    owner = a_member(an_organization(), OWNER, Role.OWNER, "Olivia Owner")
    second = Organization.objects.create(name="Northwind", slug="northwind", created_at=NOW)
    Membership.objects.create(
        user=owner.user, organization=second, role=Role.VIEWER.value, joined_at=NOW
    )
    page = browser()
    page.goto(sign_in_link(owner.user))
    heading(page, "Your organizations")
    is_in_order(page)

    page.get_by_role("link", name="Meridian").first.click()
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Logo").click()
    picture = BytesIO()
    Image.new("RGB", (300, 100), "#123a5a").save(picture, "PNG")
    page.get_by_label("Picture").set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    page.get_by_role("button", name="Upload this logo").click()
    logo = page.locator(".masthead img.logo")
    expect(logo).to_be_visible()
    assert logo.evaluate("image => image.naturalWidth") == 300
    is_in_order(page)
    page.locator(".switcher summary").click()
    is_in_order(page)
    page.locator(".switcher").get_by_role("link", name="Northwind").click()

    expect(page.locator(".switcher summary")).to_contain_text("Northwind")
    expect(page.get_by_role("link", name="Settings")).to_have_count(0)
    page.locator(".switcher summary").click()
    page.get_by_role("link", name="All, and what waits in each").click()
    heading(page, "Your organizations")
