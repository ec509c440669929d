"""Which organizations are told that somebody signed in."""

from datetime import UTC, datetime, timedelta

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Membership, User
from leadership.services.audit import record_sign_in
from leadership.services.joining import accept_invitation, invite_to_join
from leadership.services.organizations import create_organization
from leadership.services.own_sign_in import note_password
from leadership.services.people import accept_membership, add_member
from tests.leadership.conftest import NOW, Join, SignIn

LATER = NOW + timedelta(days=1)


def told(organization: Organization) -> list[str]:
    acts = ("signed in", "password set")
    entries = AuditEntry.objects.filter(organization=organization, act__in=acts)
    return list(entries.order_by("pk").values_list("act", flat=True))


def add(organization: Organization, owner: Membership, address: str) -> Membership:
    return add_member(
        organization=organization,
        email=address,
        name="Anna",
        role=Role.VIEWER,
        on_executive_team=False,
        by=owner.user,
        now=NOW,
    )


def test_member_of_one_organization_signs_in_to_that_one(
    organization: Organization, owner: Membership
) -> None:
    anna = add(organization, owner, "anna@example.com").user

    record_sign_in(user=anna, way="code", now=LATER)
    note_password(user=anna, now=LATER)

    assert told(organization) == ["signed in", "password set"]


def test_organization_that_adds_somebody_unasked_does_not_see_their_sign_ins(
    organization: Organization, other_organization: Organization, owner: Membership, join: Join
) -> None:
    accepted = join(other_organization, Role.LEAD, "anna@example.com")
    accept_membership(membership=accepted, now=NOW)
    add(organization, owner, "anna@example.com")

    record_sign_in(user=accepted.user, way="code", now=LATER)
    note_password(user=accepted.user, now=LATER)

    assert told(organization) == []
    assert told(other_organization) == ["signed in", "password set"]


def test_organization_that_was_first_does_not_see_them_either(
    organization: Organization, other_organization: Organization, owner: Membership, join: Join
) -> None:
    anna = add(organization, owner, "anna@example.com").user
    add(other_organization, owner, "anna@example.com")

    record_sign_in(user=anna, way="code", now=LATER)

    assert told(organization) == told(other_organization) == []


def test_whoever_accepts_an_invitation_is_noted(
    organization: Organization, other_organization: Organization, owner: Membership, join: Join
) -> None:
    anna = join(other_organization, Role.LEAD, "anna@example.com").user
    invitation = invite_to_join(
        organization=organization,
        email=anna.email,
        name="Anna",
        role=Role.VIEWER,
        on_executive_team=False,
        language="en",
        by=owner.user,
        now=NOW,
    )
    accept_invitation(invitation=invitation, generation=invitation.generation, by=anna, now=NOW)

    record_sign_in(user=anna, way="code", now=LATER)

    assert told(organization) == ["signed in"]


def test_whoever_does_something_in_an_organization_belongs_to_it(
    organization: Organization,
    other_organization: Organization,
    owner: Membership,
    join: Join,
    sign_in: SignIn,
) -> None:
    join(other_organization, Role.LEAD, "anna@example.com")
    membership = join(organization, Role.LEAD, "anna@example.com")
    Membership.objects.filter(pk=membership.pk).update(accepted_at=None)
    browser = sign_in(membership)

    browser.get(f"/o/{organization.slug}/people/units/add/")
    membership.refresh_from_db()
    assert membership.accepted_at is None

    browser.post(f"/o/{organization.slug}/people/units/add/", {"name": "Harbour"})
    membership.refresh_from_db()
    assert membership.accepted_at is not None


def test_accepting_twice_keeps_the_first_time(organization: Organization, lead: Membership) -> None:
    accept_membership(membership=lead, now=NOW)
    accept_membership(membership=lead, now=LATER)

    assert Membership.objects.get(pk=lead.pk).accepted_at == NOW


def test_founder_of_an_organization_who_belongs_elsewhere_has_to_do_something_there(
    organization: Organization, join: Join
) -> None:
    """The terminal makes anybody the owner of a new organization."""
    join(organization, Role.LEAD, "anna@example.com")

    founded = create_organization(
        name="New",
        time_zone="UTC",
        fiscal_year_starts_in=1,
        owner_email="anna@example.com",
        owner_name="Anna",
        now=datetime(2026, 3, 2, tzinfo=UTC),
    )

    record_sign_in(user=User.objects.get(email="anna@example.com"), way="code", now=LATER)
    assert told(founded.organization) == []
