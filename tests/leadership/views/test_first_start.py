"""The first organization, founded in the browser by whoever runs the installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertRedirects

from assessment.models import Organization
from leadership.domain.setup_codes import setup_code
from leadership.models import Membership, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(settings: Settings) -> dict[str, str]:
    return {
        "setup_code": setup_code(settings.SECRET_KEY).lower(),
        "name": "Meridian Freight",
        "owner_name": "Olivia Owner",
        "owner_email": "Olivia@Meridian.example",
        "time_zone": "Europe/Berlin",
        "fiscal_year_starts_in": "4",
    }


def test_first_page_of_a_new_installation_leads_there(client: Client) -> None:
    page = client.get("/", follow=True)

    assert page.redirect_chain[-1] == ("/start/", 302)
    assertContains(page, "Begin with your organization")
    assertContains(page, "python manage.py setup_code")


def test_operator_founds_the_organization_and_sees_what_comes_next(
    client: Client, typed: dict[str, str]
) -> None:
    page = client.post("/start/", typed, follow=True)

    assertRedirects(page, "/o/meridian-freight/")
    assertContains(page, "Meridian Freight is there, and you are signed in as its owner.")
    assertContains(page, "Set up Meridian Freight")
    owner = Membership.objects.get()
    assert (owner.role, owner.user.email) == ("owner", "olivia@meridian.example")
    assert owner.organization.fiscal_year_starts_in == 4


def test_page_is_gone_for_ever_afterwards(client: Client, typed: dict[str, str]) -> None:
    client.post("/start/", typed)

    for browser in (client, Client()):
        assert browser.get("/start/").status_code == 404
        assert browser.post("/start/", typed | {"name": "Second"}).status_code == 404
    Membership.objects.all().delete()
    User.objects.all().delete()
    assert Organization.objects.count() == 1
    assert Client().get("/start/").status_code == 404


def test_page_is_gone_where_there_is_only_a_user(client: Client, typed: dict[str, str]) -> None:
    User.objects.create_user("somebody@example.com")

    assert client.get("/start/").status_code == 404
    assert client.post("/start/", typed).status_code == 404
    assert client.get("/accounts/login/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("setup_code", "AAAA-AAAA-AAAA-AAAA", "This is not the setup code."),
        ("setup_code", "", "Write the code that the command prints."),
        ("name", "", "Write what the organization is called."),
        ("owner_email", "olivia@", "is not an email address"),
        ("time_zone", "Berlin", "is not a time zone"),
    ],
)
def test_nothing_is_founded_by_what_is_wrong(
    client: Client, typed: dict[str, str], field: str, value: str, reason: str
) -> None:
    response = client.post("/start/", typed | {field: value})

    assertContains(response, reason, status_code=422)
    assertContains(response, "Olivia Owner", status_code=422)
    assert not Organization.objects.exists()
    assert not User.objects.exists()


def test_command_prints_the_code_until_somebody_was_here(settings: Settings) -> None:
    out = StringIO()
    call_command("setup_code", stdout=out)
    User.objects.create_user("somebody@example.com")

    assert setup_code(settings.SECRET_KEY) in out.getvalue()
    assert f"{settings.PUBLIC_URL}/start/" in out.getvalue()
    with pytest.raises(CommandError, match="nothing to set up"):
        call_command("setup_code", stdout=out)


def test_page_takes_no_other_method(client: Client) -> None:
    assert client.put("/start/").status_code == 405
