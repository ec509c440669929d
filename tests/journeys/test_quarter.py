"""A whole quarter with real parts: founded, asked by mail, answered in a browser, closed, read.

The answers are the table in `quarter_answers`; what the dashboard must say was worked out by hand
from that table, and the intervals with statsmodels.
"""

import re
from collections.abc import Sequence
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from leadership.models import Invitation, User
from leadership.services.sign_in import sign_in_link
from leadership.tasks import tick
from tests.journeys import quarter_answers as table
from tests.smtp import CollectingServer, Received

LINK = re.compile(r"http://\S+/a/[\w-]{10,}/")


@pytest.fixture
def installation(
    live_server: LiveServer, settings: Settings, smtp_server: CollectingServer
) -> CollectingServer:
    """The installation as people reach it, mailing through a real server."""
    settings.PUBLIC_URL = live_server.url
    settings.EMAIL_IS_LOCAL = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_server.port
    return smtp_server


@pytest.mark.django_db(transaction=True)
def test_quarter_from_founding_to_the_dashboard(installation: CollectingServer, page: Page) -> None:
    page.set_default_timeout(10_000)
    page.goto(found_organization())
    add_executive(page)
    upload_people(page)
    launch_round(page)
    tick(now=timezone.now(), worker="journey")

    received = installation.received

    assert len(received) == 60
    assert all(len(mail.recipients) == 1 for mail in received)
    assert {mail.recipients[0] for mail in received} == set(table.PEOPLE)

    for mail in received:
        answer(page, mail.recipients[0], link_in(mail))
    assert Invitation.objects.exclude(submitted_on=None).count() == table.ANSWERED

    close_round(page)
    for finding in table.FINDINGS:
        expect(page.locator("main")).to_contain_text(finding)
    expect_rows(page.locator("main"), table.TABLES)
    for number, words in enumerate(table.SIGN_WORDS, start=1):
        expect(page.locator(".signs > li").nth(number - 1)).to_contain_text(words)

    page.get_by_role("link", name="Gap on").click()
    for said in table.GAP:
        expect(page.locator("main")).to_contain_text(said)
    each_audience = page.locator("table", has=page.get_by_text("Strongest label"))
    expect_rows(each_audience.first, table.AUDIENCES)


def expect_rows(place: Locator, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
    """The first row of each name says all of its cells."""
    for name, cells in rows:
        row = place.get_by_role("row", name=name, include_hidden=True)
        for cell in cells:
            expect(row.first).to_contain_text(cell)


def found_organization() -> str:
    """`manage.py new_organization`; its last line is a link that signs the owner in."""
    out = StringIO()
    call_command(
        "new_organization",
        name="Lindholm Ferries",
        time_zone="Europe/Stockholm",
        owner_email="owner@lindholm.example",
        owner_name="Greta Lindholm",
        stdout=out,
    )
    return out.getvalue().strip().splitlines()[-1].strip()


def add_executive(page: Page) -> None:
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Members", exact=True).click()
    page.get_by_role("link", name="Add a member").click()
    page.get_by_label("Email address").fill(table.FIRST_EXECUTIVE)
    page.get_by_role("textbox", name="Name").fill("Astrid Berg")
    page.get_by_role("radio", name=re.compile("^Executive")).check()
    page.get_by_label("Sits on the executive team").check()
    page.get_by_role("button", name="Add this member").click()
    expect(page.get_by_text(table.FIRST_EXECUTIVE)).to_be_visible()


def upload_people(page: Page) -> None:
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Upload contacts").click()
    page.get_by_label("Workbook or CSV file").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": table.csv().encode()}
    )
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("main")).to_contain_text("Unchanged")
    page.get_by_role("button", name=re.compile("^Import 59 people")).click()


def launch_round(page: Page) -> None:
    page.get_by_role("link", name="Rounds").click()
    page.get_by_role("link", name=re.compile("Draft")).first.click()
    page.get_by_role("radio", name=re.compile("^Attributed")).check()
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("link", name="Launch").click()
    page.get_by_role("button", name="Launch and send the invitations").click()
    expect(page.locator("main")).to_contain_text("60")


def link_in(mail: Received) -> str:
    """The personal link in a mail."""
    text = mail.message.get_body(("plain",))
    found = LINK.search(text.get_content()) if text else None
    assert found, mail.message.as_string()
    return found[0]


def answer(page: Page, address: str, link: str) -> None:
    """Answer as the table says; those who do not answer only open their link."""
    page.goto(link)
    answers = table.answers_of(address)
    if answers is None:
        return
    if address in table.EXECUTIVES:
        answer_pages(page, answers)
    else:
        fill(page, answers)
        page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")


def answer_pages(page: Page, answers: dict[str, str]) -> None:
    """Page by page, each saved by its button, then sent from the review."""
    page.get_by_role("link", name="Start").click()
    for number in range(1, 5):
        expect(page.get_by_text(f"Page {number} of 4")).to_be_visible()
        fill(page, answers)
        page.get_by_role("button", name=re.compile("^Save and")).click()
    page.get_by_role("button", name="Send my answers").click()


def fill(page: Page, answers: dict[str, str]) -> None:
    """Everything of the table that stands on this page."""
    for name, value in answers.items():
        field = page.locator(f'[name="{name}"]')
        if field.count() == 0:
            continue
        if field.first.get_attribute("type") == "radio":
            page.locator(f'[name="{name}"][value="{value}"]').check()
        else:
            field.fill(value)


def close_round(page: Page) -> None:
    """As a lead whom the owner never made: the owner runs rounds too."""
    owner = User.objects.get(email="owner@lindholm.example")
    page.goto(sign_in_link(owner))
    page.get_by_role("link", name="Rounds").click()
    page.get_by_role("link", name=re.compile(r"^Q\d")).first.click()
    page.get_by_role("link", name="Close now").click()
    page.get_by_role("button", name="Close the round").click()
