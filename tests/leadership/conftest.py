"""Fixtures for the tests of people and what they do."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import Membership, User

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

Join = Callable[..., Membership]
SignIn = Callable[[Membership], Client]


@pytest.fixture
def organization(db: None) -> Organization:
    return Organization.objects.create(name="Meridian Freight", slug="meridian", created_at=NOW)


@pytest.fixture
def other_organization(db: None) -> Organization:
    return Organization.objects.create(name="Other", slug="other", created_at=NOW)


@pytest.fixture
def join() -> Join:
    """Make somebody a member: join(organization, Role.LEAD, "anna@example.com", ...)."""

    def make(
        organization: Organization,
        role: Role = Role.EXECUTIVE,
        email: str = "",
        *,
        name: str = "",
        on_executive_team: bool = False,
    ) -> Membership:
        email = email or f"{role}@{organization.slug}.example"
        user, _ = User.objects.get_or_create(email=email, defaults={"name": name})
        return Membership.objects.create(
            organization=organization,
            user=user,
            role=role,
            on_executive_team=on_executive_team,
            joined_at=NOW,
            accepted_at=NOW,
        )

    return make


@pytest.fixture
def owner(organization: Organization, join: Join) -> Membership:
    return join(organization, Role.OWNER, "owner@example.com", name="Olivia Owner")


@pytest.fixture
def lead(organization: Organization, join: Join) -> Membership:
    return join(organization, Role.LEAD, "lead@example.com", name="Leo Lead")


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which a member has signed in."""

    def make(membership: Membership) -> Client:
        client = Client()
        client.force_login(membership.user)
        return client

    return make
