"""The pages of the tree of units."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.models import Organization, Population, Round, Unit
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Membership
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.contact_lists import make_contacts

LIST = "/o/meridian/people/units/"
ADD = f"{LIST}add/"


def page_of(unit: Unit, name: str = "unit") -> str:
    return reverse(f"leadership:{name}", args=["meridian", unit.pk])


def make_unit(organization: Organization, name: str, parent: Unit | None = None) -> Unit:
    return Unit.objects.create(organization=organization, name=name, parent=parent)


@pytest.mark.parametrize("size", [1, 3])
def test_list_shows_the_tree(
    lead: Membership, sign_in: SignIn, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    europe = make_unit(lead.organization, "Europe")
    spain = make_unit(lead.organization, "Spain", europe)
    make_contacts(lead.organization, size, unit=spain)
    client = sign_in(lead)

    with django_assert_num_queries(5):
        page = client.get(LIST)

    assert [(unit.name, unit.depth, unit.own, unit.together) for unit in page.context["units"]] == [
        ("Europe", 0, 0, size),
        ("Spain", 1, size, size),
    ]
    assertContains(page, f"{LIST.removesuffix('units/')}?unit={europe.pk}#found")


def test_list_without_units_says_how_they_come(lead: Membership, sign_in: SignIn) -> None:
    page = sign_in(lead).get(LIST)

    assertContains(page, "No units yet")
    assertContains(page, ADD)


def test_lead_adds_a_unit_below_another(lead: Membership, sign_in: SignIn) -> None:
    europe = make_unit(lead.organization, "Europe")
    client = sign_in(lead)
    assertContains(client.get(ADD, {"below": europe.pk}), f'value="{europe.pk}" selected')

    done = client.post(ADD, {"name": "Spain", "parent": europe.pk}, follow=True)

    assertRedirects(done, LIST)
    assertContains(done, "The unit “Spain” is there now.")
    assert Unit.objects.get(name="Spain").parent == europe
    assert AuditEntry.objects.get().about == "Europe › Spain"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "", "parent": ""}, "name"),
        ({"name": "Nord", "parent": ""}, "name"),
        ({"name": "a\u202eb", "parent": ""}, "name"),
        ({"name": "Spain", "parent": "99999"}, "parent"),
    ],
)
def test_bad_unit_is_shown_again(
    lead: Membership, sign_in: SignIn, typed: dict[str, str], field: str
) -> None:
    make_unit(lead.organization, "Nord")

    page = sign_in(lead).post(ADD, typed)

    assert list(page.context["form"].errors) == [field]
    assert Unit.objects.count() == 1


def test_lead_renames_and_moves_a_unit(lead: Membership, sign_in: SignIn) -> None:
    europe = make_unit(lead.organization, "Europe")
    spain = make_unit(lead.organization, "Spain")
    client = sign_in(lead)

    done = client.post(page_of(spain), {"name": "Iberia", "parent": europe.pk}, follow=True)

    assertContains(done, "The changes to “Iberia” are kept.")
    spain.refresh_from_db()
    assert (spain.name, spain.parent) == ("Iberia", europe)
    assert AuditEntry.objects.get().about == "Spain → Europe › Iberia"


def test_unit_cannot_be_moved_below_itself(lead: Membership, sign_in: SignIn) -> None:
    europe = make_unit(lead.organization, "Europe")
    spain = make_unit(lead.organization, "Spain", europe)

    page = sign_in(lead).post(page_of(europe), {"name": "Europe", "parent": spain.pk})

    assert list(page.context["form"].errors) == ["parent"]
    europe.refresh_from_db()
    assert europe.parent is None


def test_unit_is_removed_after_a_question(lead: Membership, sign_in: SignIn) -> None:
    unit = make_unit(lead.organization, "Nord")
    client = sign_in(lead)

    asked = client.get(page_of(unit, "unit-remove"))
    assert Unit.objects.exists()
    done = client.post(page_of(unit, "unit-remove"), follow=True)

    assertContains(asked, "Remove Nord?")
    assertContains(done, "The unit “Nord” is gone.")
    assert not Unit.objects.exists()


def test_unit_in_use_stays_and_the_page_says_why(lead: Membership, sign_in: SignIn) -> None:
    organization = lead.organization
    unit = make_unit(organization, "Nord")
    make_unit(organization, "Oslo", unit)
    make_contacts(organization, 2, unit=unit)
    round_ = Round.objects.create(
        organization=organization,
        label="Q1",
        quarter_starts_on=date(2026, 1, 1),
        closes_at=NOW,
        audiences=["customer"],
    )
    Population.objects.create(round=round_, audience="customer", unit=unit, asked=2)
    client = sign_in(lead)

    asked = client.get(page_of(unit, "unit-remove"))
    refused = client.post(page_of(unit, "unit-remove"), follow=True)

    for text in ("2 contacts are in it", "1 unit stands below it", "1 round has asked in it"):
        assertContains(asked, text)
    assertNotContains(asked, "Remove this unit")
    assertContains(refused, "“Nord” is in use now, so it was not removed.")
    assert Unit.objects.count() == 2
    assertContains(client.get(page_of(unit)), "1 round has asked in this unit.")


@pytest.mark.parametrize("name", ["unit", "unit-remove"])
def test_unit_of_another_organization_does_not_exist(
    lead: Membership, other_organization: Organization, join: Join, sign_in: SignIn, name: str
) -> None:
    foreign = make_unit(other_organization, "Theirs")
    own = make_unit(lead.organization, "Ours")

    for client, unit, status in (
        (sign_in(lead), foreign, 404),
        (sign_in(join(lead.organization, Role.VIEWER)), own, 403),
        (Client(), own, 302),
    ):
        assert client.get(page_of(unit, name)).status_code == status
        assert client.post(page_of(unit, name)).status_code == status
    assert sign_in(lead).post(ADD, {"name": "X", "parent": foreign.pk}).status_code == 200
    assert Unit.objects.count() == 2
