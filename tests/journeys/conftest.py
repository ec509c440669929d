"""The browser of the journeys: the Chromium that the system has."""

import os
from typing import Any

import pytest

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
