"""Opt-outs: once, per organization, under a keyed hash."""

import pytest

from leadership.models import Contact, OptOut
from leadership.queries.opt_outs import has_opted_out
from leadership.services.opting_out import opt_out
from tests.leadership.mailing import NOW, an_invited_contact, an_open_round, an_organization

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


def test_opt_out_holds_for_one_organization() -> None:
    opt_out(invitation=an_invited_contact(an_open_round()), now=NOW)
    other = an_organization("Other", "other")

    assert not has_opted_out(other.pk, "anna@customer.example")
