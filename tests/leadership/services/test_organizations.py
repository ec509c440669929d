"""Founding an organization."""

import pytest

from assessment.models import Organization
from leadership.domain.addresses import AddressInvalid
from leadership.models import AuditEntry, Membership, User
from leadership.services.organizations import create_organization
from tests.leadership.conftest import NOW

pytestmark = pytest.mark.django_db


def create(name: str = "Meridian Freight", owner_email: str = "olivia@example.com") -> Membership:
    return create_organization(
        name=name,
        time_zone="Europe/Berlin",
        fiscal_year_starts_in=4,
        owner_email=owner_email,
        owner_name="Olivia Owner",
        now=NOW,
    )


def test_organization_has_its_owner() -> None:
    membership = create(owner_email="Olivia@Example.com")

    organization = membership.organization
    assert (organization.name, organization.slug) == ("Meridian Freight", "meridian-freight")
    assert (organization.time_zone, organization.fiscal_year_starts_in) == ("Europe/Berlin", 4)
    assert (membership.role, membership.on_executive_team) == ("owner", False)
    assert (membership.user.email, membership.user.name) == ("olivia@example.com", "Olivia Owner")
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.about) == (
        "organization created",
        "Meridian Freight, owned by olivia@example.com",
    )


def test_known_person_owns_a_second_organization() -> None:
    create()

    second = create(name="Second")

    assert User.objects.count() == 1
    assert second.user.memberships.count() == 2


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("Acme", ["acme", "acme-2", "acme-3"]),
        ("日本郵船", ["organization", "organization-2", "organization-3"]),
        ("Café Zoë & Söhne", ["cafe-zoe-sohne", "cafe-zoe-sohne-2", "cafe-zoe-sohne-3"]),
        ("x" * 120, ["x" * 40, f"{'x' * 40}-2", f"{'x' * 40}-3"]),
    ],
)
def test_address_is_made_from_the_name_and_is_unique(name: str, slugs: list[str]) -> None:
    made = [create(name=name).organization.slug for _ in slugs]

    assert made == slugs


def test_malformed_address_founds_nothing() -> None:
    with pytest.raises(AddressInvalid):
        create(owner_email="olivia")

    assert not Organization.objects.exists()
