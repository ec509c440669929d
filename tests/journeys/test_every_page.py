"""Every page of the demo organization keeps the rules of axe and fits, wide and narrow."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import APIResponse, BrowserContext
from pytest_django.live_server_helper import LiveServer

from assessment.models import Organization
from leadership.demo.loading import load_demo
from leadership.domain.roles import Role
from tests.journeys.screens import DESK, PHONE, broken_rules, overflow
from tools import pages

# A page of many rows says nothing that one of another row does not, and all take minutes.
SIGHTS: list[dict[str, Any]] = [
    {"viewport": DESK, "locale": "en-GB", "color_scheme": "light"},
    {"viewport": PHONE, "locale": "ar", "color_scheme": "dark"},
]
FEWEST_PAGES = {pages.SIGNED_OUT: 12, Role.OWNER: 50, Role.EXECUTIVE: 1, pages.LINK: 8}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organization() -> Organization:
    return load_demo(now=timezone.now())


def one_of_each_route(organization: Organization) -> dict[str, list[str]]:
    """The addresses of each kind of reader: a route once, under the first who may open it."""
    seen: set[str] = set()
    paths: dict[str, list[str]] = {role: [] for role in FEWEST_PAGES}
    for role in FEWEST_PAGES:
        for page in pages.all_pages(organization):
            if page.role == role and page.route not in seen:
                seen.add(page.route)
                paths[role].append(page.path)
    return paths


def is_page(answer: APIResponse) -> bool:
    """Whether axe can look at it: no file, no way to elsewhere, no mail that may run no script."""
    is_html = answer.headers.get("content-type", "").startswith("text/html")
    is_boxed = "sandbox" in answer.headers.get("content-security-policy", "")
    return is_html and not is_boxed and (answer.ok or answer.status == HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize("sight", SIGHTS, ids=["desk", "phone, right to left, dark"])
def test_page_keeps_the_rules_of_axe_and_fits(
    live_server: LiveServer,
    new_context: Callable[..., BrowserContext],
    organization: Organization,
    sight: dict[str, Any],
) -> None:
    faults: dict[str, object] = {}

    for role, paths in one_of_each_route(organization).items():
        context = new_context(base_url=live_server.url, **sight)
        if role in pages.roles(organization):
            cookie = {"name": "sessionid", "value": pages.session_of(organization, role)}
            # Playwright’s type of a cookie has no merged dictionaries.
            context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[typeddict-item]
        page, opened = context.new_page(), 0
        for path in paths:
            if not is_page(context.request.get(path, max_redirects=0)):
                continue
            opened += 1
            page.goto(path, wait_until="load")
            if broken := broken_rules(page):
                faults[f"{path} as {role}"] = broken
            if wider := overflow(page):
                faults[f"{path} as {role}, too wide"] = wider
        assert opened >= FEWEST_PAGES[role]

    assert faults == {}
