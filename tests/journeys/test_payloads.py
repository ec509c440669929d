"""Scripts in every text that people can write: no page, mail or file lets one run."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from assessment.domain.rounds import RoundState
from assessment.models import Organization
from leadership.demo.loading import load_demo
from leadership.domain.roles import Role
from tests.journeys.payloads import write_everywhere
from tools import pages

NewContext = Callable[..., BrowserContext]
NUMBER = re.compile(r"[+-]?[\d.,]+%?")
MOST_OF_A_ROUTE = 3
FEWEST_PAGES = {
    Role.OWNER: 60,
    Role.EXECUTIVE: 15,
    Role.VIEWER: 10,
    pages.SIGNED_OUT: 10,
    pages.LINK: 20,
}
# Marks that an injected element would leave in the page; our own pages have none of them.
INJECTED = """() => [
  ...document.querySelectorAll(
    'script:not([src]):not([type="application/json"]), iframe[srcdoc], base[href], object, '
    + 'animate, '
    + 'a[href^="javascript:"], [src^="javascript:"], [href*="evil.example"], '
    + 'meta[http-equiv="refresh"]'
  ),
  ...[...document.querySelectorAll('*')].filter(
    (one) => one.getAttributeNames().some((name) => name.startsWith('on'))
  ),
].map((one) => one.outerHTML.slice(0, 200))"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organization() -> Organization:
    organization = load_demo(now=timezone.now())
    write_everywhere()
    organization.refresh_from_db()
    return organization


class Watched:
    """A tab that remembers whatever should never happen in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.happened: list[str] = []
        context.add_init_script(
            "document.addEventListener('securitypolicyviolation', (one) => "
            "console.error('policy report: ' + one.violatedDirective + ' ' + one.blockedURI))"
        )
        self.page: Page = context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on("console", self._told)
        self.page.on("pageerror", lambda error: self._happened(f"error: {error}"))

    def visit(self, address: str) -> None:
        self.page.goto(address, wait_until="load")
        for injected in self.page.evaluate(INJECTED):
            self._happened(f"injected: {injected}")

    def _dialog(self, dialog: Any) -> None:
        self._happened(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _told(self, message: ConsoleMessage) -> None:
        if "policy" in message.text.lower():
            self._happened(message.text)

    def _happened(self, what: str) -> None:
        self.happened.append(f"{self.page.url}: {what}")


@pytest.fixture
def enter(
    live_server: LiveServer, new_context: NewContext, organization: Organization
) -> Callable[[str], BrowserContext]:
    """A browser of somebody with this role: enter(Role.OWNER)."""

    def entered(role: str) -> BrowserContext:
        context = new_context(base_url=live_server.url)
        if role in pages.roles(organization):
            cookie = {"name": "sessionid", "value": pages.session_of(organization, role)}
            context.add_cookies([{**cookie, "url": live_server.url}])  # type: ignore[typeddict-item]
        return context

    return entered


def paths_of(role: str, organization: Organization) -> list[str]:
    """The addresses of this role, few of a route that differ only in what they name."""
    counts: Counter[str] = Counter()
    paths = []
    for page in pages.all_pages(organization):
        counts[page.route] += page.role == role
        if page.role == role and counts[page.route] <= MOST_OF_A_ROUTE:
            paths.append(page.path)
    return paths


def test_nothing_that_somebody_wrote_runs_on_a_page(
    enter: Callable[[str], BrowserContext], organization: Organization
) -> None:
    for role, fewest in FEWEST_PAGES.items():
        context = enter(role)
        tab, visited = Watched(context), 0

        for path in paths_of(role, organization):
            answer = context.request.get(path)
            assert answer.status < 500, path
            if "html" in answer.headers.get("content-type", "") and answer.body():
                visited += 1
                tab.visit(path)

        print(f"{visited} pages as {role}")
        assert visited >= fewest
        assert tab.happened == []
        context.close()


def test_no_cell_of_a_file_is_worked_out(organization: Organization, client: Client) -> None:
    client.force_login(pages.member_with(organization, Role.OWNER).user)
    round_ = organization.rounds.filter(state=RoundState.CLOSED).latest("quarter_starts_on")
    results = f"/o/{organization.slug}/results/{round_.pk}/exports"

    files = [client.post(f"{results}/{kind}/") for kind in ("workbook", "archive", "answers")]
    files.append(client.post(f"/o/{organization.slug}/settings/audit/export/"))

    assert [file.status_code for file in files] == [200] * len(files)
    cells = [cell for file in files for cell in cells_of(file["Content-Type"], content_of(file))]
    assert any("<script>" in cell for cell in cells)
    assert [cell for cell in cells if is_formula(cell)] == []


def content_of(file: Any) -> bytes:
    return b"".join(file.streaming_content) if file.streaming else file.content


def cells_of(kind: str, body: bytes) -> Iterator[str]:
    """Every cell of a CSV file, a workbook or an archive of CSV files."""
    if "zip" in kind:
        archive = ZipFile(io.BytesIO(body))
        for name in archive.namelist():
            yield from cells_of("csv" if name.endswith(".csv") else "", archive.read(name))
    elif "csv" in kind:
        for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))):
            yield from row
    elif "spreadsheetml" in kind:
        for sheet in load_workbook(io.BytesIO(body)):
            for line in sheet.iter_rows():
                assert all(cell.data_type != "f" and not cell.hyperlink for cell in line)
                yield from (f"'{cell.value}" for cell in line if cell.value is not None)


def is_formula(cell: str) -> bool:
    return cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not NUMBER.fullmatch(cell)
