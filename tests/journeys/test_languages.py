"""Journeys in four languages, with and without JavaScript, at 320 and 1280 pixels in each state."""

from collections.abc import Callable
from itertools import product

import pytest
from django.utils.translation import override
from playwright.sync_api import Error, Page, expect
from pytest_django import Settings

from assessment.domain.audiences import Audience
from assessment.domain.language import long_date
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from assessment.queries.rounds import pages_for
from leadership.domain.languages import OWN_NAMES
from leadership.models import Concern, Invitation
from leadership.views.answer_pages import closing_day
from tests.journeys.screens import DESK, NARROWEST, broken_rules, choose, overflow
from tests.leadership.self_assessments import NEEDED, SIGNS
from tests.respondents import an_invitation, an_open_round, today

Open = Callable[..., Page]

EVERYWHERE = pytest.mark.parametrize(
    ("language", "script"), list(product(("en", "de", "ja", "ar"), (True, False)))
)


@pytest.fixture(autouse=True)
def _ten_languages(settings: Settings) -> None:
    settings.LANGUAGES = list(OWN_NAMES.items())


@pytest.fixture
def round_(transactional_db: None) -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


def asked_in_another_language(invitation: Invitation, language: str) -> Invitation:
    invitation.language = "de" if language == "en" else "en"
    invitation.save()
    return invitation


def pick(page: Page, language: str) -> None:
    page.locator("details.languages summary").click()
    page.get_by_role("link", name=OWN_NAMES[language], exact=True).click()


def check(page: Page, language: str, *, script: bool) -> None:
    """The language and its direction, nothing wider than the screen, nothing for axe to find.

    Axe has seen these states in English in test_answering and test_self_assessment_states.
    """
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    assert f"language={language}" in page.url
    for viewport in (DESK, NARROWEST):
        page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        assert overflow(page) == 0, viewport
    if script and language != "en":
        assert broken_rules(page) == []


@EVERYWHERE
def test_customer_keeps_the_picked_language_to_the_thanks(
    round_: Round, open_link: Open, language: str, *, script: bool
) -> None:
    invitation = asked_in_another_language(an_invitation(round_), language)
    with override(language):
        closes_on, sent_on = closing_day(round_), long_date(today())
    page = open_link(invitation, "?p1=2", script=script)

    pick(page, language)
    expect(page.locator("input[name=p1][value='2']")).to_be_checked()
    expect(page.locator("main")).to_contain_text(closes_on)
    check(page, language, script=script)
    page.locator(".promise a").click()
    expect(page.locator("main")).to_contain_text(closes_on)
    check(page, language, script=script)
    page.locator("a.button").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button").click()
    expect(page.locator(".error-summary")).to_be_focused()
    check(page, language, script=script)
    choose(page, "p1", "2")
    page.locator("textarea").fill("電話に出てください。 أجيبوا على الهاتف.")
    page.get_by_role("button").click()

    expect(page.locator("main")).to_contain_text(sent_on)
    expect(page.locator("main")).to_contain_text(closes_on)
    check(page, language, script=script)
    assert AnswerSheet.objects.get().answers == {"p1": "2"}
    assert Concern.objects.get().comment == "電話に出てください。 أجيبوا على الهاتف."


@EVERYWHERE
def test_executive_keeps_language_and_answers_without_a_network(
    round_: Round, open_link: Open, language: str, *, script: bool
) -> None:
    invitation = asked_in_another_language(an_invitation(round_, Audience.EXECUTIVE), language)
    titles = [page.title for page in pages_for(round_, Audience.EXECUTIVE, language)]
    page = open_link(invitation, script=script)

    pick(page, language)
    check(page, language, script=script)
    page.locator("a.button").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(titles[0])
    answer_signs_without_a_network(page, script=script)
    check(page, language, script=script)
    page.locator("form button[type=submit]").last.click()
    expect(heading).to_have_text(titles[1])
    choose(page, "p1", "4")
    for title in (*titles[2:], None):
        check(page, language, script=script)
        page.locator("form button[type=submit]").last.click()
        if title:
            expect(heading).to_have_text(title)
    expect(page.locator("form[data-once]")).to_be_visible()
    check(page, language, script=script)
    page.locator("form[data-once] button").click()

    expect(page.locator(".finding")).to_contain_text("8")
    check(page, language, script=script)
    sheet = AnswerSheet.objects.get()
    assert sheet.is_submitted
    assert sheet.answers == NEEDED


def answer_signs_without_a_network(page: Page, *, script: bool) -> None:
    """Half of them before it is cut; without JavaScript the button is what tries to save."""
    first, second = dict(list(SIGNS.items())[:4]), dict(list(SIGNS.items())[4:])
    for question, choice in first.items():
        choose(page, question, choice)
    status = page.locator("[data-save-status]")
    if script:
        expect(status).to_have_text(status.get_attribute("data-saved") or "")
    else:
        page.locator("form button[type=submit]").click()
    page.context.set_offline(True)
    for question, choice in second.items():
        choose(page, question, choice)
    if script:
        expect(status).to_have_text(status.get_attribute("data-offline") or "")
        page.context.set_offline(False)
        expect(status).to_have_text(status.get_attribute("data-saved") or "", timeout=15_000)
        return
    here = page.url
    with pytest.raises(Error):
        page.goto(here)
    page.context.set_offline(False)
    page.goto(here)
    for question in first:
        expect(page.locator(f"input[name={question}][value=yes]")).to_be_checked()
    for question, choice in second.items():
        choose(page, question, choice)
