"""Importing people from a workbook in a real browser, with rows that are rejected."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from leadership.models import Membership
from leadership.services import contact_imports
from leadership.services.sign_in import sign_in_link
from leadership.tasks import do_tasks
from leadership.uploads import tables
from tests.journeys.screens import DESK, PHONE, broken_rules, overflow
from tests.leadership.mailing import a_member, an_organization
from tests.leadership.uploaded_lists import a_workbook

NewContext = Callable[..., BrowserContext]

PEOPLE = [
    ("E-Mail", "Vorname", "Name", "Region", "Notes"),
    ("anna@customer.example", "Anna", "Müller", "North", "<script>alert(1)</script>"),
    ("bad address", "Ben", "Berg", "North", ""),
    ("cleo@customer.example", "Cleo", "Costa", "South", ""),
]


@pytest.fixture
def member(transactional_db: None, live_server: LiveServer, settings: Settings) -> Membership:
    settings.PUBLIC_URL = live_server.url
    return a_member(an_organization(), "lead@meridian.example", name="Lea Lead")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    file = tmp_path / "<img src=x onerror=alert(1)>.xlsx"
    file.write_bytes(a_workbook(PEOPLE))
    return file


def opened(page: Page, member: Membership) -> Page:
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto(sign_in_link(member.user))
    page.goto(f"/o/{member.organization.slug}/people/contacts/upload/")
    return page


def upload(page: Page, workbook: Path) -> None:
    page.get_by_label("Workbook or CSV file").set_input_files(workbook)
    page.get_by_role("button", name="Read the file").click()


def test_rejected_rows_leave_as_a_file_and_the_others_become_people(
    member: Membership, workbook: Path, live_server: LiveServer, new_context: NewContext
) -> None:
    page = opened(new_context(viewport=PHONE, base_url=live_server.url).new_page(), member)

    upload(page, workbook)
    expect(page.get_by_role("heading", level=1)).to_have_text("What do the columns hold?")
    expect(page.get_by_label("E-Mail")).to_have_value("email")
    expect(page.get_by_label("Name", exact=True)).to_have_value("last name")
    assert overflow(page) == 0
    assert broken_rules(page) == []
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("alert")).to_contain_text("choose below what everybody in the file is")
    page.get_by_label("Whoever has no audience in the file is").select_option("customer")
    page.get_by_role("button", name="Show what would change").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("2 people would be added or changed")
    expect(page.get_by_text("“bad address” is not an email address.")).to_be_visible()
    assert overflow(page) == 0
    assert broken_rules(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the rejected rows").click()
    rejected = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert rejected[0] == "E-Mail,Vorname,Name,Region,Notes,line,reason"
    assert rejected[1].startswith("bad address,Ben,Berg,North,,3,")
    assert len(rejected) == 2

    page.get_by_role("button", name="Import 2 people without the rejected rows").click()
    expect(page.get_by_text("2 added, 0 changed, 0 as before.")).to_be_visible()
    page.get_by_role("link", name="Go to the people").click()
    expect(page.get_by_text("Anna Müller")).to_be_visible()
    expect(page.get_by_text("Cleo Costa")).to_be_visible()


def test_long_list_shows_its_progress_and_then_itself(
    member: Membership,
    workbook: Path,
    live_server: LiveServer,
    new_context: NewContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "SMALL", 0)
    monkeypatch.setattr(contact_imports, "AT_ONCE", 0)
    page = opened(new_context(viewport=DESK, base_url=live_server.url).new_page(), member)

    upload(page, workbook)
    page.get_by_label("Whoever has no audience in the file is").select_option("customer")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The file is being read")
    assert broken_rules(page) == []
    do_tasks(worker="one", stopping=lambda: False)

    page.get_by_role("button", name=re.compile("^Import 2 people")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The list is being imported")
    do_tasks(worker="one", stopping=lambda: False)
    expect(page.get_by_role("heading", level=1)).to_have_text("The list is imported")
