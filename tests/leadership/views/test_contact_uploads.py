"""Uploading a list of people: the file, its columns, the preview, the yes, the export."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.models import Organization, Unit
from leadership.domain.contact_files import MAX_BYTES
from leadership.domain.import_states import ImportState
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Contact, Membership, PendingImport
from leadership.services import contact_imports
from leadership.uploads import tables
from tests.leadership.conftest import Join, SignIn
from tests.leadership.uploaded_lists import HEADER, people_workbook, read_list

BASE = "/o/meridian/people/contacts/"
UPLOAD, COLUMNS, PREVIEW = f"{BASE}upload/", f"{BASE}columns/", f"{BASE}preview/"
CONFIRM, CANCEL, PROGRESS = f"{BASE}confirm/", f"{BASE}cancel/", f"{BASE}progress/"
REJECTED, EXPORT, SAMPLE = f"{BASE}rejected.csv", f"{BASE}export/", f"{BASE}sample.csv"
SCRIPT = "<script>alert(1)</script>"


def upload(client: Client, content: str | bytes, name: str = "people.csv") -> HttpResponseBase:
    raw = content.encode() if isinstance(content, str) else content
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, raw)})


def press(client: Client, address: str, pending: int | None = None) -> HttpResponseBase:
    number = PendingImport.objects.get().pk if pending is None else pending
    return client.post(address, {"pending": number}, follow=True)


def downloaded(client: Client, form: str) -> bytes:
    page = client.post(EXPORT, {"form": form})
    return b"".join(page.streaming_content)  # type: ignore[attr-defined]


@pytest.fixture
def by_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "SMALL", 0)
    monkeypatch.setattr(contact_imports, "AT_ONCE", 0)


def test_upload_explains_the_columns(lead: Membership, sign_in: SignIn) -> None:
    page = sign_in(lead).get(UPLOAD)

    for text in (SAMPLE, EXPORT, "<code>de</code> (German)", "Only an owner can add executives."):
        assertContains(page, text)


def test_sample_is_a_list_that_is_taken_whole(lead: Membership, sign_in: SignIn) -> None:
    sample = sign_in(lead).get(SAMPLE)

    found = read_list(sample.content)
    assert sample["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert found.rejected == ()
    assert len(found.accepted) == 5


def test_columns_are_shown_with_examples_and_guesses(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)

    done = upload(client, f"E-Mail;Name;Notes\na@example.com;Anna {SCRIPT};=1+1\n")
    page = client.get(COLUMNS)

    assertRedirects(done, COLUMNS)
    assertContains(page, "Anna &lt;script&gt;")
    assertContains(page, "=1+1")
    assertContains(page, '<option value="email" selected>Email address</option>', html=True)
    assert [row.choice.initial for row in page.context["form"].rows()] == ["email", "name", ""]


def test_chosen_columns_lead_to_the_preview_and_are_remembered(
    lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    upload(client, "E-Mail;Notes\na@example.com;x\n")

    done = client.post(COLUMNS, {"column-0": "email", "audience": "customer"})

    assertRedirects(done, PREVIEW)
    assertContains(client.get(PREVIEW), "1 person would be added or changed")
    assertRedirects(upload(client, "E-MAIL;notes\nb@example.com;y\n"), PREVIEW)
    assertContains(client.get(PREVIEW), "Read as you chose for such a file before.")


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        ({"column-1": "name", "audience": "customer"}, "Say which column holds the email"),
        ({"column-0": "email"}, "Say which column holds the audience, or choose below"),
        (
            {"column-0": "email", "column-1": "email", "audience": "customer"},
            "The columns “E-Mail” and “Notes” cannot both be “Email address”.",
        ),
        ({"column-0": "phone", "audience": "customer"}, "Select a valid choice."),
        ({"column-0": "email", "audience": "executive"}, "Select a valid choice."),
    ],
)
def test_choice_that_makes_no_sense_is_shown_again_with_the_reason(
    lead: Membership, sign_in: SignIn, choice: dict[str, str], says: str
) -> None:
    client = sign_in(lead)
    upload(client, "E-Mail;Notes\na@example.com;x\n")

    page = client.post(COLUMNS, choice)

    assertContains(page, says)
    assert PendingImport.objects.get().state == ImportState.COLUMNS


def test_columns_of_one_name_are_told_apart_by_people(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, "email,email,audience\na@example.com,b@example.com,customer\n")

    page = client.get(COLUMNS)

    assertContains(page, "More than one column is called “email”.")
    assert [row.choice.initial for row in page.context["form"].rows()] == ["", "", "audience"]


def test_preview_shows_what_would_change_and_keeps_nothing(
    lead: Membership, sign_in: SignIn
) -> None:
    Contact.objects.create(
        organization=lead.organization, email="old@example.com", audience="customer"
    )
    before = list(Contact.objects.values())
    client = sign_in(lead)

    done = upload(
        client,
        HEADER + f"new@example.com,Nina {SCRIPT},customer,North,de\n"
        "old@example.com,Otto,manager,,\nbad,=1+1,customer,,\neve@example.com,Eve,executive,,\n",
        name=f"{SCRIPT}.csv",
    )
    page = client.get(PREVIEW)

    assertRedirects(done, PREVIEW)
    for text in (
        "2 people would be added or changed",
        "2 rejected rows",
        "Nina &lt;script&gt;",
        "<del>customer</del>",
        "<ins>manager</ins>",
        "“bad” is not an email address.",
        "eve@example.com, Eve, executive",
        "Import 2 people without the rejected rows",
        "<dt>New units</dt>",
    ):
        assertContains(page, text)
    assertNotContains(page, SCRIPT)
    assert list(Contact.objects.values()) == before
    assert not Unit.objects.exists()


def test_preview_shows_twenty_of_each_kind(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "".join(f"p{n:02}@example.com,,customer,,\n" for n in range(21)))

    page = client.get(PREVIEW)

    assertContains(page, "<h2>21 new people</h2>", html=True)
    assertContains(page, "The first 20 are listed here.")
    assertContains(page, "p19@example.com")
    assertNotContains(page, "p20@example.com")


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_asks_the_database_the_same_for_any_list(
    lead: Membership, sign_in: SignIn, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(lead)
    upload(
        client, HEADER + "".join(f"p{n}@example.com,,customer,,\nbad,,,,\n" for n in range(rows))
    )

    with django_assert_num_queries(5):
        client.get(PREVIEW)


def test_preview_warns_about_an_old_encoding(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, (HEADER + "a@example.com,Müller,customer,,\n").encode("cp1252"))

    page = client.get(PREVIEW)

    assertContains(page, "it was read as Windows-1252")
    assertContains(page, "Müller")


def test_preview_of_a_list_that_changes_nothing_has_nothing_to_confirm(
    lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "bad,,customer,,\n")

    page = client.get(PREVIEW)

    assertContains(page, "This file would change nothing")
    assertNotContains(page, CONFIRM)


def test_confirmation_imports_and_tells(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(
        client, people_workbook(("anna@example.com", "Anna", "customer", "North", "de"), ("bad",))
    )

    done = press(client, CONFIRM)

    assertRedirects(done, PREVIEW)
    assertContains(done, "1 added, 0 changed, 0 as before.")
    assertContains(done, "1 rejected row was left out.")
    assert list(
        Contact.objects.values_list("email", "name", "audience", "unit__name", "language")
    ) == [("anna@example.com", "Anna", "customer", "North", "de")]


def test_rejected_rows_are_a_file_that_can_be_corrected_and_uploaded(
    lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "a@example.com,,customer,,\nbad,=1+1,customer,,\n")

    page = client.get(REJECTED)
    content = b"".join(page.streaming_content)  # type: ignore[attr-defined]

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["email", "name", "audience", "unit", "language", "line", "reason"]
    assert rows[1][:6] == ["bad", "'=1+1", "customer", "", "", "3"]
    assert "is not an email address" in rows[1][6]
    assert page["Content-Disposition"] == 'attachment; filename="rejected-rows.csv"'
    assertRedirects(upload(client, content.replace(b"bad", b"good@example.com")), PREVIEW)
    assertContains(client.get(PREVIEW), "1 person would be added or changed")


def test_second_confirmation_changes_nothing(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,,\n")
    press(client, CONFIRM)

    again = press(client, CONFIRM)

    assertContains(again, "There is no upload waiting any more.")
    assertContains(again, "The list is imported")
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("address", [CONFIRM, CANCEL])
def test_button_of_a_replaced_preview_is_refused(
    lead: Membership, sign_in: SignIn, address: str
) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,,\n")
    first = PendingImport.objects.get().pk
    upload(client, HEADER + "bob@example.com,Bob,customer,,\n")

    done = press(client, address, first)

    assertContains(done, "There is no upload waiting any more.")
    assert not Contact.objects.exists()
    assert PendingImport.objects.exists()


@pytest.mark.parametrize("address", [CONFIRM, CANCEL])
def test_upload_of_somebody_else_cannot_be_touched(
    lead: Membership, owner: Membership, sign_in: SignIn, address: str
) -> None:
    upload(sign_in(lead), HEADER + "anna@example.com,Anna,customer,,\n")

    done = press(sign_in(owner), address)

    assertContains(done, "There is no upload waiting any more.")
    assert PendingImport.objects.get().state == ImportState.READY


def test_cancelled_upload_is_forgotten(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,,\n")

    done = press(client, CANCEL)

    assertRedirects(done, UPLOAD)
    assertContains(done, "The upload is forgotten, and nothing was changed.")
    assert not PendingImport.objects.exists()


def test_cancelling_what_is_imported_is_too_late(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,,\n")
    press(client, CONFIRM)

    assertContains(press(client, CANCEL), "It is too late to cancel")


def test_old_preview_asks_for_the_file_again(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,,\n")

    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        client.force_login(lead.user)
        page = client.get(PREVIEW, follow=True)

    assertRedirects(page, UPLOAD)
    assertContains(page, "Upload the file again.")


def test_long_list_shows_how_far_it_is(lead: Membership, sign_in: SignIn, by_worker: None) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,,\n" * 3)

    page = client.get(PREVIEW)

    assertContains(page, "The file is being read")
    assertContains(page, f'data-progress-url="{PROGRESS}?phase=reading"')
    assertContains(page, "The worker has not been heard from for ten minutes.")
    assertContains(page, "Cancel this upload")
    reading = client.get(f"{PROGRESS}?phase=reading").json()
    assert reading == {"is_done": False, "seen": 0, "total": 3, "words": "0 of 3"}
    assert client.get(f"{PROGRESS}?phase=importing").json()["is_done"]


def test_progress_of_nothing_is_done(lead: Membership, sign_in: SignIn) -> None:
    assert sign_in(lead).get(PROGRESS).json() == {"is_done": True}


def test_columns_of_an_imported_list_are_no_choice_any_more(
    lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,,\n")
    press(client, CONFIRM)

    assertRedirects(client.get(COLUMNS), PREVIEW)


def test_owner_brings_executives(owner: Membership, sign_in: SignIn) -> None:
    client = sign_in(owner)
    upload(client, HEADER + "eve@example.com,Eve,executive,,\n")

    press(client, CONFIRM)

    added = Membership.objects.get(user__email="eve@example.com")
    assert (added.role, added.on_executive_team) == ("executive", True)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (HEADER.encode(), "There is nobody in the file"),
        (b"anna@example.com,Anna\nbob@example.com,Bob\n", "The first line of the file holds"),
        (b"\0", "NUL character"),
        (HEADER.encode() + b'"', "never closed"),
        (HEADER.encode() + "a@example.com,Иван,customer,,\n".encode("cp1251"), "not UTF-8 text"),
        (b"%PDF-1.7", "a PDF file"),
        (b"PK\x03\x04nonsense", "damaged"),
        (b"a" * (MAX_BYTES + 1), "larger than 20 MB"),
    ],
    ids=["empty", "header", "person", "nul", "quote", "encoding", "pdf", "zip", "size"],
)
@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_file_that_cannot_be_read_is_refused_with_the_reason(
    lead: Membership, sign_in: SignIn, content: bytes, says: str, name: str
) -> None:
    page = sign_in(lead).post(UPLOAD, {"file": SimpleUploadedFile(name, content)})

    assertContains(page, says)
    assert not PendingImport.objects.exists()


def test_no_file_is_refused_with_the_reason(lead: Membership, sign_in: SignIn) -> None:
    assertContains(sign_in(lead).post(UPLOAD), "Choose the file to upload.")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_exported_contacts_change_nothing_when_they_come_back(
    lead: Membership, sign_in: SignIn, form: str
) -> None:
    unit = Unit.objects.create(organization=lead.organization, name="-North 'n' South")
    for number, name in enumerate(
        ("Anna", "=1+1", "'=1", "", "Zoë 'Z' O’Hara", "@home", "'t Hooft")
    ):
        Contact.objects.create(
            organization=lead.organization,
            email=f"+p{number}@example.com",
            name=name,
            audience="customer",
            unit=unit if number % 2 else None,
            language="" if number else "de",
        )
    client = sign_in(lead)

    content = downloaded(client, form)

    assertRedirects(upload(client, content, f"contacts.{form}"), PREVIEW)
    preview = client.get(PREVIEW).context["preview"]
    assert (preview.new, preview.changed, preview.unchanged, preview.rejected) == (0, 0, 7, 0)
    assert list(AuditEntry.objects.values_list("act", "about")) == [
        ("contacts exported", f"7 as {form.upper()}")
    ]


def test_export_runs_nothing_in_a_spreadsheet(lead: Membership, sign_in: SignIn) -> None:
    Contact.objects.create(
        organization=lead.organization, email="a@example.com", name="=1+1", audience="customer"
    )
    client = sign_in(lead)

    text = downloaded(client, "csv").decode("utf-8-sig")
    book = load_workbook(io.BytesIO(downloaded(client, "xlsx")))

    assert text.splitlines() == [
        "email,name,audience,unit,language",
        "a@example.com,'=1+1,customer,,en",
    ]
    cell = book["Contacts"]["B2"]
    assert (cell.value, cell.data_type) == ("'=1+1", "s")


def test_export_holds_the_contacts_of_one_organization(
    lead: Membership, other_organization: Organization, sign_in: SignIn
) -> None:
    Contact.objects.create(
        organization=other_organization, email="theirs@example.com", audience="customer"
    )
    client = sign_in(lead)

    assertContains(client.get(EXPORT), "Export 0 contacts")
    assert b"theirs" not in downloaded(client, "csv")
    assert client.post(EXPORT, {"form": "pdf"}).status_code == 200


@pytest.mark.parametrize("address", [UPLOAD, COLUMNS, PREVIEW, PROGRESS, REJECTED, EXPORT, SAMPLE])
def test_pages_are_for_those_who_run_rounds(
    organization: Organization,
    other_organization: Organization,
    join: Join,
    sign_in: SignIn,
    address: str,
) -> None:
    assert sign_in(join(organization, Role.EXECUTIVE)).get(address).status_code == 403
    assert sign_in(join(other_organization, Role.OWNER)).get(address).status_code == 404
    assertRedirects(
        Client().get(address),
        f"{reverse('account_login')}?next={address}",
        fetch_redirect_response=False,
    )


@pytest.mark.parametrize("address", [COLUMNS, PREVIEW, REJECTED])
def test_page_of_no_upload_leads_to_the_beginning(
    lead: Membership, sign_in: SignIn, address: str
) -> None:
    assertRedirects(sign_in(lead).get(address), UPLOAD)


@pytest.mark.parametrize("address", [CONFIRM, CANCEL])
def test_buttons_are_for_those_who_run_rounds_and_take_only_post(
    lead: Membership,
    other_organization: Organization,
    join: Join,
    sign_in: SignIn,
    address: str,
) -> None:
    assert sign_in(join(lead.organization, Role.VIEWER)).post(address).status_code == 403
    assert sign_in(join(other_organization, Role.LEAD)).post(address).status_code == 404
    assert sign_in(lead).get(address).status_code == 405


def test_pages_to_look_at_take_nothing_else(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)

    assert {client.post(address).status_code for address in (PREVIEW, PROGRESS, REJECTED)} == {405}
