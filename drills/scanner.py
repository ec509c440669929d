"""A mail scanner opens every link before the person does."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

from assessment.domain.audiences import Audience
from assessment.models import AnswerSheet
from drills.mails import add_contact, an_organization, fetched, launched, links_in
from drills.person import ask
from drills.stage import Stage
from drills.table import Outcome
from leadership.models import Invitation, OptOut
from tests.database import every_row
from tools import chromium

GETS = 5
CUSTOMER = "anna@customer.example"
COMMENT = "Answer the telephone."
MAILS = 4  # a lead on the executive team, a manager, an employee, a customer


def run(stage: Stage) -> Iterator[Outcome]:
    organization = an_organization("Meridian Freight")
    add_contact(organization, CUSTOMER, "Anna Berg", Audience.CUSTOMER)
    add_contact(organization, "emil@meridian.example", "Emil", Audience.EMPLOYEE)
    add_contact(organization, "mona@meridian.example", "Mona", Audience.MANAGER)
    launched(organization)
    links = {taken.recipients[0]: links_in(message) for taken, message in fetched(stage, MAILS)}
    every_link = list(dict.fromkeys(link for mail in links.values() for link in mail))
    with stage.processes() as processes:
        stage.start_web(processes)
        before = every_row()
        statuses = scan(stage.port, every_link)
        pages = scan_with_chromium(every_link)
        yield unharmed(before, statuses, pages, links)
        yield answer(links[CUSTOMER])


def scan(port: int, links: Sequence[str]) -> list[int]:
    return [
        ask(port, method, path_of(link)).status
        for link in links
        for method in ("HEAD", *["GET"] * GETS)
    ]


def path_of(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def scan_with_chromium(links: Sequence[str]) -> int:
    """Open each link with scripts on, wait until all is quiet, and leave as a person would."""
    with browser() as opened:
        for link in links:
            page = opened.new_page()
            page.goto(link, wait_until="networkidle")
            page.mouse.wheel(0, 4_000)
            page.wait_for_timeout(300)
            page.close(run_before_unload=True)
    return len(links)


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a screen; whatever uses the database must wait until it has ended."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(**chromium.launch_options())
        try:
            yield opened
        finally:
            opened.close()


def unharmed(
    before: Mapping[str, list[str]],
    statuses: Sequence[int],
    pages: int,
    links: Mapping[str, Sequence[str]],
) -> Outcome:
    after = every_row()
    changed = sorted(table for table in after if after[table] != before.get(table))
    answers, opt_outs = AnswerSheet.objects.count(), OptOut.objects.count()
    unsubscribing = sum("/u/" in link for mail in links.values() for link in mail)
    preselecting = sum("?p1=" in link for mail in links.values() for link in mail)
    return Outcome(
        f"HEAD and {GETS} GETs of each of {pages} links in {len(links)} mails, "
        f"{preselecting} that preselect an answer and {unsubscribing} to unsubscribe among them; "
        "each opened in Chromium with JavaScript",
        "0 answers, 0 unsubscribes, no row of any table changed",
        f"{answers} answers, {opt_outs} unsubscribes, {len(changed)} of {len(after)} tables "
        f"changed{': ' if changed else ''}{', '.join(changed)}; statuses {sorted(set(statuses))}",
        not (answers or opt_outs or changed)
        and set(statuses) == {200}
        and unsubscribing >= len(links)
        and preselecting >= 5,
    )


def answer(links: Sequence[str]) -> Outcome:
    """The person presses the button “5” in the mail, fills in the rest and sends it."""
    chosen = {f"p{number}": "5" if number == 1 else "2" for number in range(1, 8)}
    with browser() as opened:
        page = opened.new_page()
        page.goto(next(link for link in links if link.endswith("?p1=5")))
        preselected = page.locator("input[name=p1][value='5']").is_checked()
        fill_in(page, chosen)
        heading = page.get_by_role("heading", level=1).inner_text()
    stored = list(AnswerSheet.objects.values_list("answers", flat=True))
    submitted = Invitation.objects.exclude(submitted_on=None).count()
    return Outcome(
        "Then the customer presses the fifth answer in the mail, fills in the page and sends it",
        "the answer of the mail is preselected; stored once, as given",
        f"{'preselected' if preselected else 'NOT preselected'}; “{heading}”; {len(stored)} sheet, "
        f"{submitted} invitation answered",
        preselected and stored == [chosen | {"c1": COMMENT}] and submitted == 1,
    )


def fill_in(page: Page, chosen: Mapping[str, str]) -> None:
    for question, choice in chosen.items():
        if question != "p1":
            page.locator(f"input[name={question}][value='{choice}']").check()
    page.locator("textarea[name=c1]").fill(COMMENT)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")
