"""The page of one sign in a real browser: accessible, drawn, and never wider than a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessment.domain.answers import Answer
from assessment.models import Organization, Round
from leadership.domain.roles import Role
from leadership.models import Membership, User
from tests.closed_rounds import AT
from tests.journeys.screens import NARROWEST, broken_rules, overflow
from tests.leadership.queries.test_matrix import YES, a_closed_round

NewContext = Callable[..., BrowserContext]
Open = Callable[..., Page]
Given = dict[Membership, dict[str, Answer] | None]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team() -> list[Membership]:
    organization = Organization.objects.create(name="Acme", slug="acme", created_at=AT)
    return [
        Membership.objects.create(
            organization=organization,
            user=User.objects.create(email=f"p{n}@example.com", name=f"Person {n}"),
            role=Role.EXECUTIVE,
            on_executive_team=True,
            joined_at=AT,
        )
        for n in range(5)
    ]


@pytest.fixture
def round_(team: list[Membership]) -> Round:
    first, second, *others = team
    same: Given = dict.fromkeys(others, YES)
    before: Given = {first: YES | {"s8": "no"}, second: YES | {"s8": "dk"}}
    now: Given = {first: YES, second: YES | {"s8": "no"}}
    a_closed_round(first.organization, before | same, earlier=True)
    return a_closed_round(first.organization, now | same)


@pytest.fixture
def open_page(live_server: LiveServer, new_context: NewContext, team: list[Membership]) -> Open:
    """Open a page as one of the executives: open_page("signs/s8/", round_)."""

    def opened(rest: str, round_: Round, **options: Any) -> Page:
        client = Client()
        client.force_login(team[0].user)
        context = new_context(**{"viewport": NARROWEST, **options})
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[typeddict-item]
        page = context.new_page()
        page.goto(f"{live_server.url}/o/acme/results/{round_.pk}/{rest}")
        return page

    return opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_accessibility_rules_hold(round_: Round, open_page: Open, scheme: str, width: int) -> None:
    size = {"width": width, "height": 900}
    for rest in ("signs/s8/", ""):
        page = open_page(rest, round_, color_scheme=scheme, viewport=size)
        page.locator("details[data-chart-table][data-ready]").first.wait_for()

        assert broken_rules(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_page_is_never_wider_than_its_window(round_: Round, open_page: Open, width: int) -> None:
    page = open_page("signs/s8/", round_, viewport={"width": width, "height": 900})
    page.locator("details summary").click()

    assert overflow(page) <= 0


def test_dashboard_leads_to_a_sign_and_the_sign_to_the_next(round_: Round, open_page: Open) -> None:
    page = open_page("", round_)

    page.get_by_role("link", name="4 yes · 1 no").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Four of five say that")
    expect(page.locator("canvas")).to_be_visible()
    page.get_by_role("link", name="← Sign 7").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("All five say that")


def test_page_reads_without_javascript(round_: Round, open_page: Open) -> None:
    page = open_page("signs/s8/", round_, java_script_enabled=False)

    expect(page.get_by_role("table", name="Answers over the quarters")).to_be_visible()
    expect(page.locator("canvas")).to_be_hidden()
