"""Personal links in a real browser: with and without JavaScript, by keyboard, on a small screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from tests.journeys.screens import NARROWEST, PHONE, broken_rules, choose, overflow
from tests.respondents import an_invitation, an_open_round, an_organization, link, submit

NewContext = Callable[..., BrowserContext]

WITH_AND_WITHOUT_JAVASCRIPT = pytest.mark.parametrize(
    "script", [True, False], ids=["with JavaScript", "without JavaScript"]
)


@pytest.fixture
def round_(transactional_db: None) -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


@WITH_AND_WITHOUT_JAVASCRIPT
def test_customer_answers_with_the_keyboard_alone(
    round_: Round, open_link: Callable[..., Page], script: bool
) -> None:
    page = open_link(an_invitation(round_), script=script)

    page.keyboard.press("Tab")
    expect(page.locator(".languages summary")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Privacy", exact=True)).to_be_focused()
    for _ in range(7):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Answer the telephone.")
    page.keyboard.press("Tab")
    expect(page.get_by_label("You may contact me about this")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send my answers")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers were sent.")
    chosen = {f"p{number}": "1" for number in range(1, 8)}
    assert AnswerSheet.objects.get().answers == chosen | {"c1": "Answer the telephone."}


@WITH_AND_WITHOUT_JAVASCRIPT
def test_customer_is_led_to_the_answer_that_is_missing(
    round_: Round, open_link: Callable[..., Page], script: bool
) -> None:
    page = open_link(an_invitation(round_), script=script)
    choose(page, "p4", "3")
    page.get_by_label("What one thing").fill("Kept")

    page.get_by_role("button").click()
    expect(page).to_have_title("Not sent: Under two minutes for Meridian Freight")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("fieldset#p1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers were sent.")
    assert AnswerSheet.objects.get().answers == {"p1": "2", "p4": "3", "c1": "Kept"}


def test_customer_page_is_one_request_and_sets_no_cookie(
    round_: Round, live_server: LiveServer, new_context: NewContext
) -> None:
    context = new_context()
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))

    address = live_server.url + link(an_invitation(round_)) + "?p1=5"
    page.goto(address, wait_until="networkidle")

    assert requests == [address]
    assert complaints == []
    assert context.cookies() == []
    expect(page.locator("input[name=p1][value='5']")).to_be_checked()


@pytest.mark.parametrize("viewport", [PHONE, NARROWEST], ids=["360", "320"])
def test_no_page_is_wider_than_a_phone(
    transactional_db: None, open_link: Callable[..., Page], viewport: dict[str, int]
) -> None:
    name = "Bundesverband der Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller"
    round_ = an_open_round(an_organization(name))
    customer, sent = an_invitation(round_), an_invitation(round_)
    submit(sent)
    links = [(customer, ""), (customer, "privacy/"), (sent, "")]

    for invitation, rest in links:
        page = open_link(invitation, rest, viewport=viewport)
        assert overflow(page) == 0, rest
        if page.get_by_role("button").count():
            page.get_by_role("button").click()
            assert overflow(page) == 0, f"{rest} with errors"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility_rules_hold_in_every_state(
    round_: Round, open_link: Callable[..., Page], scheme: str
) -> None:
    customer, sent = an_invitation(round_), an_invitation(round_)
    submit(sent)
    links = [(customer, "?p1=5"), (customer, "privacy/"), (sent, "")]

    broken = {}
    for invitation, rest in links:
        page = open_link(invitation, rest, color_scheme=scheme)
        broken[rest or "start"] = broken_rules(page)
    page = open_link(customer, color_scheme=scheme)
    page.get_by_role("button").click()
    broken["errors"] = broken_rules(page)

    assert {state: rules for state, rules in broken.items() if rules} == {}
