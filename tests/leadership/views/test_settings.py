"""The settings of an organization: owners change them, and what depends on them follows."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Membership
from tests.leadership.conftest import Join, SignIn

pytestmark = pytest.mark.django_db

ADDRESS = "/o/meridian/settings/"
TYPED = {
    "name": "Meridian Cargo",
    "time_zone": "Asia/Tokyo",
    "fiscal_year_starts_in": "4",
    "strategy": "intimacy",
}


def test_owner_changes_the_settings_and_it_is_noted(
    organization: Organization, owner: Membership, sign_in: SignIn
) -> None:
    client = sign_in(owner)

    response = client.post(ADDRESS, TYPED, follow=True)

    assertRedirects(response, ADDRESS)
    assertContains(response, "The settings are saved.")
    assertContains(response, 'value="Asia/Tokyo"')
    organization.refresh_from_db()
    assert (organization.name, organization.slug) == ("Meridian Cargo", "meridian")
    assert organization.fiscal_year_starts_in == 4
    assert organization.strategy == "intimacy"
    entry = AuditEntry.objects.get(act="settings changed")
    assert (entry.by, entry.about) == (
        owner.user.email,
        "name: Meridian Freight → Meridian Cargo; time zone: UTC → Asia/Tokyo; "
        "fiscal year starts in: 1 → 4; strategy: none → intimacy",
    )


def test_settings_hold_what_is_stored(
    organization: Organization, owner: Membership, sign_in: SignIn
) -> None:
    page = sign_in(owner).get(ADDRESS)

    assertContains(page, 'value="Meridian Freight"')
    assertContains(page, 'value="UTC"')


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("time_zone", "Berlin", "is not a time zone. Write one such as Europe/Berlin."),
        ("name", "Meri\u202edian", "Remove the invisible character U+202E"),
        ("name", "", "Write what the organization is called."),
        ("fiscal_year_starts_in", "13", "Select a valid choice"),
        ("strategy", "luck", "Select a valid choice"),
    ],
)
def test_bad_setting_is_shown_again_with_the_reason_and_not_stored(
    *,
    organization: Organization,
    owner: Membership,
    sign_in: SignIn,
    field: str,
    value: str,
    reason: str,
) -> None:
    response = sign_in(owner).post(ADDRESS, TYPED | {field: value})

    assertContains(response, reason, status_code=422)
    assertContains(response, "Asia/Tokyo" if field != "time_zone" else "Berlin", status_code=422)
    organization.refresh_from_db()
    assert organization.name == "Meridian Freight"
    # What was typed and refused must not stand in the masthead either.
    assertContains(response, "Meridian Freight", status_code=422)


@pytest.mark.parametrize("role", [Role.LEAD, Role.EXECUTIVE, Role.VIEWER])
def test_others_do_not_reach_the_settings(
    organization: Organization, join: Join, sign_in: SignIn, role: Role
) -> None:
    client = sign_in(join(organization, role))

    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, TYPED).status_code == 403
    organization.refresh_from_db()
    assert organization.name == "Meridian Freight"


def test_only_owners_see_the_way_to_the_settings(
    organization: Organization, owner: Membership, lead: Membership, sign_in: SignIn
) -> None:
    assert ADDRESS in sign_in(owner).get("/o/meridian/").content.decode()
    assert ADDRESS not in sign_in(lead).get("/o/meridian/").content.decode()
