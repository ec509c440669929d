"""The further pages of the settings: languages and groups, sender, what is kept, the logo."""

from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Logo, Membership
from leadership.queries.organizations import settings_of
from leadership.services.delivery import deliver_due
from leadership.services.joining import invite_to_join
from tests.html_pages import page_of
from tests.leadership.conftest import NOW, Join, SignIn

pytestmark = pytest.mark.django_db

HOME = "/o/meridian/"
ASKING, SENDER = f"{HOME}settings/asking/", f"{HOME}settings/sender/"
RETENTION, LOGO = f"{HOME}settings/retention/", f"{HOME}settings/logo/"
PAGES = (f"{HOME}settings/", ASKING, SENDER, RETENTION, LOGO, f"{HOME}settings/members/")


@pytest.fixture
def client(owner: Membership, sign_in: SignIn) -> Client:
    return sign_in(owner)


def a_file(content: bytes | None = None, name: str = "logo.png") -> SimpleUploadedFile:
    if content is None:
        out = BytesIO()
        Image.new("RGB", (200, 100), "#0072b2").save(out, "PNG")
        content = out.getvalue()
    return SimpleUploadedFile(name, content, content_type="image/png")


@pytest.mark.parametrize("address", PAGES)
def test_menu_leads_from_each_page_to_all_the_others(client: Client, address: str) -> None:
    page = page_of(client.get(address))

    assert set(PAGES) <= set(page.links)
    assert page.tags.count("h1") == 1


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", [Role.LEAD, Role.EXECUTIVE, Role.VIEWER])
def test_only_owners_open_them(
    organization: Organization, join: Join, sign_in: SignIn, address: str, role: Role
) -> None:
    assert sign_in(join(organization, role)).get(address).status_code == 403


# Languages and groups


def test_owner_says_in_which_languages_people_are_asked(
    organization: Organization, client: Client
) -> None:
    typed = {"languages": ["de", "fr"], "language": "de", "minimum_group": "8"}

    response = client.post(ASKING, typed, follow=True)

    assertRedirects(response, ASKING)
    assertContains(response, "The settings are saved.")
    held = settings_of(organization)
    assert (held.languages, held.language, held.minimum_group) == (["de", "fr"], "de", 8)
    assert AuditEntry.objects.get().about == (
        "language: none → de; languages: all → de, fr; minimum group: none → 8"
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"minimum_group": "4"}, "Write a number from 5 to 50."),
        ({"minimum_group": ""}, "Write a number from 5 to 50."),
        ({"languages": []}, "Tick at least one language."),
        ({"languages": ["xx"]}, "Select a valid choice"),
        ({"language": "it"}, "Choose one of the languages that are ticked above."),
    ],
)
def test_what_cannot_be_asked_in_is_said(
    organization: Organization, client: Client, typed: dict[str, Any], reason: str
) -> None:
    usual = {"languages": ["de"], "language": "de", "minimum_group": "5"}

    response = client.post(ASKING, usual | typed)

    assertContains(response, reason, status_code=422)
    assert settings_of(organization).languages == []


# Sender


def test_mail_comes_from_the_sender_that_the_owner_sets(
    organization: Organization, owner: Membership, client: Client, settings: Settings
) -> None:
    settings.SENDER_DOMAINS = ["meridian.example"]
    typed = {
        "sender_name": "Meridian Customer Office",
        "sender_address": "CX@Meridian.example",
        "reply_to": "answers@elsewhere.example",
    }

    response = client.post(SENDER, typed, follow=True)

    assertContains(response, "Meridian Customer Office &lt;cx@meridian.example&gt;")
    invite_to_join(
        organization=organization,
        email="anna@example.com",
        name="Anna",
        role=Role.LEAD,
        on_executive_team=False,
        language="en",
        by=owner.user,
        now=NOW,
    )
    deliver_due(now=NOW)
    [sent] = mail.outbox
    assert sent.from_email == "Meridian Customer Office <cx@meridian.example>"
    assert list(sent.reply_to) == ["Meridian Customer Office <answers@elsewhere.example>"]


def test_address_of_a_domain_that_is_not_ours_is_refused_and_says_how(client: Client) -> None:
    response = client.post(SENDER, {"sender_address": "boss@bank.example"})

    assertContains(response, "may not send mail for bank.example", status_code=422)
    assertContains(response, "boss@bank.example", status_code=422)


def test_domain_that_the_operator_took_off_the_list_is_not_used_any_more(
    organization: Organization, client: Client, settings: Settings
) -> None:
    settings.SENDER_DOMAINS = ["meridian.example"]
    client.post(SENDER, {"sender_address": "cx@meridian.example"})

    settings.SENDER_DOMAINS = ["other.example"]

    assertNotContains(client.get(SENDER), "&lt;cx@meridian.example&gt;")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sender_name", "Meri\r\nBcc: all"),
        ("sender_name", "Meri\u202edian"),
        ("sender_address", "cx@"),
        ("reply_to", "a@b.example, c@d.example"),
    ],
)
def test_sender_that_breaks_mail_is_refused(client: Client, field: str, value: str) -> None:
    assert client.post(SENDER, {field: value}).status_code == 422


# What is kept


def test_owner_says_how_long_things_are_kept(organization: Organization, client: Client) -> None:
    typed = {"contact_months": "6", "mail_months": "3", "audit_months": "12"}

    assertRedirects(client.post(RETENTION, typed), RETENTION)

    held = settings_of(organization)
    assert (held.contact_months, held.mail_months, held.audit_months) == (6, 3, 12)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("contact_months", "5", "Write a number from 6 to 120."),
        ("mail_months", "0", "Write a number from 3 to 120."),
        ("audit_months", "11", "Write a number from 12 to 120."),
        ("audit_months", "soon", "Write a number from 12 to 120."),
    ],
)
def test_less_than_the_least_is_refused(
    client: Client, field: str, value: str, reason: str
) -> None:
    typed = {"contact_months": "24", "mail_months": "12", "audit_months": "36"} | {field: value}

    assertContains(client.post(RETENTION, typed), reason, status_code=422)


# Logo


def test_logo_stands_at_the_top_of_the_pages_of_members(
    organization: Organization, lead: Membership, client: Client, sign_in: SignIn
) -> None:
    assertRedirects(client.post(LOGO, {"file": a_file()}), LOGO)

    held = Logo.objects.get()
    address = f"/o/meridian/logo/?{held.fingerprint}"
    of_lead = sign_in(lead)
    assertContains(of_lead.get(HOME), f'src="{address}"')
    picture = of_lead.get(address)
    assert picture.content == bytes(held.png)
    assert picture["Content-Type"] == "image/png"
    assert picture["Cache-Control"] == "private, max-age=31536000, immutable"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert of_lead.get("/o/meridian/logo/?old")["Cache-Control"] == "private, no-cache"


def test_stranger_does_not_see_the_logo(
    organization: Organization,
    other_organization: Organization,
    client: Client,
    join: Join,
    sign_in: SignIn,
) -> None:
    client.post(LOGO, {"file": a_file()})

    assert sign_in(join(other_organization)).get("/o/meridian/logo/").status_code == 404


def test_logo_is_removed(client: Client) -> None:
    client.post(LOGO, {"file": a_file()})

    response = client.post(f"{LOGO}remove/", follow=True)

    assertContains(response, "No logo yet")
    assertNotContains(response, "/o/meridian/logo/")
    assert client.get("/o/meridian/logo/").status_code == 404
    acts = list(AuditEntry.objects.values_list("act", flat=True))
    assert acts == ["logo removed", "logo changed"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<svg onload='alert(1)'/>", "cannot be read as a picture"),
        (b"", "The file is empty."),
        (bytes(1024 * 1024 + 1), "larger than 1 MB"),
    ],
)
def test_what_is_no_logo_is_refused(client: Client, content: bytes, reason: str) -> None:
    response = client.post(LOGO, {"file": a_file(content)})

    assertContains(response, reason, status_code=422)
    assert not Logo.objects.exists()


def test_no_file_is_said(client: Client) -> None:
    assertContains(client.post(LOGO), "Choose the picture to upload.", status_code=422)


@pytest.mark.parametrize(("address", "queries"), [(ASKING, 6), (RETENTION, 4), (LOGO, 3)])
def test_queries_of_the_pages(
    client: Client, address: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)
