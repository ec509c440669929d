"""Every state of a self-assessment for everybody: rules of axe, sizes, keyboard, zoom, colours."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from assessment.services.rounds import close_round
from leadership.models import Invitation
from tests.journeys.screens import (
    COVERED,
    DESK,
    NARROWEST,
    SMALLER_THAN,
    ZOOMED,
    broken_rules,
    choose,
    overflow,
)
from tests.leadership.self_assessments import PAGES, SIGNS
from tests.respondents import (
    a_member,
    an_invitation,
    an_open_round,
    invited_member,
    link,
    submit,
    this_quarter,
)

Open = Callable[..., Page]


@pytest.fixture
def round_(transactional_db: None) -> Round:
    """An open round, after an attributed one in which the same person answered."""
    before = an_open_round(promise=Promise.ATTRIBUTED, quarter=this_quarter().previous())
    member = a_member(before.organization, "cleo@example.com")
    submit(invited_member(before, member))
    close_round(round_=before, now=timezone.now())
    now = an_open_round(before.organization, promise=Promise.ATTRIBUTED)
    invited_member(now, member)
    return now


@pytest.fixture
def invitation(round_: Round) -> Invitation:
    return Invitation.objects.get(round=round_)


def saving(page: Page) -> Locator:
    return page.locator("[data-save-status]")


def states(
    invitation: Invitation, open_link: Open, options: dict[str, Any]
) -> Iterator[tuple[str, Page]]:
    """One browser, taken through every state in turn."""
    page = open_link(invitation, **options)
    page.on("dialog", lambda dialog: dialog.accept())
    here = page.url
    yield "start, empty", page
    for key in PAGES:
        page.goto(f"{here}{key}/")
        yield f"{key}, empty", page
    page.get_by_role("button", name="Save and review").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review your answers")
    yield "review, all missing", page
    page.goto(f"{here}perception-gap/")
    page.get_by_label("Out of 100 of our customers").fill("many")
    expect(saving(page)).to_have_text("Saved, except the answer that is marked")
    yield "unread", page
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator(".error-summary")).to_be_focused()
    yield "error", page
    page.get_by_label("Out of 100 of our customers").fill("40")
    choose(page, "p1", "4")
    expect(saving(page)).to_have_text("Saved")
    yield "saved", page

    page.goto(f"{here}eight-signs/")
    other = open_link(invitation, "eight-signs/")
    page.context.set_offline(True)
    for question, choice in SIGNS.items():
        choose(page, question, choice)
    page.locator("#s1 summary").click()
    expect(saving(page)).to_contain_text("no connection")
    yield "offline", page
    choose(other, "s1", "no")
    expect(saving(other)).to_have_text("Saved")
    page.context.set_offline(False)
    expect(page.locator(".elsewhere")).to_be_visible(timeout=15_000)
    yield "two answers", page
    page.get_by_role("button", name="Keep the answer on this page").click()
    expect(saving(page)).to_have_text("Saved")

    page.goto(f"{here}")
    yield "start, half answered", page
    page.goto(f"{here}review/")
    yield "review, complete", page
    page.context.set_offline(True)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("status")).to_contain_text("No connection")
    yield "review, offline", page
    page.context.set_offline(False)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("You said yes to 8 of 8 signs of commitment.")).to_be_visible()
    yield "submitted", page


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": DESK, "color_scheme": "light"},
        {"viewport": NARROWEST, "color_scheme": "dark"},
    ],
    ids=["1280 light", "320 dark"],
)
def test_every_state_keeps_the_rules_and_fits(
    invitation: Invitation, open_link: Open, options: dict[str, Any]
) -> None:
    broken = {}
    for state, page in states(invitation, open_link, options):
        found = broken_rules(page)
        found += [f"smaller than 24 px: {target}" for target in page.evaluate(SMALLER_THAN, 24)]
        found += ["wider than the screen"] if overflow(page) else []
        if found:
            broken[state] = found

    assert broken == {}


def test_own_result_that_is_shown_once_keeps_the_rules(
    transactional_db: None, open_link: Open
) -> None:
    invitation = an_invitation(an_open_round(), Audience.EXECUTIVE)
    submit_needed(open_link(invitation, "eight-signs/", script=False))
    page = open_link(invitation, "review/")

    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_text("This page shows your answers this one time.")).to_be_visible()
    assert broken_rules(page) == []


def submit_needed(page: Page) -> None:
    """Answer what is needed, without JavaScript."""
    for question, choice in SIGNS.items():
        choose(page, question, choice)
    page.get_by_role("button", name="Save and continue").click()
    choose(page, "p1", "4")
    page.get_by_role("button", name="Save and continue").click()


@pytest.mark.parametrize("viewport", ZOOMED, ids=["400 %", "200 %"])
def test_zoomed_page_needs_no_sideways_scrolling_and_hides_no_focus(
    invitation: Invitation, open_link: Open, viewport: dict[str, int]
) -> None:
    page = open_link(invitation, "leadership-checklist/", viewport=viewport)
    choose(page, "l1a", "yes")
    expect(saving(page)).to_have_text("Saved")
    hidden = []

    for _ in range(20):
        page.keyboard.press("Tab")
        hidden += page.evaluate(COVERED)

    assert overflow(page) == 0
    assert hidden == []


def test_hours_are_tapped_or_typed_and_large_enough_for_a_thumb(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "leadership-checklist/", viewport=NARROWEST)
    weeks = page.locator(".week")

    for week, taps in enumerate([3, 0, 1, 2]):
        for _ in range(taps):
            weeks.nth(week).get_by_role("button", name="half an hour more").click()
    weeks.nth(1).get_by_role("button", name="half an hour less").click()
    weeks.nth(3).get_by_role("textbox").fill("2,25")
    weeks.nth(3).get_by_role("button", name="half an hour more").click()
    weeks.nth(2).get_by_role("textbox").fill("40")
    weeks.nth(2).get_by_role("button", name="half an hour more").click()
    expect(saving(page)).to_have_text("Saved")

    assert AnswerSheet.objects.get(is_submitted=False).answers == {"l1b": [1.5, 0, 40, 2.5]}
    expect(page.locator("[data-said]")).to_have_text("Week 3: 40 hours")
    for button in page.locator(".tap").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


def test_hours_are_plain_fields_without_javascript(invitation: Invitation, open_link: Open) -> None:
    page = open_link(invitation, "leadership-checklist/", script=False)

    for week, hours in enumerate(["1.5", "0", "2,5", "3"], start=1):
        page.locator(f"input[name=l1b-{week}]").fill(hours)
    expect(page.locator(".tap")).to_have_count(0)
    page.get_by_role("button", name="Save and continue").click()

    assert AnswerSheet.objects.get(is_submitted=False).answers == {"l1b": [1.5, 0, 2.5, 3]}


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_proof_is_asked_for_beside_a_yes_only(
    invitation: Invitation, open_link: Open, *, script: bool
) -> None:
    page = open_link(invitation, "eight-signs/", script=script)
    prompt = page.locator("#s1 summary")
    proof = page.get_by_text("Agendas of the last three meetings")

    expect(prompt).to_be_hidden()
    choose(page, "s1", "yes")
    expect(proof).to_be_hidden()
    prompt.click()
    expect(proof).to_be_visible()
    choose(page, "s1", "no")

    expect(prompt).to_be_hidden()


def test_self_assessment_is_filled_in_with_the_keyboard_alone(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "eight-signs/")

    page.keyboard.press("Tab")
    expect(page.locator(".languages summary")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Overview")).to_be_focused()
    for number in range(1, 9):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.locator(f"input[name=s{number}][value=yes]")).to_be_checked()
        page.keyboard.press("Tab")
        expect(page.locator(f"#s{number} summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("One trade-off made in the last 12 months")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Perception gap")

    page.goto(page.url.replace("perception-gap", "leadership-checklist"))
    more = page.get_by_role("button", name="Week 1 (last week): half an hour more")
    more.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.get_by_label("Week 1 (last week)", exact=True)).to_have_value("1")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Week 1 (last week)", exact=True)).to_be_focused()


def test_nothing_moves_and_chosen_answers_show_in_forced_colours(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "eight-signs/", forced_colors="active", reduced_motion="reduce")

    choose(page, "s1", "yes")
    expect(saving(page)).to_have_text("Saved")

    drawn = "input => getComputedStyle(input.nextElementSibling).outlineStyle"
    assert page.locator("input[name=s1][value=yes]").evaluate(drawn) == "solid"
    assert page.locator("input[name=s1][value=no]").evaluate(drawn) == "none"
    assert page.evaluate("document.getAnimations().length") == 0
    moving = """[...document.querySelectorAll("*")].filter(one =>
        !/^0s(, 0s)*$/.test(getComputedStyle(one).transitionDuration)).length"""
    assert page.evaluate(moving) == 0


def test_pages_of_a_self_assessment_name_no_other_host_and_set_no_cookie(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation)
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    origin = page.url.removesuffix(link(invitation))

    for path in ("", "eight-signs/", "review/"):
        page.goto(origin + link(invitation, path), wait_until="networkidle")

    assert all(address.startswith(f"{origin}/") for address in requests)
    assert complaints == []
    assert page.context.cookies() == []
