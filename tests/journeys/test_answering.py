"""Personal links in a real browser: with and without JavaScript, by keyboard, on a small screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from assessment.queries.rounds import pages_for
from leadership.models import Invitation
from tests.respondents import an_invitation, an_open_round, an_organization, link, submit

NewContext = Callable[..., BrowserContext]

PHONE = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}
STEPS = ["eight-signs", "perception-gap", "leadership-checklist", "tone-at-the-top"]
AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
WITH_AND_WITHOUT_JAVASCRIPT = pytest.mark.parametrize(
    "script", [True, False], ids=["with JavaScript", "without JavaScript"]
)


@pytest.fixture
def round_(transactional_db: None) -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


@pytest.fixture
def open_link(live_server: LiveServer, new_context: NewContext) -> Callable[..., Page]:
    """Open a personal link in a new browser: open_link(invitation, script=False)."""

    def opened(
        invitation: Invitation, rest: str = "", *, script: bool = True, **options: Any
    ) -> Page:
        context = new_context(java_script_enabled=script, **{"viewport": PHONE, **options})
        page = context.new_page()
        page.goto(live_server.url + link(invitation, rest))
        return page

    return opened


def choose(page: Page, question: str, choice: str) -> None:
    page.locator(f"input[name={question}][value='{choice}']").check()


@WITH_AND_WITHOUT_JAVASCRIPT
def test_customer_answers_with_the_keyboard_alone(
    round_: Round, open_link: Callable[..., Page], script: bool
) -> None:
    page = open_link(an_invitation(round_), script=script)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Privacy")).to_be_focused()
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


@WITH_AND_WITHOUT_JAVASCRIPT
def test_executive_answers_every_page_and_sends(
    round_: Round, open_link: Callable[..., Page], script: bool
) -> None:
    page = open_link(an_invitation(round_, Audience.EXECUTIVE), script=script)

    page.get_by_role("link", name="Start").click()
    for definition in pages_for(round_, Audience.EXECUTIVE):
        expect(page.get_by_role("heading", level=1)).to_have_text(definition.title)
        for question in definition.questions_for(Audience.EXECUTIVE):
            if question.scale.choices:
                choose(page, question.key, question.scale.choices[0].code)
        page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("Until you send, you can open each page again")).to_be_visible()
    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers were sent.")
    sheet = AnswerSheet.objects.get()
    assert sheet.is_submitted
    assert len(sheet.answers) == 8 + 7 + 12 + 3


def test_executive_sees_that_answers_are_saved_and_finds_them_on_another_device(
    round_: Round, open_link: Callable[..., Page]
) -> None:
    invitation = an_invitation(round_, Audience.EXECUTIVE)
    page = open_link(invitation, "perception-gap/")
    status = page.get_by_role("status")

    expect(page.get_by_text("9 questions left on this page")).to_be_visible()
    choose(page, "p1", "4")
    page.get_by_label("Out of 100 of our customers").fill("30")
    expect(status).to_have_text("Saved")
    expect(page.get_by_text("7 questions left on this page")).to_be_visible()
    other_device = open_link(invitation, "perception-gap/", viewport={"width": 1280, "height": 900})

    expect(other_device.locator("input[name=p1][value='4']")).to_be_checked()
    expect(other_device.get_by_label("Out of 100 of our customers")).to_have_value("30")


def test_answers_typed_without_a_network_are_sent_when_it_returns(
    round_: Round, open_link: Callable[..., Page]
) -> None:
    page = open_link(an_invitation(round_, Audience.EXECUTIVE), "eight-signs/")
    status = page.get_by_role("status")

    page.context.set_offline(True)
    choose(page, "s1", "yes")
    expect(status).to_have_text("Not saved yet: no connection, kept here")
    choose(page, "s2", "no")
    page.context.set_offline(False)
    expect(status).to_have_text("Saved", timeout=15_000)

    assert AnswerSheet.objects.get().answers == {"s1": "yes", "s2": "no"}


@pytest.mark.parametrize("viewport", [PHONE, NARROWEST], ids=["360", "320"])
def test_no_page_is_wider_than_a_phone(
    transactional_db: None, open_link: Callable[..., Page], viewport: dict[str, int]
) -> None:
    name = "Bundesverband der Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller"
    round_ = an_open_round(an_organization(name))
    customer, sent = an_invitation(round_), an_invitation(round_)
    executive = an_invitation(round_, Audience.EXECUTIVE)
    submit(sent)
    links = [(customer, ""), (customer, "privacy/"), (sent, ""), (executive, "")]
    links += [(executive, f"{step}/") for step in STEPS]

    for invitation, rest in links:
        page = open_link(invitation, rest, viewport=viewport)
        assert overflow(page) == 0, rest
        if page.get_by_role("button").count():
            page.get_by_role("button").click()
            assert overflow(page) == 0, f"{rest} with errors"


def overflow(page: Page) -> int:
    wider: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility_rules_hold_in_every_state(
    round_: Round, open_link: Callable[..., Page], scheme: str
) -> None:
    customer, sent = an_invitation(round_), an_invitation(round_)
    executive = an_invitation(round_, Audience.EXECUTIVE)
    submit(sent)
    links = [(customer, "?p1=5"), (customer, "privacy/"), (sent, ""), (executive, "")]
    links += [(executive, f"{step}/") for step in STEPS]

    broken = {}
    for invitation, rest in links:
        page = open_link(invitation, rest, color_scheme=scheme)
        broken[rest or "start"] = broken_rules(page)
    page = open_link(customer, color_scheme=scheme)
    page.get_by_role("button").click()
    broken["errors"] = broken_rules(page)

    assert {state: rules for state, rules in broken.items() if rules} == {}


def broken_rules(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA; it is put in past the page's own policy."""
    page.evaluate(AXE.read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run({runOnly: tags})", tags)
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]
