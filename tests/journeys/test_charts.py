"""Charts of the dashboard in a real browser: drawn once at loading, and again at every width."""

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import Membership, User
from tests.closed_rounds import AT
from tests.leadership.api_reading import a_full_round

pytestmark = pytest.mark.django_db(transaction=True)

# Chart.js numbers its charts from 0; a chart that is drawn again is a new one.
DRAWN = """() => [...document.querySelectorAll("canvas[data-chart-url]")].map((canvas) => {
  const chart = Chart.getChart(canvas);
  return chart ? [Number(chart.id), chart.width === canvas.parentElement.clientWidth] : [-1, false];
})"""
PADDING = """() => [...document.querySelectorAll("canvas[data-chart-url]")]
  .map((canvas) => Chart.getChart(canvas).$look.plan)
  .filter((plan) => plan.labels && plan.left > plan.right)
  .map(({ padding }) => [padding.left, padding.right])"""
TWO_FRAMES = """() => new Promise((resolve) =>
  requestAnimationFrame(() => requestAnimationFrame(resolve)))"""


@pytest.fixture
def dashboard(live_server: LiveServer, page: Page) -> Page:
    organization = Organization.objects.create(name="Acme", slug="acme", created_at=AT)
    round_ = a_full_round(organization)
    user = User.objects.create(email="lead@example.com")
    Membership.objects.create(
        organization=organization, user=user, role=Role.LEAD, joined_at=AT, on_executive_team=False
    )
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}/o/acme/results/{round_.pk}/")
    page.wait_for_load_state("networkidle")
    page.evaluate(TWO_FRAMES)
    return page


def test_each_chart_is_drawn_once_at_loading(dashboard: Page) -> None:
    drawn = dashboard.evaluate(DRAWN)

    assert len(drawn) >= 4
    assert sorted(number for number, _ in drawn) == list(range(len(drawn)))
    assert all(fits for _, fits in drawn)


@pytest.mark.parametrize("width", [360, 1280])
def test_each_chart_fits_its_place_again_after_printing(dashboard: Page, width: int) -> None:
    dashboard.set_viewport_size({"width": width, "height": 900})
    dashboard.evaluate(TWO_FRAMES)
    before = dashboard.evaluate(DRAWN)

    dashboard.pdf(format="A4")
    dashboard.evaluate(TWO_FRAMES)

    after = dashboard.evaluate(DRAWN)
    assert all(fits for _, fits in [*before, *after])
    assert max(after) > max(before)


def test_words_change_sides_where_lines_run_from_right_to_left(dashboard: Page) -> None:
    User.objects.update(language="ar")

    dashboard.reload()
    dashboard.wait_for_load_state("networkidle")
    dashboard.evaluate(TWO_FRAMES)

    sides = dashboard.evaluate(PADDING)
    assert sides
    assert all(right > left for left, right in sides)
    assert all(fits for _, fits in dashboard.evaluate(DRAWN))
