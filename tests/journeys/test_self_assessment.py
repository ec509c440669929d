"""An executive's self-assessment in a real browser, from the start page to the own result."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round
from assessment.queries.rounds import pages_for
from leadership.models import Invitation
from tests.journeys.screens import DESK, choose
from tests.leadership.self_assessments import NEEDED, SIGNS
from tests.respondents import an_invitation, an_open_round

Open = Callable[..., Page]

WITH_AND_WITHOUT_JAVASCRIPT = pytest.mark.parametrize(
    "script", [True, False], ids=["with JavaScript", "without JavaScript"]
)
CHOSEN_YES = {"s1", "s2", "s3", "s4", "s5", "s6"}


@pytest.fixture
def invitation(transactional_db: None) -> Invitation:
    return an_invitation(an_open_round(promise=Promise.ATTRIBUTED), Audience.EXECUTIVE)


def saving(page: Page) -> Locator:
    """What the page says about its answers."""
    return page.locator("[data-save-status]")


def go_on(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Save and")).click()


def fill_all_pages(page: Page, round_: Round) -> None:
    for definition in pages_for(round_, Audience.EXECUTIVE):
        expect(page.get_by_role("heading", level=1)).to_have_text(definition.title)
        for question in definition.questions_for(Audience.EXECUTIVE):
            if question.scale.choices:
                first, second = question.scale.choices[:2]
                is_no = question.key.startswith("s") and question.key not in CHOSEN_YES
                choose(page, question.key, (second if is_no else first).code)
        go_on(page)


def answered_before(page: Page, answers: dict[str, str]) -> None:
    """Choose on the page that is open, and wait until it is stored."""
    for question, choice in answers.items():
        choose(page, question, choice)
    expect(saving(page)).to_have_text("Saved")


@pytest.mark.parametrize("promise", Promise)
@WITH_AND_WITHOUT_JAVASCRIPT
def test_executive_answers_every_page_reviews_sends_and_reads_the_own_result(
    transactional_db: None, open_link: Open, promise: Promise, *, script: bool
) -> None:
    round_ = an_open_round(promise=promise)
    page = open_link(an_invitation(round_, Audience.EXECUTIVE), script=script, viewport=DESK)

    page.get_by_role("link", name="Start").click()
    fill_all_pages(page, round_)
    expect(page.get_by_role("heading", level=1)).to_have_text("Review your answers")
    page.get_by_role("link", name=re.compile("^Change Do senior executive staff")).click()
    expect(page.locator("fieldset#s1")).to_be_in_viewport()
    choose(page, "s1", "dk")
    page.get_by_role("button", name="Save and go back to the review").click()
    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers were sent.")
    result = page.get_by_text("You said yes to 5 of 8 signs of commitment.")
    expect(result).to_be_visible()
    sheet = AnswerSheet.objects.get()
    assert sheet.is_submitted
    assert len(sheet.answers) == 8 + 7 + 12 + 3

    page.goto(page.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers were sent.")
    assert result.is_visible() is (promise is Promise.ATTRIBUTED)


def test_executive_sees_that_answers_are_saved_and_finds_them_on_another_device(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "perception-gap/")

    expect(page.get_by_text("Questions left on this page: 9")).to_be_visible()
    choose(page, "p1", "4")
    page.get_by_label("Out of 100 of our customers").fill("30")
    expect(saving(page)).to_have_text("Saved")
    expect(page.get_by_text("Questions left on this page: 7")).to_be_visible()
    expect(page.get_by_label("2 of 33 questions answered")).to_have_attribute("max", "33")
    assert page.locator("progress").evaluate("bar => bar.value") == 2
    other_device = open_link(invitation, "perception-gap/", viewport=DESK)

    expect(other_device.locator("input[name=p1][value='4']")).to_be_checked()
    expect(other_device.get_by_label("Out of 100 of our customers")).to_have_value("30")


def test_what_cannot_be_read_is_never_said_to_be_saved(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "perception-gap/")

    page.get_by_label("Out of 100 of our customers").fill("many")
    expect(saving(page)).to_have_text("Saved, except the answer that is marked")
    expect(page.locator("#m1 .error")).to_have_text("Enter a whole number from 0 to 100.")
    page.get_by_label("Out of 100 of our customers").fill("40")

    expect(saving(page)).to_have_text("Saved")
    expect(page.locator("#m1 .error")).to_have_count(0)


def test_server_that_fails_is_told_and_asked_again(invitation: Invitation, open_link: Open) -> None:
    page = open_link(invitation, "eight-signs/")
    page.route("**/save/", lambda route: route.fulfill(status=503, body="{}"))

    choose(page, "s1", "yes")
    expect(saving(page)).to_have_text("Not saved yet: the server has a problem. Kept on this page")
    page.unroute("**/save/")

    expect(saving(page)).to_have_text("Saved", timeout=15_000)
    assert AnswerSheet.objects.get().answers == {"s1": "yes"}


def test_answers_sent_on_another_device_end_the_saving_here(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "perception-gap/")
    answered_before(page, {"p1": "4"})
    other = open_link(invitation, "eight-signs/", viewport=DESK)
    answered_before(other, SIGNS)
    other.goto(other.url.replace("eight-signs", "review"))
    other.get_by_role("button", name="Send my answers").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("Thank you")

    choose(page, "p2", "5")
    expect(saving(page)).to_have_text("Not saved: use the button below, it says why")
    assert page.evaluate("sessionStorage.length") == 0
    go_on(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers were sent.")
    assert AnswerSheet.objects.get().answers == NEEDED


# Two devices


def test_answers_of_two_devices_come_together(invitation: Invitation, open_link: Open) -> None:
    phone = open_link(invitation, "eight-signs/")
    desk = open_link(invitation, "eight-signs/", viewport=DESK)

    answered_before(phone, {"s1": "yes"})
    choose(desk, "s2", "no")

    added = "Saved, and answers from another device were added"
    expect(saving(desk)).to_have_text(added)
    expect(desk.locator("input[name=s1][value=yes]")).to_be_checked()
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(saving(phone)).to_have_text(added)
    expect(phone.locator("input[name=s2][value=no]")).to_be_checked()
    assert AnswerSheet.objects.get().answers == {"s1": "yes", "s2": "no"}


@pytest.mark.parametrize(
    ("decision", "stored"),
    [("Take that answer", "yes"), ("Keep the answer on this page", "no")],
)
def test_person_decides_between_two_answers(
    invitation: Invitation, open_link: Open, decision: str, stored: str
) -> None:
    desk = open_link(invitation, "eight-signs/", viewport=DESK)
    phone = open_link(invitation, "eight-signs/")

    answered_before(phone, {"s1": "yes"})
    choose(desk, "s1", "no")
    expect(saving(desk)).to_have_text("Not saved: choose between two answers, where it is marked")
    expect(desk.locator("#s1 .elsewhere")).to_contain_text(
        "On another device you answered this meanwhile: Yes"
    )
    assert AnswerSheet.objects.get().answers == {"s1": "yes"}
    desk.get_by_role("button", name=decision).click()

    expect(saving(desk)).to_have_text("Saved")
    expect(desk.locator(f"input[name=s1][value={stored}]")).to_be_focused()
    expect(desk.locator(f"input[name=s1][value={stored}]")).to_be_checked()
    expect(desk.locator(".elsewhere")).to_have_count(0)
    assert AnswerSheet.objects.get().answers == {"s1": stored}


@WITH_AND_WITHOUT_JAVASCRIPT
def test_button_stores_no_answer_over_one_that_was_not_seen(
    invitation: Invitation, open_link: Open, *, script: bool
) -> None:
    page = open_link(invitation, "eight-signs/", script=script)
    answered_before(open_link(invitation, "eight-signs/"), SIGNS)

    choose(page, "s1", "no")
    go_on(page)
    expect(page.locator("#s1-error")).to_contain_text("On another device you answered")
    assert AnswerSheet.objects.get().answers == SIGNS
    go_on(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Perception gap")
    assert AnswerSheet.objects.get().answers == SIGNS | {"s1": "no"}
