"""The browser of the journeys is the one that the rules are meant for."""

from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer


def test_browser_opens_the_public_pages(live_server: LiveServer, page: Page) -> None:
    page.goto(f"{live_server.url}/method/")

    assert page.locator("h1").count() == 1
