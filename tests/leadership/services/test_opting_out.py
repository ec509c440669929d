"""Opt-outs: once, per organization, under a keyed hash."""

import pytest

from assessment.domain.audiences import Audience
from assessment.models import Population, Round
from leadership.models import Contact, Invitation, OptOut
from leadership.queries.opt_outs import has_opted_out
from leadership.services.opting_out import opt_out, opt_out_address
from leadership.services.people import import_contacts, remove_contact
from tests.leadership.mailing import (
    NOW,
    a_member,
    an_invited_contact,
    an_open_round,
    an_organization,
)
from tests.leadership.programmes import a_draft, launched
from tests.leadership.uploaded_lists import read_list

pytestmark = pytest.mark.django_db


def test_opt_out_is_kept_once_and_without_the_address() -> None:
    invitation = an_invited_contact(an_open_round())

    opt_out(invitation=invitation, now=NOW)
    opt_out(invitation=invitation, now=NOW)

    kept = OptOut.objects.get()
    assert kept.opted_out_on == NOW.date()
    assert "anna" not in kept.address_hash


def test_opt_out_survives_erasure_and_holds_for_any_spelling() -> None:
    invitation = an_invited_contact(an_open_round())
    organization = invitation.round.organization
    opt_out(invitation=invitation, now=NOW)

    Contact.objects.all().delete()

    assert has_opted_out(organization.pk, " ANNA@Customer.Example")


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("anna.berg@bücher.example", True),
        ("ANNA.BERG@BÜCHER.EXAMPLE", True),
        ("anna.berg@xn--bcher-kva.example", True),
        ("anna.berg@XN--BCHER-KVA.example", True),
        ("\u200banna\u200d.berg@bu\u0308cher.example\ufeff", True),
        ("ａｎｎａ.berg＠bücher.example", True),
        ("anna.berg@bücher.example.", True),
        ("annaberg@bücher.example", False),
        ("anna.berg+news@bücher.example", False),
        ("anna.berg@bucher.example", False),
    ],
)
def test_opt_out_holds_for_every_spelling_of_the_address_and_no_other(
    written: str, same: bool
) -> None:
    organization = an_organization()

    opt_out_address(organization=organization, address="Anna.Berg@bücher.example", now=NOW)

    assert has_opted_out(organization.pk, written) is same


def test_person_who_opted_out_is_not_asked_after_removal_and_another_import() -> None:
    organization = an_organization()
    lead = a_member(organization, "lead@meridian.example").user
    first = an_invited_contact(an_open_round(organization), "anna@xn--bcher-kva.example")
    opt_out(invitation=first, now=NOW)
    assert first.contact
    remove_contact(contact=first.contact, by=lead, now=NOW)
    rows = read_list(
        "email,name,audience,unit,language\n"
        "\u200bANNA@Bücher.Example,Anna,customer,,\n"
        "bob@customer.example,Bob,customer,,\n"
    ).accepted
    import_contacts(organization=organization, accepted=rows, by=lead, now=NOW)
    Round.objects.all().delete()

    launched(a_draft(organization, lead, audiences=[Audience.CUSTOMER], now=NOW), lead, NOW)

    assert [one.person_email for one in Invitation.objects.all()] == ["bob@customer.example"]
    assert [one.asked for one in Population.objects.all()] == [1]


def test_opt_out_holds_for_one_organization() -> None:
    opt_out(invitation=an_invited_contact(an_open_round()), now=NOW)
    other = an_organization("Other", "other")

    assert not has_opted_out(other.pk, "anna@customer.example")
