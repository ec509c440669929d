"""The local mailbox in the browser."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import MailboxMessage
from tests.leadership.mailing import NOW, a_member, an_organization

pytestmark = pytest.mark.django_db

LIST = "/o/meridian/mailbox/"


@pytest.fixture(autouse=True)
def organization() -> Organization:
    return an_organization()


@pytest.fixture
def lead(client: Client, organization: Organization) -> Client:
    client.force_login(a_member(organization, "lead@meridian.example").user)
    return client


def a_message(organization: Organization, subject: str = "Two minutes") -> MailboxMessage:
    return MailboxMessage.objects.create(
        organization=organization,
        sender="Meridian Freight via Corner Office <office@office.example>",
        recipient="Anna <anna@customer.example>",
        subject=subject,
        text="Open http://office.example/a/token/",
        html="<!DOCTYPE html><html><head></head><body><script>alert(1)</script>Hello</body></html>",
        kept_at=NOW,
    )


def test_empty_mailbox_says_what_will_come(lead: Client) -> None:
    page = lead.get(LIST).text

    assert "No mail yet" in page
    assert "No mail was sent." in page
    assert "EMAIL_URL" in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number(
    lead: Client,
    organization: Organization,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        a_message(organization, f"Mail number {number}")

    with django_assert_num_queries(5):  # session, user, membership, count, page
        page = lead.get(LIST).text

    for number in range(count):
        assert f"Mail number {number}" in page


def test_list_has_pages_with_the_newest_first(lead: Client, organization: Organization) -> None:
    for number in range(51):
        a_message(organization, f"Mail number {number:02}.")

    first, second = lead.get(LIST).text, lead.get(f"{LIST}?page=2").text

    assert "Mail number 50." in first
    assert "Page 1 of 2" in first
    assert "Mail number 00." not in first
    assert "Mail number 00." in second


def test_message_shows_text_and_a_sandboxed_frame(lead: Client, organization: Organization) -> None:
    message = a_message(organization)

    response = lead.get(f"{LIST}{message.pk}/")

    assert "anna@customer.example" in response.text
    assert '<a href="http://office.example/a/token/"' in response.text
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in response.text
    assert "alert(1)" not in response.text
    assert "frame-src 'self'" in response["Content-Security-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_html_of_a_message_can_do_nothing(lead: Client, organization: Organization) -> None:
    message = a_message(organization)

    response = lead.get(f"{LIST}{message.pk}/html/")

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy  # so default-src decides
    assert "frame-ancestors 'self'" in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert '<head><base target="_blank">' in response.text


def pages() -> list[str]:
    message = a_message(Organization.objects.get(slug="meridian"))
    return [LIST, f"{LIST}{message.pk}/", f"{LIST}{message.pk}/html/"]


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.VIEWER])
def test_those_who_run_no_rounds_are_refused(
    client: Client, organization: Organization, role: Role
) -> None:
    client.force_login(a_member(organization, "x@meridian.example", role).user)

    assert [client.get(page).status_code for page in pages()] == [403] * 3


def test_strangers_find_nothing(client: Client) -> None:
    client.force_login(a_member(an_organization("Other", "other"), "x@other.example").user)

    assert [client.get(page).status_code for page in pages()] == [404] * 3


def test_message_of_another_organization_is_not_found(lead: Client) -> None:
    message = a_message(an_organization("Other", "other"))

    assert lead.get(f"{LIST}{message.pk}/").status_code == 404
    assert lead.get(f"{LIST}{message.pk}/html/").status_code == 404


def test_signed_out_goes_to_sign_in(client: Client) -> None:
    for page in pages():
        assert client.get(page)["Location"] == f"/accounts/login/?next={page}"


def test_there_is_no_mailbox_when_mail_is_really_sent(lead: Client, settings: Settings) -> None:
    settings.EMAIL_IS_LOCAL = False

    assert [lead.get(page).status_code for page in pages()] == [404] * 3


def test_other_methods_are_refused(lead: Client) -> None:
    assert [lead.post(page).status_code for page in pages()] == [405] * 3
