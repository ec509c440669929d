"""In a real browser: somebody asks what is held about them, and is then erased."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from assessment.domain.audiences import Audience
from assessment.models import Round, Tally
from leadership.domain.roles import Role
from leadership.models import Contact, Membership, User
from leadership.services.sign_in import sign_in_link
from tests.respondents import an_invitation, an_open_round, link, submit

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(autouse=True)
def _place(settings: Settings, live_server: LiveServer, tmp_path: Path) -> None:
    settings.ERASURE_JOURNAL = tmp_path / "erasures.jsonl"
    settings.PUBLIC_URL = live_server.url


@pytest.fixture
def round_(transactional_db: None) -> Round:
    return an_open_round()


@pytest.fixture
def page(round_: Round, new_context: Callable[..., BrowserContext]) -> Page:
    """A lead has signed in; axe is put in past the pages' own policy."""
    user = User.objects.create_user("leo@example.com", "Leo Lead")
    Membership.objects.create(
        user=user,
        organization=round_.organization,
        role=Role.LEAD,
        joined_at=timezone.now(),
    )
    opened = new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True).new_page()
    opened.set_default_timeout(10_000)
    opened.goto(sign_in_link(user))
    return opened


def check(page: Page) -> None:
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]] == []


def test_somebody_gets_their_data_and_is_erased(
    page: Page, round_: Round, live_server: LiveServer, tmp_path: Path
) -> None:
    answered, asked = (an_invitation(round_, Audience.CUSTOMER) for _ in range(2))
    submit(answered)
    contact = asked.contact
    assert contact is not None
    counted = sorted(Tally.objects.values_list("question", "choice", "count"))
    organization = round_.organization.slug
    page.goto(f"{live_server.url}/o/{organization}/people/contacts/{contact.pk}/")
    check(page)

    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download this person’s data").click()
    archive = tmp_path / "data.zip"
    downloading.value.save_as(archive)
    with zipfile.ZipFile(archive) as files:
        assert contact.email in files.read("data.html").decode()

    page.get_by_role("link", name="Erase this person").click()
    expect(page.get_by_role("heading", name=f"Erase {contact}?")).to_be_visible()
    expect(page.get_by_text("Answers that were sent stay counted")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Erase this person").click()
    expect(page.get_by_text("The person is erased.")).to_be_visible()

    page.goto(live_server.url + link(asked))
    expect(page.get_by_role("heading", name="This link no longer works")).to_be_visible()
    assert not Contact.objects.filter(email=contact.email).exists()
    assert sorted(Tally.objects.values_list("question", "choice", "count")) == counted


def test_a_respondent_reads_the_privacy_notice_in_their_language(
    round_: Round, live_server: LiveServer, new_context: Callable[..., BrowserContext]
) -> None:
    phone = new_context(viewport={"width": 320, "height": 640}, bypass_csp=True).new_page()
    phone.goto(live_server.url + link(an_invitation(round_, Audience.CUSTOMER)))

    phone.get_by_role("link", name="Privacy notice").click()

    expect(phone.get_by_role("heading", name="Privacy notice")).to_be_visible()
    check(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert phone.context.cookies() == []
