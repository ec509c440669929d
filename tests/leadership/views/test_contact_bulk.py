"""Changing many contacts at once."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.models import Organization, Unit
from leadership.domain.contact_changes import MOST_AT_ONCE
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Contact, Membership
from tests.leadership.conftest import Join, SignIn
from tests.leadership.contact_lists import make_contacts

LIST = "/o/meridian/people/"
BULK = "/o/meridian/people/contacts/bulk/"


@pytest.fixture
def unit(organization: Organization) -> Unit:
    return Unit.objects.create(organization=organization, name="Nord")


def values(column: str) -> list[object]:
    return list(Contact.objects.order_by("email").values_list(column, flat=True))


def confirm(client: Client, asked: dict[str, Any], **others: str) -> Any:
    """Press the button of the page that shows what would happen."""
    shown = client.get(BULK, asked)
    typed = dict(asked) | {"expected": str(shown.context["chosen"].count)} | others
    return client.post(BULK, typed, follow=True)


def test_page_offers_what_can_be_changed(
    lead: Membership, sign_in: SignIn, unit: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    some = make_contacts(lead.organization, 7)
    client = sign_in(lead)

    with django_assert_num_queries(6):
        page = client.get(BULK, {"chosen": [one.pk for one in some]})

    assertContains(page, "Change 7 contacts")
    assertContains(page, "Person 004 and 2 others")
    for text in (unit.name, "Partner", "German", "Pause them", "Ask them again"):
        assertContains(page, text)


def test_nothing_happens_before_it_is_confirmed(
    lead: Membership, sign_in: SignIn, unit: Unit
) -> None:
    some = make_contacts(lead.organization, 3)
    Contact.objects.filter(pk=some[0].pk).update(unit=unit)

    asked: dict[str, Any] = {"chosen": [one.pk for one in some], "act": "move"}
    page = sign_in(lead).get(BULK, asked | {"to_unit": unit.pk})

    assertContains(page, "2 people move to Nord")
    assert page.context["outcome"].now == (("No unit", 2), ("Nord", 1))
    assert values("unit") == [unit.pk, None, None]


def test_lead_moves_those_who_are_ticked(lead: Membership, sign_in: SignIn, unit: Unit) -> None:
    some = make_contacts(lead.organization, 3)
    asked: dict[str, Any] = {
        "chosen": [some[0].pk, some[2].pk],
        "act": "move",
        "to_unit": unit.pk,
        "sort": "email",
    }

    done = confirm(sign_in(lead), asked)

    assertRedirects(done, f"{LIST}?sort=email")
    assertContains(done, "2 people changed.")
    assert values("unit") == [unit.pk, None, unit.pk]
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.about) == ("contacts changed", "2 of 2 contacts: unit → Nord")


def test_lead_changes_all_that_were_found(
    lead: Membership, sign_in: SignIn, unit: Unit, other_organization: Organization
) -> None:
    make_contacts(lead.organization, 60)
    make_contacts(lead.organization, 1, email="z@example.com", name="Zoë", unit=unit)
    make_contacts(other_organization, 2)
    asked = {"everybody": "on", "search": "person", "act": "language", "to_language": "none"}

    done = confirm(sign_in(lead), asked)

    assertRedirects(done, f"{LIST}?search=person")
    assertContains(done, "60 people changed.")
    assert Contact.objects.filter(organization=lead.organization, language="").count() == 60
    assert Contact.objects.filter(organization=other_organization, language="en").count() == 2


@pytest.mark.parametrize(
    ("change", "column", "value"),
    [
        ({"act": "audience", "to_audience": "partner"}, "audience", "partner"),
        ({"act": "language", "to_language": "de"}, "language", "de"),
        ({"act": "move", "to_unit": "none"}, "unit", None),
        ({"act": "pause"}, "is_active", False),
    ],
)
def test_every_act_changes_its_column(
    lead: Membership,
    sign_in: SignIn,
    unit: Unit,
    *,
    change: dict[str, str],
    column: str,
    value: object,
) -> None:
    make_contacts(lead.organization, 2, unit=unit)

    confirm(sign_in(lead), {"everybody": "on"} | change)

    assert values(column) == [value, value]


def test_paused_people_are_asked_again(lead: Membership, sign_in: SignIn) -> None:
    make_contacts(lead.organization, 2, is_active=False)

    done = confirm(sign_in(lead), {"everybody": "on", "status": "inactive", "act": "resume"})

    assertContains(done, "2 people changed.")
    assert values("is_active") == [True, True]


def test_list_that_changed_meanwhile_is_shown_anew(lead: Membership, sign_in: SignIn) -> None:
    make_contacts(lead.organization, 2)

    page = confirm(sign_in(lead), {"everybody": "on", "act": "pause"}, expected="1")

    assertContains(page, "The list has changed meanwhile: it is 2 people now.")
    assertContains(page, "2 people are paused")
    assert values("is_active") == [True, True]
    assert not AuditEntry.objects.exists()


def test_somebody_elses_people_are_never_chosen(
    lead: Membership, sign_in: SignIn, other_organization: Organization
) -> None:
    (foreign,) = make_contacts(other_organization, 1)
    (own,) = make_contacts(lead.organization, 1, email="own@example.com", name="Own")
    client = sign_in(lead)
    both: dict[str, Any] = {"chosen": [foreign.pk, own.pk], "act": "pause"}

    page = client.get(BULK, both)
    client.post(BULK, both | {"expected": "2"})
    alone = client.post(BULK, {"chosen": [foreign.pk], "act": "pause", "expected": "1"})

    assertContains(page, "1 person is paused")
    assertNotContains(page, foreign.name)
    assertRedirects(alone, LIST)
    assert set(Contact.objects.values_list("is_active", flat=True)) == {True}


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"chosen": ["x", "-1", "9" * 30]},
        {"everybody": "on", "audience": "emperor"},
        {"everybody": "on", "search": "a\0"},
    ],
)
def test_choice_of_nobody_leads_back(
    lead: Membership, sign_in: SignIn, asked: dict[str, Any]
) -> None:
    make_contacts(lead.organization, 1)
    client = sign_in(lead)

    for answer in (client.get(BULK, asked), client.post(BULK, asked | {"act": "pause"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith(LIST)
    assert values("is_active") == [True]


@pytest.mark.parametrize(
    "change",
    [
        {"act": "erase"},
        {"act": "move"},
        {"act": "move", "to_unit": "99999"},
        {"act": "audience", "to_audience": "executive"},
    ],
)
def test_change_that_makes_no_sense_changes_nothing(
    lead: Membership, sign_in: SignIn, change: dict[str, str]
) -> None:
    make_contacts(lead.organization, 1)
    client = sign_in(lead)
    before = list(Contact.objects.values())

    for answer in (
        client.get(BULK, {"everybody": "on"} | change),
        client.post(BULK, {"everybody": "on", "expected": "1"} | change),
    ):
        assert answer.status_code == 422
    assert list(Contact.objects.values()) == before


def test_very_many_are_changed_in_parts(lead: Membership, sign_in: SignIn) -> None:
    make_contacts(lead.organization, MOST_AT_ONCE + 1)

    page = sign_in(lead).get(BULK, {"everybody": "on", "act": "pause"})
    refused = confirm(sign_in(lead), {"everybody": "on", "act": "pause"})

    assertContains(page, "At most 20,000 people are changed at once.")
    assertNotContains(page, "Change 20,001 people</button>")
    assertContains(refused, "At most 20,000 people are changed at once.")
    assert not Contact.objects.filter(is_active=False).exists()


def test_page_is_for_those_who_run_rounds(
    lead: Membership, other_organization: Organization, join: Join, sign_in: SignIn
) -> None:
    for role in (Role.EXECUTIVE, Role.VIEWER):
        assert sign_in(join(lead.organization, role)).get(BULK).status_code == 403
    assert sign_in(join(other_organization, Role.OWNER)).get(BULK).status_code == 404
    assert Client().get(BULK).status_code == 302
