"""In a real browser: somebody is found, many are moved at once, and a person's page is read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from assessment.models import Organization, Unit
from leadership.domain.roles import Role
from leadership.models import Contact
from leadership.services.sign_in import sign_in_link
from tests.leadership.contact_lists import make_contacts
from tests.leadership.mailing import a_member, an_organization

Opened = Callable[..., Page]
AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
EVERYWHERE = pytest.mark.parametrize(
    ("script", "screen"),
    [(True, PHONE), (False, DESK)],
    ids=["phone with JavaScript", "desk without"],
)


def check(page: Page, *, script: bool) -> None:
    """Nothing for axe to find, and nothing wider than the screen."""
    if not script:
        return
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]] == []
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1]


@pytest.fixture
def opened(
    live_server: LiveServer, settings: Settings, new_context: Callable[..., BrowserContext]
) -> Opened:
    """The home page of an organization’s lead, in a new browser."""
    settings.PUBLIC_URL = live_server.url

    def at_home(organization: Organization, *, script: bool, screen: dict[str, int]) -> Page:
        lead = a_member(organization, "lead@example.com", Role.LEAD, "Leo Lead")
        page = new_context(java_script_enabled=script, viewport=screen).new_page()
        page.set_default_timeout(10_000)
        page.goto(sign_in_link(lead.user))
        return page

    return at_home


def spain_in_europe(organization: Organization) -> Unit:
    europe = Unit.objects.create(organization=organization, name="Europe")
    return Unit.objects.create(organization=organization, name="Spain", parent=europe)


@EVERYWHERE
@pytest.mark.django_db(transaction=True)
def test_lead_finds_people_and_moves_them(
    opened: Opened, *, script: bool, screen: dict[str, int]
) -> None:
    organization = an_organization()
    spain = spain_in_europe(organization)
    make_contacts(organization, 60)
    make_contacts(organization, 1, email="zoe@example.com", name="Zoë Müller", audience="manager")
    page = opened(organization, script=script, screen=screen)
    page.get_by_role("link", name="People").click()
    check(page, script=script)

    page.get_by_label("Name or address").fill("zoe muller")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_have_text("1 contact found")
    page.get_by_role("link", name="Show everybody").click()
    page.get_by_label("Audience").select_option("Customers")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_have_text("60 contacts found")
    if script:
        page.get_by_label("Choose everybody on this page").check()
        page.get_by_label("Choose Person 000").uncheck()
    else:
        page.get_by_label("Choose Person 001").check()
    page.get_by_role("button", name="Change those who are ticked").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Change 49 contacts" if script else "Change 1 contact"
    )
    page.go_back()
    page.get_by_role("button", name="Change all 60 that were found").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Change 60 contacts")
    check(page, script=script)
    page.get_by_label("Unit").select_option("Europe › Spain")
    page.get_by_role("button", name="Move to this unit").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("60 people move to Europe › Spain")
    check(page, script=script)
    assert not Contact.objects.filter(unit=spain).exists()
    page.get_by_role("button", name="Change 60 people").click()

    expect(page.get_by_role("main")).to_contain_text("60 people changed.")
    assert Contact.objects.filter(unit=spain).count() == 60
    expect(page.get_by_label("Audience")).to_have_value("customer")
    page.get_by_role("link", name="Person 007").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Person 007")
    expect(page.get_by_role("main")).to_contain_text("Europe › Spain")
    check(page, script=script)
    page.get_by_role("button", name="Pause: do not ask").click()
    expect(page.get_by_role("main")).to_contain_text("is paused: not asked, not reminded.")
    check(page, script=script)


@pytest.mark.django_db(transaction=True)
def test_lead_moves_a_unit_out_of_another(opened: Opened) -> None:
    organization = an_organization()
    spain = spain_in_europe(organization)
    page = opened(organization, script=True, screen=PHONE)

    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Units").click()
    check(page, script=True)
    page.get_by_role("link", name="Spain").first.click()
    page.get_by_label("Stands below").select_option("No other unit")
    page.get_by_role("button", name="Keep these changes").click()
    expect(page.get_by_role("main")).to_contain_text("The changes to “Spain” are kept.")
    spain.refresh_from_db()
    assert spain.parent is None
