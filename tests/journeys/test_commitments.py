"""From a sign that is not agreed to a kept commitment, and into a calendar, in a real browser."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import Membership, User
from tests.journeys.screens import PHONE, broken_rules, overflow
from tests.leadership.commitments import a_closed_round, a_commitment

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cleo() -> Membership:
    organization = Organization.objects.create(name="Acme", slug="acme", created_at=NOW)
    return Membership.objects.create(
        organization=organization,
        user=User.objects.create(email="cleo@acme.example", name="Cleo Adams"),
        role=Role.EXECUTIVE,
        on_executive_team=True,
        joined_at=NOW,
    )


Open = Callable[..., Page]


@pytest.fixture
def open_page(
    live_server: LiveServer, new_context: Callable[..., BrowserContext], cleo: Membership
) -> Open:
    """Open an address as an executive: open_page("/o/acme/", script=False)."""
    client = Client()
    client.force_login(cleo.user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}

    def opened(address: str, *, script: bool = True, width: int = 1280) -> Page:
        context = new_context(java_script_enabled=script, viewport={"width": width, "height": 900})
        context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[typeddict-item]
        page = context.new_page()
        page.goto(f"{live_server.url}{address}")
        return page

    return opened


def test_promise_from_a_sign_to_the_kept_rate_without_javascript(
    open_page: Open, cleo: Membership
) -> None:
    round_ = a_closed_round(cleo.organization)
    page = open_page(f"/o/acme/results/{round_.pk}/signs/s7/", script=False)
    expect(page.get_by_role("heading", name="Nothing was promised about this yet")).to_be_visible()

    page.get_by_role("link", name="Promise something about this").click()
    page.get_by_label("How it will be seen").fill("The paper for the board")
    page.get_by_role("button", name=re.compile("^Use this ?: Reward teams")).click()
    expect(page.get_by_label("What is done")).to_have_value(re.compile("^Reward teams"))
    expect(page.get_by_label("How it will be seen")).to_have_value("The paper for the board")
    page.get_by_label("What is done").fill("Propose a bonus for teams to the board")
    page.get_by_role("button", name="Promise this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Propose a bonus for teams to the board"
    )

    page.get_by_role("textbox", name="Note").fill("Two examples found.")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_text("Two examples found.")).to_be_visible()

    page.get_by_role("button", name="Close the commitment").click()
    expect(page.get_by_text("Choose what became of it.").first).to_be_visible()
    page.get_by_label("Kept: it was done").check()
    page.get_by_label("What shows it, or why not").fill("The board has decided.")
    page.get_by_role("button", name="Close the commitment").click()
    expect(page.get_by_text("Kept. It counts in the kept rate of its quarter.")).to_be_visible()

    page.get_by_role("link", name="Results").click()
    expect(page.get_by_role("heading", name=re.compile("1 of 1 commitment due in"))).to_be_visible()


def test_calendar_address_is_made_read_and_revoked(
    open_page: Open, cleo: Membership, live_server: LiveServer
) -> None:
    a_commitment(cleo, a_closed_round(cleo.organization))
    page = open_page("/o/acme/commitments/")
    page.get_by_role("link", name="Yours in your calendar").click()
    page.get_by_role("button", name="Make an address").click()
    address = page.locator("#address").inner_text()
    path = "/" + address.split("/", 3)[3]
    program = page.request  # the address needs no cookie; other tests read it without one

    read = program.get(live_server.url + path)
    page.get_by_role("button", name="Revoke it").click()
    expect(page.get_by_role("button", name="Make an address")).to_be_visible()
    dead = program.get(live_server.url + path)

    assert (read.status, dead.status) == (200, 404)
    assert "Put the question of pay before the board" in read.text()


@pytest.mark.parametrize("width", [PHONE["width"], 1280])
def test_pages_are_accessible_and_fit(open_page: Open, cleo: Membership, width: int) -> None:
    commitment = a_commitment(cleo, a_closed_round(cleo.organization))
    page = open_page("/o/acme/commitments/", width=width)

    for address in (
        "",
        "add/",
        "add/?question=s7",
        f"{commitment.pk}/",
        f"{commitment.pk}/change/",
        "calendar/",
    ):
        page.goto(page.url.split("/commitments/")[0] + f"/commitments/{address}")
        assert broken_rules(page) == [], address
        assert overflow(page) <= 0, address
