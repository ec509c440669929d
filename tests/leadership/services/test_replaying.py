"""A restored backup brings people back, and the journal has them erased again."""

import json
import uuid
from pathlib import Path

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import (
    AuditEntry,
    CeoMessage,
    Contact,
    Erasure,
    Invitation,
    JoinInvitation,
    Membership,
    OptOut,
    User,
)
from leadership.queries.opt_outs import has_opted_out, hash_of
from leadership.queries.persons import Person
from leadership.services.erasing import erase_person
from leadership.services.erasure_journal import JournalUnreadable
from leadership.services.replaying import Replayed, replay_erasures
from tests.leadership.conftest import Join

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def journal(settings: Settings, tmp_path: Path) -> Path:
    settings.ERASURE_JOURNAL = tmp_path / "erasures.jsonl"
    return tmp_path / "erasures.jsonl"


def a_backup() -> str:
    """A copy of what a backup of people would hold."""
    rows = [
        *Contact.objects.all(),
        *User.objects.all(),
        *Membership.objects.all(),
        *Invitation.objects.all(),
        *Erasure.objects.all(),
    ]
    return str(serializers.serialize("json", rows))


def restore(backup: str) -> None:
    Erasure.objects.all().delete()
    for row in serializers.deserialize("json", backup):
        row.save()


def replay(journal: Path) -> Replayed:
    return replay_erasures(paths=[journal], now=timezone.now())


def a_contact(organization: Organization, email: str = "anna@customer.example") -> Contact:
    return Contact.objects.create(
        organization=organization, email=email, name="Anna Berg", audience="customer"
    )


def erase(address: str, organization: Organization | None, by: Membership) -> None:
    place = organization.pk if organization else None
    erase_person(person=Person(address, place), by=by.user, now=timezone.now())


@pytest.mark.parametrize("is_back", [True, False])
def test_who_is_never_to_be_asked_again_stays_so_after_a_restored_backup(
    organization: Organization,
    other_organization: Organization,
    owner: Membership,
    journal: Path,
    is_back: bool,
) -> None:
    """The backup knows the opt-out as little as the erasure, whether or not the person is in it."""
    contact = a_contact(organization)
    backup = a_backup()
    erase_person(
        person=Person(contact.email, organization.pk),
        by=owner.user,
        now=timezone.now(),
        never_again=True,
    )
    OptOut.objects.all().delete()
    Erasure.objects.all().delete()
    if is_back:
        restore(backup)

    replay(journal)

    assert has_opted_out(organization.pk, contact.email)
    assert not has_opted_out(other_organization.pk, contact.email)
    assert not Contact.objects.exists()


def test_a_line_from_before_opt_outs_stood_in_it_is_read(
    organization: Organization, owner: Membership, journal: Path
) -> None:
    contact = a_contact(organization)
    backup = a_backup()
    erase(contact.email, organization, owner)
    line = json.loads(journal.read_text())
    del line["never_in"]
    journal.write_text(json.dumps(line))
    restore(backup)

    assert replay(journal).again == 1
    assert not has_opted_out(organization.pk, contact.email)


def test_somebody_erased_is_erased_again_from_a_restored_backup(
    organization: Organization, owner: Membership, journal: Path
) -> None:
    a_contact(organization)
    a_contact(organization, "bo@customer.example")
    backup = a_backup()
    erase("anna@customer.example", organization, owner)
    restore(backup)
    assert Contact.objects.count() == 2

    done = replay(journal)

    assert done == Replayed(again=1, nobody=0, refused=())
    assert [one.email for one in Contact.objects.all()] == ["bo@customer.example"]
    entry = AuditEntry.objects.filter(act="person erased").latest("pk")
    assert (entry.by, entry.about) == ("the erasure journal", "a contact")


def test_replaying_twice_is_replaying_once(
    organization: Organization, owner: Membership, journal: Path
) -> None:
    a_contact(organization)
    backup = a_backup()
    erase("anna@customer.example", organization, owner)
    restore(backup)
    replay(journal)
    lines = journal.read_text()

    assert replay(journal) == Replayed(again=0, nobody=0, refused=())
    assert journal.read_text() == lines


def test_somebody_who_came_back_since_is_left_alone(
    organization: Organization, owner: Membership, journal: Path
) -> None:
    a_contact(organization)
    erase("anna@customer.example", organization, owner)
    a_contact(organization)

    assert replay(journal) == Replayed(again=0, nobody=0, refused=())
    assert Contact.objects.count() == 1


def test_a_member_comes_back_in_no_organization(
    organization: Organization,
    other_organization: Organization,
    owner: Membership,
    join: Join,
    journal: Path,
) -> None:
    for place in (organization, other_organization):
        join(place, Role.VIEWER, "vera@example.com", name="Vera Vogel")
    backup = a_backup()
    erase("vera@example.com", None, owner)
    restore(backup)

    assert replay(journal).again == 1
    assert not User.objects.filter(email="vera@example.com").exists()


def test_an_erasure_of_nobody_here_is_known_afterwards(
    organization: Organization, owner: Membership, journal: Path
) -> None:
    a_contact(organization)
    erase("anna@customer.example", organization, owner)
    Erasure.objects.all().delete()

    assert replay(journal) == Replayed(again=0, nobody=1, refused=())
    assert Erasure.objects.count() == 1


@pytest.mark.parametrize("is_invited", [True, False])
def test_somebody_known_by_an_address_alone_is_erased_again(
    organization: Organization, owner: Membership, journal: Path, is_invited: bool
) -> None:
    a_contact(organization)
    erase("anna@customer.example", organization, owner)
    Erasure.objects.all().delete()
    if is_invited:
        JoinInvitation.objects.create(
            organization=organization,
            email="anna@customer.example",
            role="viewer",
            on_executive_team=False,
            invited_by="owner@example.com",
            sent_at=timezone.now(),
            expires_at=timezone.now(),
        )
    else:
        CeoMessage.objects.create(
            organization=organization,
            text="Call back.",
            address="anna@customer.example",
            received_on=timezone.now().date(),
        )

    assert replay(journal) == Replayed(again=1, nobody=0, refused=())
    assert not JoinInvitation.objects.exists()
    assert not CeoMessage.objects.exists()


def test_the_journals_of_several_machines_are_read_together(
    organization: Organization, owner: Membership, settings: Settings, tmp_path: Path
) -> None:
    addresses = ["anna@customer.example", "bo@customer.example"]
    for address in addresses:
        a_contact(organization, address)
    backup = a_backup()
    for number, address in enumerate(addresses):
        settings.ERASURE_JOURNAL = tmp_path / f"{number}.jsonl"
        erase(address, organization, owner)
    restore(backup)

    call_command("replay_erasures", str(tmp_path / "0.jsonl"), str(tmp_path / "1.jsonl"))

    assert not Contact.objects.exists()


def test_the_last_owner_is_not_erased_again_and_the_rest_is(
    organization: Organization, owner: Membership, join: Join, journal: Path
) -> None:
    second = join(organization, Role.OWNER, "second@example.com")
    a_contact(organization)
    backup = a_backup()
    erase("anna@customer.example", organization, owner)
    erase(owner.user.email, organization, second)
    second.delete()
    restore(backup)
    Membership.objects.filter(user__email="second@example.com").delete()

    with pytest.raises(CommandError, match="only owner of Meridian Freight"):
        call_command("replay_erasures")

    assert not Contact.objects.exists()
    assert Erasure.objects.count() == 1


def test_an_organization_that_is_not_there_is_passed_over(journal: Path) -> None:
    line = {
        "id": str(uuid.uuid4()),
        "at": "2026-01-01T00:00:00+00:00",
        "organization": 4711,
        "address": hash_of("anna@customer.example"),
    }
    journal.write_text(json.dumps(line))

    assert replay(journal) == Replayed(again=0, nobody=1, refused=())


@pytest.mark.parametrize("line", ["no JSON", "{}", '{"id": 1}', "[]"])
def test_a_broken_journal_is_refused_before_anything_is_done(
    organization: Organization, owner: Membership, journal: Path, line: str
) -> None:
    a_contact(organization)
    backup = a_backup()
    erase("anna@customer.example", organization, owner)
    restore(backup)
    journal.write_text(f"{journal.read_text()}{line}\n")

    with pytest.raises(JournalUnreadable, match="Line 2"):
        replay(journal)

    assert Contact.objects.exists()


def test_a_journal_that_is_missing_is_said(journal: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("replay_erasures")
