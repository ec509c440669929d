"""Evidence in a real browser: given by link, sent back, answered, accepted, on the dashboard."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from leadership.domain.evidence import EvidenceState
from leadership.models import Evidence, Invitation, Membership
from tests.journeys.screens import DESK, NARROWEST, broken_rules, overflow
from tests.leadership.evidences import a_round_of, a_team, answers_of, closed
from tests.leadership.mailing import a_member
from tests.respondents import an_organization

NewContext = Callable[..., BrowserContext]
Open = Callable[..., Page]

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "It stood on the agendas."
SECOND = "Items 2 of 12 January, 9 February and 9 March."
REASON = "Which three meetings?"


@pytest.fixture
def ada() -> Invitation:
    """One of six executives; all of them say yes to sign 1, and no round is open any more."""
    organization = an_organization()
    round_ = a_round_of(organization)
    sent = [answers_of(round_, member, {"s1": "yes"}) for member in a_team(organization, 6)]
    closed(round_)
    return sent[0]


@pytest.fixture
def lead(ada: Invitation) -> Membership:
    return a_member(ada.round.organization, "lead@example.com", name="Lea Lead")


@pytest.fixture
def signed_in(live_server: LiveServer, new_context: NewContext) -> Callable[[Membership], Page]:
    """A browser in which somebody has signed in."""

    def opened(member: Membership) -> Page:
        client = Client()
        client.force_login(member.user)
        context = new_context(viewport=DESK, base_url=live_server.url)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[typeddict-item]
        return context.new_page()

    return opened


def look_at(page: Page) -> None:
    assert broken_rules(page) == []
    assert overflow(page) == 0


def test_evidence_is_sent_back_answered_accepted_and_counted(
    ada: Invitation,
    lead: Membership,
    open_link: Open,
    signed_in: Callable[[Membership], Page],
) -> None:
    by_link = open_link(ada, "evidence/", script=False, viewport=NARROWEST)
    by_link.get_by_role("link", name="Show the proof").first.click()
    by_link.get_by_role("button", name="Show this proof").click()
    expect(by_link.get_by_role("alert")).to_contain_text("Write what proves it.")
    by_link.get_by_label("What proves it").fill(FIRST)
    by_link.get_by_label("Date of the proof").fill("2026-03-09")
    by_link.get_by_role("button", name="Show this proof").click()
    expect(by_link.get_by_text("Given; it waits for review.")).to_be_visible()

    office = signed_in(lead)
    office.goto("/o/meridian/")
    expect(office.get_by_text("1 piece of evidence waits for your review")).to_be_visible()
    office.get_by_role("link", name="Open the evidence").click()
    look_at(office)
    office.get_by_role("link", name="Do senior executive staff meetings").click()
    look_at(office)
    office.get_by_label("Reason, if you send it back").fill(REASON)
    office.get_by_role("button", name="Send it back").click()
    expect(office.get_by_text("Sent back; the giver is told by mail.")).to_be_visible()

    by_link.reload()
    expect(by_link.get_by_text(f"Sent back: “{REASON}”")).to_be_visible()
    by_link.get_by_role("link", name="Answer").click()
    by_link.get_by_label("What proves it").fill(SECOND)
    by_link.get_by_label("Your answer to the reviewer").fill("The last three.")
    by_link.get_by_role("button", name="Give it again").click()

    office.reload()
    office.get_by_role("link", name="Do senior executive staff meetings").click()
    expect(office.get_by_text(SECOND)).to_be_visible()
    expect(office.get_by_text("The last three.", exact=True)).to_be_visible()
    office.get_by_role("button", name="Accept it").click()
    expect(office.get_by_text("No evidence waits for your review")).to_be_visible()

    assert Evidence.objects.get().state == EvidenceState.ACCEPTED
    office.goto("/o/meridian/results/")
    expect(office.get_by_role("heading", level=1)).to_contain_text(
        "One of the eight signs is evidenced."
    )
    row = office.locator("ol.signs > li").first
    expect(row).to_contain_text("Evidenced")
    row.get_by_role("link").first.click()
    expect(office.get_by_text("Shown by Ada, accepted by Lea Lead")).to_be_visible()
    look_at(office)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_a_link_are_accessible_and_fit_a_phone(
    ada: Invitation, open_link: Open, scheme: str
) -> None:
    page = open_link(ada, "evidence/", viewport=NARROWEST, color_scheme=scheme)
    look_at(page)

    page.get_by_role("link", name="Show the proof").first.click()
    page.get_by_role("button", name="Show this proof").click()

    expect(page.get_by_role("alert")).to_be_visible()
    look_at(page)
