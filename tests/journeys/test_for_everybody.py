"""What the statement of accessibility says of one-page surveys, and the statement itself."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessment.models import Round
from leadership.models import Invitation
from tests.journeys.screens import (
    COVERED,
    NARROWEST,
    SMALLER_THAN,
    ZOOMED,
    broken_rules,
    choose,
    overflow,
)
from tests.respondents import an_invitation, an_open_round, submit

Open = Callable[..., Page]


@pytest.fixture
def round_(transactional_db: None) -> Round:
    return an_open_round()


@pytest.fixture
def invitation(round_: Round) -> Invitation:
    return an_invitation(round_)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_statement_of_accessibility_keeps_the_rules(
    live_server: LiveServer, new_context: Callable[..., BrowserContext], scheme: str
) -> None:
    context = new_context(viewport=NARROWEST, color_scheme=scheme)
    page = context.new_page()

    page.goto(f"{live_server.url}/accessibility/")

    assert broken_rules(page) == []
    assert overflow(page) == 0
    assert page.evaluate(SMALLER_THAN, 24) == []
    assert context.cookies() == []


@pytest.mark.parametrize("viewport", ZOOMED, ids=["400 %", "200 %"])
def test_focus_of_a_survey_is_drawn_and_never_covered(
    invitation: Invitation, open_link: Open, viewport: dict[str, int]
) -> None:
    page = open_link(invitation, viewport=viewport)
    drawn = """() => {
      const focused = document.activeElement;
      const shown = focused.matches(".scale input") ? focused.nextElementSibling : focused;
      return getComputedStyle(shown).outlineStyle;
    }"""
    covered, outlines = [], []

    for _ in range(12):
        page.keyboard.press("Tab")
        covered += page.evaluate(COVERED)
        outlines.append(page.evaluate(drawn))

    assert covered == []
    assert set(outlines) == {"solid"}
    assert overflow(page) == 0
    page.get_by_role("button").click()
    assert overflow(page) == 0


def test_chosen_answers_of_a_survey_show_in_forced_colours_and_nothing_moves(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, forced_colors="active")

    choose(page, "p1", "4")

    drawn = "input => getComputedStyle(input.nextElementSibling).outlineStyle"
    assert page.locator("input[name=p1][value='4']").evaluate(drawn) == "solid"
    assert page.locator("input[name=p1][value='3']").evaluate(drawn) == "none"
    assert page.evaluate("document.getAnimations().length") == 0
    moving = """[...document.querySelectorAll("*")].filter(one =>
        !/^0s(, 0s)*$/.test(getComputedStyle(one).transitionDuration)).length"""
    assert page.evaluate(moving) == 0


def test_targets_of_a_survey_are_large_enough(
    round_: Round, invitation: Invitation, open_link: Open
) -> None:
    sent = an_invitation(round_)
    submit(sent)
    small = {}

    page = open_link(invitation, viewport=NARROWEST)
    small["start"] = page.evaluate(SMALLER_THAN, 24)
    page.get_by_role("button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    small["errors"] = page.evaluate(SMALLER_THAN, 24)
    for name, of, rest in (("privacy", invitation, "privacy/"), ("thanks", sent, "")):
        small[name] = open_link(of, rest, viewport=NARROWEST).evaluate(SMALLER_THAN, 24)

    assert {state: found for state, found in small.items() if found} == {}
