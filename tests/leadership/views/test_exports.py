"""The page of exports and its downloads: what they hold, who gets them, what they cost."""

import csv
import io
import zipfile

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import Organization, Population, Round, Unit
from assessment.services.rounds import close_round
from leadership.domain.export_tables import csv_rows
from leadership.domain.roles import Role
from leadership.links import answer_token
from leadership.models import AuditEntry, Contact, Invitation, Membership, User
from leadership.queries.exports import tables_for
from tests.closed_rounds import CUSTOMER, a_round, headline
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.leadership.queries.test_matrix import YES, a_closed_round
from tests.leadership.views.test_results import several
from tests.respondents import an_invitation, an_open_round, submit

FILES = ("workbook", "archive", "tables/signs")


@pytest.fixture
def round_(organization: Organization) -> Round:
    return several(organization, 3)


@pytest.fixture
def ann(organization: Organization, join: Join) -> Membership:
    return join(organization, Role.EXECUTIVE, "ann@x.example", name="Ann", on_executive_team=True)


def address(round_: Round, file: str = "") -> str:
    start = f"/o/{round_.organization.slug}/results/{round_.pk}/exports/"
    return f"{start}{file}/" if file else start


def download(client: Client, round_: Round, file: str) -> bytes:
    response = client.post(address(round_, file))
    assert response.status_code == 200, file
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "private, no-store"
    return response.content


def workbook(client: Client, round_: Round, file: str = "workbook") -> Workbook:
    return load_workbook(io.BytesIO(download(client, round_, file)))


def text_of(book: Workbook) -> str:
    return "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )


def everything(client: Client, round_: Round) -> str:
    """All that the two big files hold, in words."""
    archive = zipfile.ZipFile(io.BytesIO(download(client, round_, "archive")))
    files = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    return "\n".join([text_of(workbook(client, round_)), *files])


def test_page_lists_every_table_with_what_it_holds(
    round_: Round, lead: Membership, sign_in: SignIn
) -> None:
    page = page_of(sign_in(lead).get(address(round_)))

    for table in tables_for(lead, round_):
        assert f"{table.title} · {table.about}" in page.text
    assert "people were promised groups of 5 or more" in page.text


def test_dashboard_leads_to_the_page(round_: Round, lead: Membership, sign_in: SignIn) -> None:
    html = sign_in(lead).get(f"/o/meridian/results/{round_.pk}/").content.decode()

    assert f'href="{address(round_)}"' in html


@pytest.mark.parametrize("role", list(Role))
def test_workbook_holds_the_tables_of_its_reader(
    round_: Round, join: Join, role: Role, sign_in: SignIn
) -> None:
    reader = join(round_.organization, role)

    book = workbook(sign_in(reader), round_)

    tables = tables_for(reader, round_)
    assert len(book.sheetnames) == len(tables)
    for sheet, table in zip(book, tables, strict=True):
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[0] == tuple(column.heading for column in table.columns)
        assert [list(row) for row in rows[1:]] == [
            [None if cell == "" else cell for cell in row] for row in table.rows
        ]
    assert ("Participation" in book.sheetnames) is (role is not Role.VIEWER)


@pytest.mark.parametrize("role", list(Role))
def test_archive_holds_the_same_tables_as_csv(
    round_: Round, join: Join, role: Role, sign_in: SignIn
) -> None:
    reader = join(round_.organization, role)
    client = sign_in(reader)

    archive = zipfile.ZipFile(io.BytesIO(download(client, round_, "archive")))

    tables = tables_for(reader, round_)
    assert archive.namelist() == [f"{table.key}.csv" for table in tables]
    for table in tables:
        read = csv.reader(io.StringIO(archive.read(f"{table.key}.csv").decode("utf-8-sig")))
        assert list(read) == [
            ["" if cell is None else str(cell) for cell in row] for row in csv_rows(table)
        ]
        assert download(client, round_, f"tables/{table.key}") == archive.read(f"{table.key}.csv")


def test_same_round_gives_the_same_files(round_: Round, lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)

    for file in FILES:
        assert download(client, round_, file) == download(client, round_, file)


@pytest.mark.parametrize("file", FILES)
def test_download_is_written_down_and_looking_is_not(
    round_: Round, lead: Membership, sign_in: SignIn, file: str
) -> None:
    client = sign_in(lead)
    client.get(address(round_))
    assert client.get(address(round_, file)).status_code == 405
    assert not AuditEntry.objects.exists()

    download(client, round_, file)

    entry = AuditEntry.objects.get()
    assert (entry.by, entry.act) == ("lead@example.com", "results exported")
    assert entry.about.startswith(f"{round_.label}: ")


def test_neither_tokens_nor_addresses_nor_respondents_leave(
    organization: Organization, ann: Membership, join: Join, sign_in: SignIn
) -> None:
    round_ = an_open_round(organization, promise=Promise.ATTRIBUTED)
    for audience in Audience:
        Population.objects.create(round=round_, audience=audience.value, unit=None, asked=2)
    for audience in (*Audience, *Audience):
        submit(an_invitation(round_, audience))
    close_round(round_=round_, now=timezone.now())
    canaries = [
        *User.objects.values_list("email", flat=True),
        *Contact.objects.values_list("email", flat=True),
        *Contact.objects.values_list("name", flat=True),
        *(answer_token(one) for one in Invitation.objects.all()),
        *(str(pk) for pk in round_.sheets.values_list("pk", flat=True)),
    ]
    by_owner, by_viewer = (
        sign_in(join(organization, role, f"{role}@canary.example"))
        for role in (Role.OWNER, Role.VIEWER)
    )

    read = everything(by_owner, round_) + text_of(workbook(by_owner, round_, "answers"))

    assert not [one for one in canaries if one in read]
    assert "Cleo Adams" in read
    assert "Cleo Adams" not in everything(by_viewer, round_)


def test_unit_that_is_a_formula_stays_text(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    names = ("=1+1", "@North")
    Unit.objects.bulk_create(Unit(organization=organization, name=name) for name in names)
    round_ = a_round(organization, {(CUSTOMER, name): headline(10, 20) for name in names})
    client = sign_in(lead)

    cells = [row[1] for row in workbook(client, round_)["Gap by unit"].iter_rows()]
    text = download(client, round_, "tables/gap-by-unit").decode("utf-8-sig")

    assert [(cell.value, cell.data_type) for cell in cells[2:]] == [("=1+1", "s"), ("@North", "s")]
    assert [row[1] for row in csv.reader(io.StringIO(text))][2:] == ["'=1+1", "'@North"]


def test_owner_takes_the_answers_of_named_executives(
    organization: Organization, ann: Membership, owner: Membership, sign_in: SignIn
) -> None:
    round_ = a_closed_round(organization, {ann: YES | {"s8": "dk"}})
    client = sign_in(owner)

    book = workbook(client, round_, "answers")

    assert book.sheetnames == ["Answers", "Questions"]
    rows = list(book["Answers"].iter_rows(values_only=True))
    assert rows[0][:3] == ("executive", "answered", "s1")
    assert rows[1][:10] == ("Ann", "yes", *["yes"] * 7, "dk")
    assert address(round_, "answers") in client.get(address(round_)).content.decode()
    assert AuditEntry.objects.get().act == "answers exported"


def test_answers_promised_totals_stay_and_the_page_says_why(
    organization: Organization, ann: Membership, owner: Membership, sign_in: SignIn
) -> None:
    round_ = a_closed_round(organization, {ann: YES}, promise=Promise.TOTALS_ONLY)
    client = sign_in(owner)

    answer = client.post(address(round_, "answers"), follow=True)

    assert answer.redirect_chain == [(address(round_), 302)]
    text = page_of(answer).text
    assert "nobody was told that theirs are shown by name" in text
    assert "Answers leave only in the tables above: people were promised groups of 5" in text
    assert address(round_, "answers") not in answer.content.decode()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("role", [Role.LEAD, Role.EXECUTIVE, Role.VIEWER])
def test_nobody_but_owners_takes_answers(
    organization: Organization, ann: Membership, join: Join, sign_in: SignIn, role: Role
) -> None:
    round_ = a_closed_round(organization, {ann: YES})
    client = sign_in(join(organization, role))

    assert client.post(address(round_, "answers")).status_code == 403
    assert address(round_, "answers") not in client.get(address(round_)).content.decode()


def test_viewer_gets_no_table_of_who_was_asked(round_: Round, join: Join, sign_in: SignIn) -> None:
    client = sign_in(join(round_.organization, Role.VIEWER))

    assert client.post(address(round_, "tables/participation")).status_code == 404
    assert client.post(address(round_, "tables/nothing")).status_code == 404
    assert "Participation" not in page_of(client.get(address(round_))).text


@pytest.mark.parametrize("file", ["", *FILES])
def test_strangers_and_the_signed_out_get_nothing(
    round_: Round, other_organization: Organization, join: Join, sign_in: SignIn, file: str
) -> None:
    stranger = sign_in(join(other_organization, Role.OWNER))
    elsewhere = address(round_, file).replace("meridian", "other")

    for client, path, status in (
        (stranger, address(round_, file), 404),
        (stranger, elsewhere, 404),
        (Client(), address(round_, file), 302),
    ):
        answer = client.post(path) if file else client.get(path)
        assert answer.status_code == status
    assert not AuditEntry.objects.exists()


def test_open_round_has_nothing_to_take(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    round_ = a_round(organization, {CUSTOMER: headline(10, 20)}, closed=False)
    client = sign_in(lead)

    assert "is still open" in client.get(address(round_)).content.decode()
    assert {client.post(address(round_, file)).status_code for file in FILES} == {404}


@pytest.mark.parametrize("rounds", [1, 3])
def test_page_and_workbook_cost_the_same_whatever_the_rounds(
    organization: Organization,
    lead: Membership,
    sign_in: SignIn,
    rounds: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    latest = several(organization, rounds)
    client = sign_in(lead)
    client.get(address(latest))

    with django_assert_num_queries(17):
        client.get(address(latest))
    with django_assert_num_queries(20):
        client.post(address(latest, "workbook"))
