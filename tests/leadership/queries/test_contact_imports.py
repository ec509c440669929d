"""What a list would change: each row sorted by who is there now."""

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.models import Unit
from leadership.domain.contact_lists import Accepted
from leadership.domain.roles import Role
from leadership.models import Contact, Membership
from leadership.queries.contact_imports import ImportPlan, import_plan
from tests.leadership.conftest import Join
from tests.leadership.uploaded_lists import read_list


def row(email: str, audience: Audience, line: int = 2, unit: str | None = None) -> Accepted:
    return Accepted(line, email, "", audience, unit, "en")


def reason(by: Membership, wanted: Accepted) -> str:
    plan = import_plan(organization=by.organization, accepted=[wanted], by=by.user)
    (refused,) = plan.rejected
    return refused.reason


def test_plan_of_nobody_is_empty(lead: Membership) -> None:
    plan = import_plan(organization=lead.organization, accepted=[], by=lead.user)

    assert plan == ImportPlan((), (), (), (), ())


def test_plan_names_the_units_that_are_new(lead: Membership) -> None:
    Unit.objects.create(organization=lead.organization, name="North")

    plan = import_plan(
        organization=lead.organization,
        accepted=[
            row("a@example.com", Audience.CUSTOMER, 2, "South"),
            row("b@example.com", Audience.CUSTOMER, 3, "North"),
            row("c@example.com", Audience.CUSTOMER, 4, "East"),
        ],
        by=lead.user,
    )

    assert plan.new_units == ("East", "South")
    assert [one.line for one in plan.accepted] == [2, 3, 4]


def test_file_without_a_column_leaves_what_is_known_of_it(lead: Membership) -> None:
    north = Unit.objects.create(organization=lead.organization, name="North")
    Contact.objects.create(
        organization=lead.organization,
        email="ana@example.com",
        name="Ana",
        audience=Audience.CUSTOMER,
        unit=north,
        language="de",
    )
    said = read_list("email,audience\nana@example.com,customer\nbo@example.com,customer\n")

    plan = import_plan(organization=lead.organization, accepted=said.accepted, by=lead.user)

    assert [one.email for one in plan.new] == ["bo@example.com"]
    assert plan.changed == ()
    assert [(one.name, one.unit, one.language) for one in plan.unchanged] == [
        ("Ana", "North", "de")
    ]


def test_empty_cell_takes_away_what_is_known(lead: Membership) -> None:
    Contact.objects.create(
        organization=lead.organization,
        email="ana@example.com",
        name="Ana",
        audience=Audience.CUSTOMER,
        language="de",
    )
    said = read_list("email,audience,language\nana@example.com,customer,\n")

    plan = import_plan(organization=lead.organization, accepted=said.accepted, by=lead.user)

    assert [(one.row.name, one.row.language) for one in plan.changed] == [("Ana", "")]


def test_contact_who_is_on_the_executive_team_is_refused(lead: Membership, join: Join) -> None:
    join(lead.organization, Role.EXECUTIVE, "eve@example.com", on_executive_team=True)

    said = reason(lead, row("eve@example.com", Audience.MANAGER))

    assert said.startswith("eve@example.com is on the executive team and would be asked twice.")


def test_contact_who_is_a_member_off_the_team_is_taken(lead: Membership) -> None:
    plan = import_plan(
        organization=lead.organization,
        accepted=[row(lead.user.email, Audience.EMPLOYEE)],
        by=lead.user,
    )

    assert len(plan.new) == 1


def test_executive_brought_by_a_lead_is_refused(lead: Membership) -> None:
    said = reason(lead, row("eve@example.com", Audience.EXECUTIVE))

    assert said == "Only an owner can add executives."


def test_executive_who_is_a_contact_is_refused(owner: Membership) -> None:
    Contact.objects.create(
        organization=owner.organization, email="eve@example.com", audience="manager"
    )

    said = reason(owner, row("eve@example.com", Audience.EXECUTIVE))

    assert said.startswith("eve@example.com is a contact (manager) and would be asked twice.")


def test_executive_who_is_a_member_off_the_team_is_refused(
    owner: Membership, lead: Membership
) -> None:
    said = reason(owner, row(lead.user.email, Audience.EXECUTIVE))

    assert said.startswith("lead@example.com is a member already, but not on the executive team.")


def test_executive_who_is_on_the_team_is_unchanged(owner: Membership, join: Join) -> None:
    join(owner.organization, Role.EXECUTIVE, "eve@example.com", on_executive_team=True)

    plan = import_plan(
        organization=owner.organization,
        accepted=[row("eve@example.com", Audience.EXECUTIVE)],
        by=owner.user,
    )

    assert len(plan.unchanged) == 1


@pytest.mark.parametrize("size", [1, 3])
def test_plan_asks_the_database_the_same_for_any_list(
    lead: Membership, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [row(f"p{number}@example.com", Audience.CUSTOMER) for number in range(size)]

    with django_assert_num_queries(4):
        import_plan(organization=lead.organization, accepted=rows, by=lead.user)
