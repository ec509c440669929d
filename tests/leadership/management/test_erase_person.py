"""Erasing somebody from the terminal."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import Contact, Membership, User
from leadership.queries.opt_outs import has_opted_out
from tests.leadership.conftest import Join

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _journal(settings: Settings, tmp_path: Path) -> None:
    settings.ERASURE_JOURNAL = tmp_path / "erasures.jsonl"


@pytest.fixture
def contact(organization: Organization) -> Contact:
    return Contact.objects.create(
        organization=organization, email="ida@b.example", audience="customer"
    )


def test_it_says_what_would_go_and_does_nothing(
    contact: Contact, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("erase_person", "ida@b.example")

    told = capsys.readouterr().out
    assert "- Name, address, and the place on every list" in told
    assert "Nothing was erased. Add --yes to do it." in told
    assert Contact.objects.exists()


def test_it_erases_with_a_yes(contact: Contact) -> None:
    call_command("erase_person", "Ida@B.example", "--yes", "--never-again")

    assert not Contact.objects.exists()
    assert has_opted_out(contact.organization_id, "ida@b.example")


def test_it_erases_from_one_organization(
    contact: Contact, other_organization: Organization
) -> None:
    Contact.objects.create(
        organization=other_organization, email="ida@b.example", audience="customer"
    )

    call_command("erase_person", "ida@b.example", "--organization", "other", "--yes")

    assert [one.organization for one in Contact.objects.all()] == [contact.organization]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ida"], "is not an email address"),
        (["ida@b.example", "--organization", "nowhere"], "There is no organization nowhere."),
    ],
)
def test_it_says_what_it_cannot_read(arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("erase_person", *arguments)


def test_the_last_owner_stays(organization: Organization, join: Join) -> None:
    owner: Membership = join(organization, Role.OWNER, "ida@b.example")

    with pytest.raises(CommandError, match="only owner of Meridian Freight"):
        call_command("erase_person", "ida@b.example", "--yes")

    assert User.objects.filter(pk=owner.user_id).exists()


def test_nobody_of_this_address_is_said(db: None) -> None:
    with pytest.raises(CommandError, match="Nobody of this address"):
        call_command("erase_person", "ida@b.example", "--yes")
