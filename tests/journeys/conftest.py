"""The browser of the journeys: the Chromium that the system has."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from leadership.models import Invitation
from tests.journeys.screens import PHONE
from tests.respondents import link
from tools import chromium

# Playwright keeps an event loop in the thread of the tests, where Django refuses database work
# unless this is set. Only these tests set it, so that the others would notice a real mistake.
ALLOW_DATABASE = "DJANGO_ALLOW_ASYNC_UNSAFE"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, **chromium.launch_options()}


@pytest.fixture(scope="session", autouse=True)
def _ready_for_playwright() -> None:
    chromium.check_driver()
    os.environ[ALLOW_DATABASE] = "1"


@pytest.fixture
def open_link(
    live_server: LiveServer, new_context: Callable[..., BrowserContext]
) -> Callable[..., Page]:
    """Open a personal link in a new browser: open_link(invitation, script=False)."""

    def opened(
        invitation: Invitation, rest: str = "", *, script: bool = True, **options: Any
    ) -> Page:
        context = new_context(java_script_enabled=script, **{"viewport": PHONE, **options})
        page = context.new_page()
        page.goto(live_server.url + link(invitation, rest))
        return page

    return opened
