"""The owner's page of keys: making one, seeing it once, revoking it."""

import re

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import ApiKey, AuditEntry, Membership
from tests.leadership.api_reading import a_key, ask
from tests.leadership.conftest import Join, SignIn

pytestmark = pytest.mark.django_db

ADDRESS = "/o/meridian/settings/keys/"
TYPED = {"name": "Quarterly workbook", "scopes": ["results"]}
KEY = re.compile(r"co_[A-Za-z0-9_-]{43}")


@pytest.fixture
def client(owner: Membership, sign_in: SignIn) -> Client:
    return sign_in(owner)


def test_new_key_is_shown_once_with_a_command_to_try(client: Client) -> None:
    page = client.post(ADDRESS, TYPED)

    [text] = set(KEY.findall(page.content.decode()))
    command = f'curl -H "Authorization: Bearer {text}" http://office.example/api/v1/rounds'
    assertContains(page, command)
    assert "no-store" in page["Cache-Control"]
    assert ask("/rounds", text).status_code == 200
    later = client.get(ADDRESS)
    assertContains(later, f"{text[:11]}…")
    assertNotContains(later, text)
    assert text not in AuditEntry.objects.get(act="key created").about


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"name": ""}, "Write what uses the key"),
        ({"name": "x" * 61}, "at most 60 characters"),
        ({"name": "Work\u202ebook"}, "Remove the invisible character U+202E"),
        ({"scopes": []}, "Tick what the key may read."),
        ({"scopes": ["answers"]}, "is not one of the available choices"),
        ({"name": "taken"}, "A key named “taken” works already."),
    ],
)
def test_bad_input_is_shown_again_and_makes_no_key(
    organization: Organization, client: Client, typed: dict[str, object], reason: str
) -> None:
    a_key(organization, name="Taken")

    page = client.post(ADDRESS, TYPED | typed)

    assertContains(page, reason, status_code=422)
    assert ApiKey.objects.count() == 1


def test_owner_revokes_a_key_after_being_asked(organization: Organization, client: Client) -> None:
    key, text = a_key(organization)
    address = f"{ADDRESS}{key.pk}/revoke/"

    asked = client.get(address)
    assertContains(asked, "Revoke “Workbook”?")
    assert ask("/rounds", text).status_code == 200
    done = client.post(address, follow=True)

    assertRedirects(done, ADDRESS)
    assertContains(done, "“Workbook” opens nothing any more.")
    assertContains(done, "Revoked keys")
    assert ask("/rounds", text).status_code == 401
    assert AuditEntry.objects.get(act="key revoked").by == "owner@example.com"
    assertContains(client.get(address), "is revoked already")
    assert client.post(address).status_code == 302
    assert AuditEntry.objects.filter(act="key revoked").count() == 1


def test_keys_of_another_organization_are_neither_listed_nor_revoked(
    other_organization: Organization, client: Client
) -> None:
    foreign, text = a_key(other_organization, name="Foreign")

    assertNotContains(client.get(ADDRESS), "Foreign")
    assert client.post(f"{ADDRESS}{foreign.pk}/revoke/").status_code == 404
    assert ask("/rounds", text).status_code == 200


@pytest.mark.parametrize("role", [Role.LEAD, Role.EXECUTIVE, Role.VIEWER])
def test_others_neither_see_nor_make_keys(
    organization: Organization, join: Join, sign_in: SignIn, role: Role
) -> None:
    client = sign_in(join(organization, role))

    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, TYPED).status_code == 403
    assert not ApiKey.objects.exists()


def test_stranger_and_signed_out_find_nothing(
    other_organization: Organization, organization: Organization, join: Join, sign_in: SignIn
) -> None:
    assert sign_in(join(other_organization, Role.OWNER)).get(ADDRESS).status_code == 404
    assert Client().get(ADDRESS).status_code == 302


def test_settings_lead_to_the_keys(client: Client) -> None:
    assertContains(client.get("/o/meridian/settings/"), f'href="{ADDRESS}"')


@pytest.mark.parametrize("keys", [0, 1, 3])
def test_list_takes_as_many_queries_whatever_it_holds(
    *, organization: Organization, client: Client, keys: int, django_assert_num_queries: object
) -> None:
    for number in range(keys):
        a_key(organization, name=f"Key {number}")
    client.get(ADDRESS)

    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get(ADDRESS)
