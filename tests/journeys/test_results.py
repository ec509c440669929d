"""The pages of results in a real browser: accessible, drawn, readable on every width and scheme."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from model_bakery import baker
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessment.domain.metrics_test import MetricTag
from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round, ServiceMetric
from leadership.domain.roles import Role
from leadership.models import Membership, User
from tests.closed_rounds import AT, CUSTOMER, a_round, headline
from tests.journeys.screens import broken_rules, overflow
from tests.leadership.queries.test_matrix import YES, a_closed_round
from tests.leadership.views.test_results import several

NewContext = Callable[..., BrowserContext]
Open = Callable[..., Page]

WIDTHS = (320, 360, 768, 1280, 1600)
PAGES = ("", "gap/", "signs/s7/", "comments/", "exports/")
OTHERS = ("/o/acme/", "/o/acme/results/", "/o/acme/settings/keys/", "/api/", "/method/")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owner() -> Membership:
    organization = Organization.objects.create(name="Acme", slug="acme", created_at=AT)
    return Membership.objects.create(
        organization=organization,
        user=User.objects.create(email="owner@example.com", name="Olga Owner"),
        role=Role.OWNER,
        joined_at=AT,
    )


@pytest.fixture
def round_(owner: Membership) -> Round:
    """Three closed rounds, of which the latest has metrics, and an open one."""
    latest = several(owner.organization, 3)
    for number, tag in enumerate((MetricTag.VALUE, MetricTag.VALUE, MetricTag.REDUCE)):
        baker.make(ServiceMetric, round=latest, name=f"Metric {number}", tag=tag)
    later = quarter_of(date(2026, 5, 1))
    a_round(owner.organization, {CUSTOMER: headline(1, 9)}, quarter=later, closed=False)
    return latest


@pytest.fixture
def open_page(live_server: LiveServer, new_context: NewContext, owner: Membership) -> Open:
    """Open an address as the owner: open_page("/o/acme/", color_scheme="dark")."""
    client = Client()
    client.force_login(owner.user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}

    def opened(address: str, **options: Any) -> Page:
        context = new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[typeddict-item]
        page = context.new_page()
        page.goto(f"{live_server.url}{address}", wait_until="networkidle")
        return page

    return opened


def pages_of(round_: Round) -> list[str]:
    return [f"/o/acme/results/{round_.pk}/{rest}" for rest in PAGES]


def open_tables(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_accessibility_rules_hold_with_every_table_open(
    round_: Round, open_page: Open, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 900}

    broken = {}
    for address in [*pages_of(round_), *OTHERS]:
        page = open_page(address, color_scheme=scheme, viewport=size)
        open_tables(page)
        broken[address] = broken_rules(page)
        page.context.close()

    assert {address: rules for address, rules in broken.items() if rules} == {}


def test_no_page_is_wider_than_its_window(round_: Round, open_page: Open) -> None:
    wide = []
    for address in [*pages_of(round_), *OTHERS]:
        page = open_page(address)
        open_tables(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(50)
            wide += [(address, width)] if overflow(page) > 0 else []
        page.context.close()

    assert wide == []


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "dark"},
        {"forced_colors": "active"},
        {"forced_colors": "active", "color_scheme": "dark"},
        {"reduced_motion": "reduce"},
        {"viewport": {"width": 320, "height": 900}},
    ],
    ids=["dark", "forced", "forced-dark", "reduced-motion", "320"],
)
def test_every_chart_is_drawn_without_a_complaint(
    round_: Round, open_page: Open, options: dict[str, Any]
) -> None:
    for address in pages_of(round_)[:3]:
        page = open_page("/o/acme/", **options)
        complaints = complaints_on(page)
        page.goto(f"{page.url.partition('/o/')[0]}{address}", wait_until="networkidle")

        blank = page.evaluate(BLANK_CHARTS)

        assert page.locator("canvas").count() > 0
        assert (address, blank, complaints) == (address, [], [])
        if "reduced_motion" in options:
            assert page.evaluate(MOVING) == []
        page.context.close()


def complaints_on(page: Page) -> list[str]:
    """What the page’s scripts complain about from now on."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


# Charts whose drawing has only one colour, as when everything is drawn in that of the page.
BLANK_CHARTS = """() => [...document.querySelectorAll("[data-chart-url]")].filter((canvas) => {
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const page = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
  for (let at = 0; at < pixels.length; at += 4)
    if (pixels[at + 3] > 200 && page.some((part, i) => Math.abs(part - pixels[at + i]) > 60))
      return false;
  return true;
}).map((canvas) => canvas.dataset.chartUrl)"""


# What would glide or fade although the reader asked for less motion.
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  const moves = style.transitionDuration.split(",").some((each) => parseFloat(each) > 0);
  return moves || style.scrollBehavior === "smooth";
}).map((one) => one.outerHTML.slice(0, 80))"""


def test_matrix_is_drawn_for_those_who_see_names(owner: Membership, open_page: Open) -> None:
    team = [
        Membership.objects.create(
            organization=owner.organization,
            user=User.objects.create(email=f"p{n}@example.com", name=f"Person {n}"),
            role=Role.EXECUTIVE,
            on_executive_team=True,
            joined_at=AT,
        )
        for n in range(3)
    ]
    round_ = a_closed_round(owner.organization, dict.fromkeys(team, YES))

    page = open_page(f"/o/acme/results/{round_.pk}/")

    drawn = page.locator("#who-says-what canvas")
    expect(drawn).to_be_visible()
    assert page.evaluate(BLANK_CHARTS) == []
    page.locator("#who-says-what summary").press("Enter")
    table = page.get_by_role("table", name="Signs by executive")
    expect(table.get_by_role("rowheader", name="Person 1")).to_be_visible()


def test_printed_page_is_as_wide_as_the_paper(
    owner: Membership, round_: Round, open_page: Open
) -> None:
    executive = Membership.objects.create(
        organization=owner.organization,
        user=User.objects.create(email="p@example.com", name="Person"),
        role=Role.EXECUTIVE,
        on_executive_team=True,
        joined_at=AT,
    )
    named = a_closed_round(owner.organization, {executive: YES})

    wide = []
    for address in [*pages_of(round_)[:3], f"/o/acme/results/{named.pk}/"]:
        page = open_page(address)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 673, "height": 900})  # A4 within its margins
        page.wait_for_timeout(100)
        wide += [address] if overflow(page) > 0 else []
        page.context.close()

    assert wide == []


def test_keyboard_picks_a_round_and_opens_a_table(round_: Round, open_page: Open) -> None:
    page = open_page(f"/o/acme/results/{round_.pk}/", viewport={"width": 360, "height": 900})

    page.get_by_label("Round").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page).not_to_have_url(re.compile(f"/results/{round_.pk}/"))
    summary = page.locator("#gap summary")
    summary.press("Enter")

    expect(page.get_by_role("table", name="The gap by question")).to_be_visible()
