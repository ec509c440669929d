"""Uploading a list of people: the file, the preview, the yes."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.models import Organization, Unit
from leadership.domain.contact_files import MAX_BYTES
from leadership.domain.contact_lists import read_contact_list
from leadership.domain.roles import Role
from leadership.models import Bounce, Contact, Membership, PendingImport
from leadership.services.opting_out import opt_out_address
from tests.leadership.conftest import NOW, Join, SignIn

UPLOAD = "/o/meridian/people/contacts/upload/"
PREVIEW = "/o/meridian/people/contacts/preview/"
CONFIRM = "/o/meridian/people/contacts/confirm/"
SAMPLE = "/o/meridian/people/contacts/sample.csv"
LIST = "/o/meridian/people/"
HEADER = "email,name,audience,unit,language\n"


def upload(client: Client, text: str | bytes) -> HttpResponseBase:
    content = text.encode() if isinstance(text, str) else text
    return client.post(UPLOAD, {"file": SimpleUploadedFile("people.csv", content)})


def confirm(client: Client, pending: int | None = None) -> HttpResponseBase:
    number = PendingImport.objects.get().pk if pending is None else pending
    return client.post(CONFIRM, {"pending": number}, follow=True)


def test_upload_explains_the_columns(lead: Membership, sign_in: SignIn) -> None:
    page = sign_in(lead).get(UPLOAD)

    for text in (SAMPLE, "audience", "de (German)", "Only an owner can add executives."):
        assertContains(page, text)


def test_sample_is_a_list_that_is_taken_whole(lead: Membership, sign_in: SignIn) -> None:
    sample = sign_in(lead).get(SAMPLE)

    found = read_contact_list(sample.content)
    assert sample["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert found.rejected == ()
    assert len(found.accepted) == 5


def test_preview_shows_what_would_change_and_keeps_nothing(
    lead: Membership, sign_in: SignIn
) -> None:
    Contact.objects.create(
        organization=lead.organization, email="same@example.com", audience="customer", language=""
    )
    Contact.objects.create(
        organization=lead.organization, email="old@example.com", audience="customer"
    )
    before = list(Contact.objects.values())
    client = sign_in(lead)

    done = upload(
        client,
        "note;" + HEADER.replace(",", ";") + ";new@example.com;Nina <b>New</b>;customer;North;de\n"
        ";old@example.com;Otto;manager;;\n;same@example.com;;customer;;\n"
        ";bad;=1+1;customer;;\n;eve@example.com;Eve;executive;;\n",
    )
    page = client.get(PREVIEW)

    assertRedirects(done, PREVIEW)
    plan = page.context["plan"]
    assert [len(rows) for rows in (plan.new, plan.changed, plan.unchanged)] == [1, 1, 1]
    assert [(row.line, row.reason) for row in page.context["preview"].rejected] == [
        (
            5,
            "“bad” is not an email address. Write one such as anna@example.com. "
            "The name starts with =, which a spreadsheet would read as a formula. "
            "Remove the sign.",
        ),
        (6, "Only an owner can add executives."),
    ]
    for text in (
        "2 people would be added or changed",
        "2 rejected rows",
        "Nina &lt;b&gt;New&lt;/b&gt;",
        "eve@example.com, Eve, executive",
        "Import 2 people without the rejected rows",
        "<dt>New units</dt>",
        "<dt>Columns not read</dt>",
    ):
        assertContains(page, text)
    assert list(Contact.objects.values()) == before
    assert not Unit.objects.exists()


def test_preview_counts_those_who_get_no_mail(lead: Membership, sign_in: SignIn) -> None:
    organization = lead.organization
    opt_out_address(organization=organization, address="b@example.com", now=NOW)
    for email in ("a@example.com", "b@example.com", "gone@example.com"):
        Bounce.objects.create(organization=organization, email=email, bounced_on=NOW, words="550")

    client = sign_in(lead)
    upload(
        client,
        f"{HEADER}A@example.com,,customer,,\nb@example.com,,customer,,\nc@example.com,,customer,,\n",
    )

    page = client.get(PREVIEW)
    assertContains(page, "1 of these; nobody is asked at such an address")
    assertContains(page, "1 of these asked for that")


def test_import_keeps_what_is_known_of_an_address(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, f"{HEADER}a@example.com,Anna,customer,,\n")
    confirm(client)
    Bounce.objects.create(
        organization=lead.organization, email="a@example.com", bounced_on=NOW, words="550"
    )

    upload(client, f"{HEADER}A@example.com,Anna Arden,customer,,\n")
    confirm(client)

    assert Contact.objects.get().name == "Anna Arden"
    assert Bounce.objects.count() == 1


def test_preview_shows_the_first_twenty_accepted_rows(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "".join(f"p{n:02}@example.com,,customer,,\n" for n in range(21)))

    page = client.get(PREVIEW)

    assertContains(page, "The first 20 of 21 accepted rows")
    assertContains(page, "p19@example.com")
    assertNotContains(page, "p20@example.com")


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
    assertNotContains(page, 'name="pending"')


def test_confirmation_imports(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,North,de\nbad,,customer,,\n")

    done = confirm(client)

    assertRedirects(done, LIST)
    assertContains(
        done,
        "The list is imported: 1 added, 0 changed, 0 as before. 1 rejected row was left out.",
    )
    assert list(
        Contact.objects.values_list("email", "name", "audience", "unit__name", "language")
    ) == [("anna@example.com", "Anna", "customer", "North", "de")]


def test_confirmation_checks_again(
    lead: Membership, owner: Membership, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,,\n")
    join(lead.organization, Role.EXECUTIVE, "anna@example.com", on_executive_team=True)

    done = confirm(client)

    assertContains(done, "0 added")
    assertContains(done, "1 rejected row was left out.")
    assert not Contact.objects.exists()


def test_second_confirmation_changes_nothing(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,,\n")
    number = PendingImport.objects.get().pk
    confirm(client)

    again = confirm(client, number)

    assertRedirects(again, UPLOAD)
    assertContains(again, "There is no upload waiting any more.")


def test_confirmation_of_a_replaced_preview_is_refused(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,,\n")
    first = PendingImport.objects.get().pk
    upload(client, HEADER + "bob@example.com,Bob,customer,,\n")

    done = confirm(client, first)

    assertContains(done, "There is no upload waiting any more.")
    assert not Contact.objects.exists()


def test_upload_of_somebody_else_cannot_be_confirmed(
    lead: Membership, owner: Membership, sign_in: SignIn
) -> None:
    upload(sign_in(lead), HEADER + "anna@example.com,Anna,customer,,\n")

    done = confirm(sign_in(owner))

    assertContains(done, "There is no upload waiting any more.")
    assert not Contact.objects.exists()


def test_old_preview_asks_for_the_file_again(lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)
    upload(client, HEADER + "anna@example.com,Anna,customer,,\n")

    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        page = client.get(PREVIEW, follow=True)

    assertRedirects(page, UPLOAD)
    assertContains(page, "Upload the file again.")


def test_owner_brings_executives(owner: Membership, sign_in: SignIn) -> None:
    client = sign_in(owner)
    upload(client, HEADER + "eve@example.com,Eve,executive,,\n")

    confirm(client)

    added = Membership.objects.get(user__email="eve@example.com")
    assert (added.role, added.on_executive_team) == ("executive", True)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"email,name\n", "lacks the columns “audience”, “unit” and “language”"),
        (b"\0", "NUL character"),
        (HEADER.encode() + b'"', "never closed"),
        (HEADER.encode() + "a@example.com,Иван,customer,,\n".encode("cp1251"), "not UTF-8 text"),
        (b"a" * (MAX_BYTES + 1), "larger than 5 MB"),
        (HEADER.encode() + b"a@example.com,,customer,,\n" * 20_001, "more than 20,000 rows"),
    ],
    ids=["empty", "columns", "nul", "quote", "encoding", "size", "rows"],
)
def test_file_that_cannot_be_read_is_refused_with_the_reason(
    lead: Membership, sign_in: SignIn, content: bytes, says: str
) -> None:
    page = sign_in(lead).post(UPLOAD, {"file": SimpleUploadedFile("people.csv", content)})

    assertContains(page, says)
    assert not PendingImport.objects.exists()


def test_no_file_is_refused_with_the_reason(lead: Membership, sign_in: SignIn) -> None:
    assertContains(sign_in(lead).post(UPLOAD), "Choose the file to upload.")


def test_twenty_thousand_rows_survive_until_the_confirmation(
    lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)
    upload(
        client,
        HEADER
        + "".join(f"p{n}@example.com,Person {n},customer,U{n % 9},\n" for n in range(20_000)),
    )

    assertContains(client.get(PREVIEW), "20,000 people would be added or changed")
    assertContains(confirm(client), "20,000 added")
    assert Contact.objects.count() == 20_000


@pytest.mark.parametrize("address", [UPLOAD, PREVIEW, SAMPLE])
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


def test_confirmation_is_for_those_who_run_rounds_and_takes_only_post(
    lead: Membership, other_organization: Organization, join: Join, sign_in: SignIn
) -> None:
    assert sign_in(join(lead.organization, Role.VIEWER)).post(CONFIRM).status_code == 403
    assert sign_in(join(other_organization, Role.LEAD)).post(CONFIRM).status_code == 404
    assert sign_in(lead).get(CONFIRM).status_code == 405
