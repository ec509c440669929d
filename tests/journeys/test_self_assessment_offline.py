"""A self-assessment whose network is cut in the middle."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from assessment.domain.audiences import Audience
from assessment.models import AnswerSheet
from leadership.models import Invitation
from tests.journeys.screens import choose
from tests.leadership.self_assessments import NEEDED, SIGNS
from tests.respondents import an_invitation, an_open_round

Open = Callable[..., Page]
KEPT = "Not saved yet: no connection. Kept on this page"


@pytest.fixture
def invitation(transactional_db: None) -> Invitation:
    return an_invitation(an_open_round(), Audience.EXECUTIVE)


def saving(page: Page) -> Locator:
    return page.locator("[data-save-status]")


def kept_in_the_tab(page: Page) -> int:
    count: int = page.evaluate("sessionStorage.length")
    return count


def wait_until_nothing_is_kept(page: Page) -> None:
    """All that was typed is stored then: only that empties the tab's own storage."""
    for _ in range(150):
        if kept_in_the_tab(page) == 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError("The page still keeps what it could not send.")


def test_answers_typed_without_a_network_are_sent_when_it_returns(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "eight-signs/")

    page.context.set_offline(True)
    choose(page, "s1", "yes")
    expect(saving(page)).to_have_text(KEPT)
    choose(page, "s2", "no")
    page.context.set_offline(False)
    expect(saving(page)).to_have_text("Saved", timeout=15_000)

    assert AnswerSheet.objects.get().answers == {"s1": "yes", "s2": "no"}
    assert kept_in_the_tab(page) == 0


def test_answers_typed_without_a_network_survive_a_reload_of_the_tab(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "leadership-checklist/")
    page.on("dialog", lambda dialog: dialog.accept())

    page.context.set_offline(True)
    choose(page, "l1a", "partly")
    for _ in range(3):
        page.get_by_role("button", name="Week 1 (last week): half an hour more").click()
    expect(saving(page)).to_have_text(KEPT)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    # The browser may load the page by itself as soon as it can, and so save before the reload.
    page.context.set_offline(False)
    page.reload()

    wait_until_nothing_is_kept(page)
    expect(page.locator("input[name=l1a][value=partly]")).to_be_checked()
    expect(page.get_by_label("Week 1 (last week)", exact=True)).to_have_value("1.5")
    stored = {"l1a": "partly", "l1b": [1.5, None, None, None]}
    assert AnswerSheet.objects.get().answers == stored


def test_only_what_is_not_stored_is_kept_and_only_in_this_tab(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "eight-signs/")
    choose(page, "s1", "yes")
    expect(saving(page)).to_have_text("Saved")

    page.context.set_offline(True)
    choose(page, "s2", "no")
    expect(saving(page)).to_have_text(KEPT)

    kept = page.evaluate("Object.values(sessionStorage).map(JSON.parse)")
    assert kept == [{"fields": [["s2", "no"]], "seen": {"s2": None}}]
    assert page.evaluate("localStorage.length") == 0


def test_button_without_a_network_keeps_everything_and_says_so(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "eight-signs/")
    button = page.get_by_role("button", name="Save and continue")

    page.context.set_offline(True)
    for question, choice in SIGNS.items():
        choose(page, question, choice)
    button.click()
    expect(saving(page)).to_contain_text("No connection: nothing is lost.")
    expect(page.locator("input[name=s8][value=yes]")).to_be_checked()
    page.context.set_offline(False)
    expect(saving(page)).to_have_text("Saved. Press the button to go on", timeout=15_000)
    button.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Perception gap")
    assert AnswerSheet.objects.get().answers == SIGNS


def test_late_answer_from_offline_asks_before_it_replaces_a_newer_one(
    invitation: Invitation, open_link: Open
) -> None:
    train = open_link(invitation, "eight-signs/")
    train.on("dialog", lambda dialog: dialog.accept())
    train.context.set_offline(True)
    choose(train, "s1", "no")
    choose(train, "s2", "no")
    expect(saving(train)).to_have_text(KEPT)
    office = open_link(invitation, "eight-signs/")
    choose(office, "s1", "yes")
    expect(saving(office)).to_have_text("Saved")

    train.context.set_offline(False)
    train.reload()

    expect(train.locator("#s1 .elsewhere")).to_contain_text("meanwhile: Yes")
    assert AnswerSheet.objects.get().answers == {"s1": "yes", "s2": "no"}
    train.get_by_role("button", name="Keep the answer on this page").click()
    expect(saving(train)).to_have_text("Saved")
    assert AnswerSheet.objects.get().answers == {"s1": "no", "s2": "no"}
    assert kept_in_the_tab(train) == 0


def test_review_first_stores_what_still_waits_in_the_tab(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "eight-signs/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/save/", lambda route: route.abort())
    choose(page, "s1", "yes")
    expect(saving(page)).to_have_text(KEPT)
    review = page.url.replace("eight-signs", "review")

    page.goto(review)
    waiting = page.get_by_role("status")
    expect(waiting).to_contain_text("wait in this tab")
    page.unroute("**/save/")
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(page.get_by_role("link", name=re.compile("^Change Do senior executive"))).to_be_visible()
    expect(waiting).to_be_empty()
    assert AnswerSheet.objects.get().answers == {"s1": "yes"}
    assert kept_in_the_tab(page) == 0


def test_sending_without_a_network_says_so_and_works_when_it_is_back(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "perception-gap/")
    choose(page, "p1", "4")
    expect(saving(page)).to_have_text("Saved")
    page.goto(page.url.replace("perception-gap", "eight-signs"))
    for question, choice in SIGNS.items():
        choose(page, question, choice)
    expect(saving(page)).to_have_text("Saved")
    page.goto(page.url.replace("eight-signs", "review"))
    send = page.get_by_role("button", name="Send my answers")

    page.context.set_offline(True)
    send.click()
    expect(page.get_by_role("status")).to_contain_text("No connection: nothing was sent")
    page.context.set_offline(False)
    send.dblclick()

    expect(page.get_by_text("You said yes to 8 of 8 signs of commitment.")).to_be_visible()
    assert AnswerSheet.objects.get().answers == NEEDED


def test_looking_for_news_without_a_network_does_not_deny_what_is_saved(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "eight-signs/")
    choose(page, "s1", "yes")
    expect(saving(page)).to_have_text("Saved")

    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(100)

    expect(saving(page)).to_have_text("Saved")


def test_review_leads_to_the_answer_that_has_to_be_decided(
    invitation: Invitation, open_link: Open
) -> None:
    page = open_link(invitation, "eight-signs/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/save/", lambda route: route.abort())
    choose(page, "s1", "yes")
    expect(saving(page)).to_have_text(KEPT)
    other = open_link(invitation, "eight-signs/")
    choose(other, "s1", "no")
    expect(saving(other)).to_have_text("Saved")
    page.unroute("**/save/")

    page.goto(page.url.replace("eight-signs", "review"))
    page.get_by_role("link", name="Open the page and choose").click()
    page.get_by_role("button", name="Take that answer").click()

    expect(saving(page)).to_have_text("Saved")
    assert AnswerSheet.objects.get().answers == {"s1": "no"}
    assert kept_in_the_tab(page) == 0
