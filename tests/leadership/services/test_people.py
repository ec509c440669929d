"""Members and contacts: who may be what, and what an import writes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event
from time import sleep

import pytest
from django.db import connection, transaction
from model_bakery import baker

from assessment.domain.audiences import Audience
from assessment.models import AnswerSheet, Organization, Round, Unit
from leadership.domain.addresses import AddressInvalid
from leadership.domain.contact_lists import Accepted
from leadership.domain.roles import Role
from leadership.models import (
    AuditEntry,
    Contact,
    Invitation,
    Membership,
    OutgoingEmail,
    User,
)
from leadership.services import people
from leadership.services.bounces import record_bounce
from tests.leadership.conftest import NOW, Join
from tests.leadership.programmes import a_contact, a_draft, launched


def row(
    email: str,
    audience: Audience = Audience.CUSTOMER,
    *,
    line: int = 2,
    name: str = "",
    unit: str | None = None,
    language: str = "en",
) -> Accepted:
    return Accepted(line, email, name, audience, unit, language)


def add(owner: Membership, **values: object) -> Membership:
    wanted: dict[str, object] = {
        "email": "anna@example.com",
        "name": "Anna Arden",
        "role": Role.EXECUTIVE,
        "on_executive_team": True,
    }
    return people.add_member(
        organization=owner.organization,
        by=owner.user,
        now=NOW,
        **(wanted | values),  # type: ignore[arg-type]
    )


def change(member: Membership, by: Membership, **values: object) -> None:
    wanted: dict[str, object] = {
        "name": member.user.name,
        "role": Role(member.role),
        "on_executive_team": member.on_executive_team,
        "language": member.language,
    }
    people.change_member(membership=member, by=by.user, now=NOW, **(wanted | values))  # type: ignore[arg-type]


def audit() -> list[tuple[str, str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("by", "act", "about"))


def test_add_member_makes_a_person_who_can_sign_in(owner: Membership) -> None:
    member = add(owner, email="Anna@Example.com", language="de")

    assert member.user.email == "anna@example.com"
    assert member.user.name == "Anna Arden"
    assert not member.user.has_usable_password()
    assert (member.role, member.on_executive_team, member.language) == ("executive", True, "de")
    assert member.joined_at == NOW
    assert audit() == [
        ("owner@example.com", "member added", "anna@example.com: executive, on the executive team")
    ]


def test_add_member_keeps_the_name_of_somebody_who_is_known(
    owner: Membership, other_organization: Organization, join: Join
) -> None:
    known = join(other_organization, Role.LEAD, "anna@example.com", name="Anna Known")

    member = add(owner, name="Somebody else")

    assert member.user == known.user
    assert User.objects.get(email="anna@example.com").name == "Anna Known"


def test_add_member_refuses_a_malformed_address(owner: Membership) -> None:
    with pytest.raises(AddressInvalid):
        add(owner, email="anna")


def test_add_member_refuses_a_second_membership(owner: Membership) -> None:
    add(owner)

    with pytest.raises(people.AlreadyMember, match=r"anna@example\.com is a member already"):
        add(owner, email="ANNA@example.com")


def test_add_member_refuses_an_executive_who_is_a_contact(owner: Membership) -> None:
    Contact.objects.create(
        organization=owner.organization, email="anna@example.com", audience="manager"
    )

    with pytest.raises(people.WouldBeAskedTwice, match="Remove the contact first"):
        add(owner)

    assert not User.objects.filter(email="anna@example.com").exists()


def test_add_member_takes_a_lead_who_is_a_contact(owner: Membership) -> None:
    Contact.objects.create(
        organization=owner.organization, email="anna@example.com", audience="employee"
    )

    assert add(owner, role=Role.LEAD, on_executive_team=False).role == Role.LEAD


def test_add_member_refuses_a_viewer_on_the_executive_team(owner: Membership) -> None:
    with pytest.raises(people.ViewerOnExecutiveTeam):
        add(owner, role=Role.VIEWER)


def test_change_member_changes_and_writes_it_down(owner: Membership) -> None:
    member = add(owner)

    change(member, owner, name="Anna Berg", role=Role.LEAD, on_executive_team=False)

    member.refresh_from_db()
    assert (member.user.name, member.role, member.on_executive_team) == ("Anna Berg", "lead", False)
    assert audit()[1:] == [
        (
            "owner@example.com",
            "member changed",
            "anna@example.com: executive, on the executive team → lead",
        )
    ]


def test_change_member_refuses_to_demote_the_last_owner(owner: Membership) -> None:
    with pytest.raises(people.LastOwner, match="Make somebody else an owner first"):
        change(owner, owner, role=Role.LEAD)

    owner.refresh_from_db()
    assert owner.role == Role.OWNER


def test_change_member_demotes_an_owner_beside_another(owner: Membership) -> None:
    add(owner, role=Role.OWNER)

    change(owner, owner, role=Role.LEAD)

    owner.refresh_from_db()
    assert owner.role == Role.LEAD


def test_owner_who_cannot_sign_in_does_not_count(owner: Membership) -> None:
    second = add(owner, role=Role.OWNER)
    User.objects.filter(pk=second.user_id).update(is_active=False)

    with pytest.raises(people.LastOwner):
        people.remove_member(membership=owner, by=owner.user, now=NOW)


def test_change_member_refuses_to_rename_somebody_who_is_shared(
    owner: Membership, other_organization: Organization, join: Join
) -> None:
    member = add(owner)
    join(other_organization, Role.LEAD, "anna@example.com")

    with pytest.raises(people.NameIsShared):
        change(member, owner, name="Somebody else")

    change(member, owner, role=Role.LEAD)
    member.refresh_from_db()
    assert (member.user.name, member.role) == ("Anna Arden", "lead")


def test_change_member_refuses_the_team_to_a_contact(owner: Membership) -> None:
    member = add(owner, on_executive_team=False)
    Contact.objects.create(
        organization=owner.organization, email="anna@example.com", audience="manager"
    )

    with pytest.raises(people.WouldBeAskedTwice):
        change(member, owner, on_executive_team=True)


def test_remove_member_takes_the_membership_and_leaves_the_person(owner: Membership) -> None:
    member = add(owner)

    people.remove_member(membership=member, by=owner.user, now=NOW)

    assert not Membership.objects.filter(user__email="anna@example.com").exists()
    assert User.objects.filter(email="anna@example.com").exists()
    assert audit()[1:] == [
        (
            "owner@example.com",
            "member removed",
            "anna@example.com: executive, on the executive team",
        )
    ]


def test_remove_member_refuses_the_last_owner(owner: Membership) -> None:
    with pytest.raises(people.LastOwner):
        people.remove_member(membership=owner, by=owner.user, now=NOW)

    assert Membership.objects.filter(pk=owner.pk).exists()


def test_remove_contact_removes_and_writes_it_down(lead: Membership) -> None:
    contact = Contact.objects.create(
        organization=lead.organization, email="anna@example.com", audience="customer"
    )

    people.remove_contact(contact=contact, by=lead.user, now=NOW)

    assert not Contact.objects.exists()
    assert audit() == [("lead@example.com", "contact removed", "anna@example.com: customer")]


def a_draft_and_a_sent_sheet(
    organization: Organization, *, member: Membership | None = None, contact: Contact | None = None
) -> tuple[AnswerSheet, AnswerSheet]:
    sheets = []
    for quarter, is_submitted in ((1, False), (4, True)):
        round_ = baker.make(
            Round, organization=organization, quarter_starts_on=date(2026, quarter, 1)
        )
        sheet = baker.make(AnswerSheet, round=round_, is_submitted=is_submitted)
        baker.make(Invitation, round=round_, sheet=sheet, membership=member, contact=contact)
        sheets.append(sheet)
    return sheets[0], sheets[1]


def test_removed_member_leaves_what_was_sent_and_no_draft(owner: Membership) -> None:
    member = add(owner)
    _, sent = a_draft_and_a_sent_sheet(owner.organization, member=member)

    people.remove_member(membership=member, by=owner.user, now=NOW)

    assert list(AnswerSheet.objects.all()) == [sent]
    assert not Invitation.objects.exists()


def test_removed_contact_leaves_what_was_sent_and_no_draft(lead: Membership) -> None:
    contact = Contact.objects.create(
        organization=lead.organization, email="anna@example.com", audience="customer"
    )
    _, sent = a_draft_and_a_sent_sheet(lead.organization, contact=contact)

    people.remove_contact(contact=contact, by=lead.user, now=NOW)

    assert list(AnswerSheet.objects.all()) == [sent]
    assert not Invitation.objects.exists()


def test_import_adds_changes_and_leaves(lead: Membership) -> None:
    organization = lead.organization
    north = Unit.objects.create(organization=organization, name="North")
    for email in ("changed@example.com", "same@example.com"):
        Contact.objects.create(
            organization=organization, email=email, name="A", audience="customer", unit=north
        )

    result = people.import_contacts(
        organization=organization,
        accepted=[
            row("new@example.com", Audience.PARTNER, name="New", unit="South", language="pl"),
            row("changed@example.com", Audience.MANAGER, name="B"),
            row("same@example.com", name="A", unit="North"),
        ],
        by=lead.user,
        now=NOW,
    )

    assert result == people.ImportResult(1, 1, 1, ())
    assert set(
        Contact.objects.values_list("email", "name", "audience", "unit__name", "language")
    ) == {
        ("new@example.com", "New", "partner", "South", "pl"),
        ("changed@example.com", "B", "manager", None, "en"),
        ("same@example.com", "A", "customer", "North", "en"),
    }
    assert audit() == [("lead@example.com", "people imported", "1 new, 1 changed, 1 unchanged")]


def test_import_twice_changes_nothing(lead: Membership) -> None:
    rows = [row(f"p{number}@example.com", unit="North") for number in range(3)]

    for _ in range(2):
        result = people.import_contacts(
            organization=lead.organization, accepted=rows, by=lead.user, now=NOW
        )

    assert result == people.ImportResult(0, 0, 3, ())
    assert Contact.objects.count() == 3
    assert Unit.objects.count() == 1


def test_import_keeps_the_contact_a_person_is_linked_to(lead: Membership) -> None:
    contact = Contact.objects.create(
        organization=lead.organization, email="anna@example.com", audience="customer"
    )

    people.import_contacts(
        organization=lead.organization,
        accepted=[row("anna@example.com", name="Anna")],
        by=lead.user,
        now=NOW,
    )

    contact.refresh_from_db()
    assert contact.name == "Anna"


def test_import_leaves_other_organizations_alone(
    lead: Membership, other_organization: Organization
) -> None:
    Contact.objects.create(
        organization=other_organization, email="anna@example.com", name="Theirs", audience="manager"
    )
    Unit.objects.create(organization=other_organization, name="North")

    people.import_contacts(
        organization=lead.organization,
        accepted=[row("anna@example.com", name="Ours", unit="North")],
        by=lead.user,
        now=NOW,
    )

    assert Contact.objects.get(organization=other_organization).name == "Theirs"
    ours = Contact.objects.get(organization=lead.organization)
    assert ours.unit is not None
    assert ours.unit.organization == lead.organization


def test_import_by_an_owner_makes_executives_members(owner: Membership) -> None:
    known = User.objects.create_user("known@example.com", "Known")

    result = people.import_contacts(
        organization=owner.organization,
        accepted=[
            row("eve@example.com", Audience.EXECUTIVE, name="Eve", language="fr", unit="North"),
            row("known@example.com", Audience.EXECUTIVE, name="Ken"),
        ],
        by=owner.user,
        now=NOW,
    )

    team = Membership.objects.filter(on_executive_team=True)
    assert result == people.ImportResult(2, 0, 0, ())
    assert set(team.values_list("user__email", "user__name", "role", "language")) == {
        ("eve@example.com", "Eve", "executive", "fr"),
        ("known@example.com", "Known", "executive", "en"),
    }
    assert team.filter(user=known).exists()
    assert not team.get(user__email="eve@example.com").user.has_usable_password()
    assert not Contact.objects.exists()
    assert not Unit.objects.exists()


def test_import_by_a_lead_rejects_executives(lead: Membership) -> None:
    result = people.import_contacts(
        organization=lead.organization,
        accepted=[row("eve@example.com", Audience.EXECUTIVE, line=7), row("c@example.com")],
        by=lead.user,
        now=NOW,
    )

    assert [(one.row.line, one.reason) for one in result.rejected] == [
        (7, "Only an owner can add executives.")
    ]
    assert result.new == 1
    assert not User.objects.filter(email="eve@example.com").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, whatever it locks")
def test_a_bounce_is_recorded_while_somebody_is_removed(
    owner: Membership, organization: Organization
) -> None:
    executive = add(owner)
    round_ = launched(a_draft(organization, owner.user), owner.user)
    mail = OutgoingEmail.objects.get(round=round_)

    written = Event()

    def report() -> None:
        try:
            with transaction.atomic():
                record_bounce(email=mail, words="550 5.1.1 No such user", now=NOW)
                written.set()
                sleep(0.5)  # until the removal waits for the mail
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        reported = pool.submit(report)
        written.wait(10)
        people.remove_member(membership=executive, by=owner.user, now=NOW)
        reported.result()

    assert not Membership.objects.filter(pk=executive.pk).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, whatever it locks")
def test_a_contact_is_removed_while_others_are_invited(
    owner: Membership, organization: Organization
) -> None:
    contacts = [a_contact(organization, f"c{number}@customer.example") for number in range(2)]
    draft = a_draft(organization, owner.user)
    invited = Event()

    def launch() -> None:
        try:
            with transaction.atomic():
                launched(draft, owner.user)
                invited.set()
                sleep(0.5)  # until the removal waits, or has been quicker
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        launching = pool.submit(launch)
        invited.wait(10)
        people.remove_contact(contact=contacts[0], by=owner.user, now=NOW)
        launching.result()

    assert [one.person_email for one in Invitation.objects.all()] == ["c1@customer.example"]
