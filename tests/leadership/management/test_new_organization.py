"""Founding an organization from the terminal."""

import builtins
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from assessment.models import Organization
from leadership.models import Membership

pytestmark = pytest.mark.django_db

OPTIONS = {
    "name": "Meridian Freight",
    "time_zone": "Europe/Berlin",
    "owner_email": "Olivia@Example.com",
    "owner_name": "Olivia Owner",
}


def run(**options: str) -> list[str]:
    out = StringIO()
    call_command("new_organization", **options, stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def test_options_found_an_organization_and_end_with_a_link(client: Client) -> None:
    lines = run(**OPTIONS, fiscal_year_starts_in="4")

    owner = Membership.objects.get()
    assert (owner.organization.name, owner.organization.time_zone) == (
        "Meridian Freight",
        "Europe/Berlin",
    )
    assert owner.organization.fiscal_year_starts_in == 4
    assert (owner.user.email, owner.user.name, owner.role) == (
        "olivia@example.com",
        "Olivia Owner",
        "owner",
    )
    assert lines[-1].startswith("http://office.example/sign-in/")
    client.get(lines[-1].removeprefix("http://office.example"))
    assert client.session["_auth_user_id"] == str(owner.user.pk)


def test_what_has_a_default_need_not_be_given() -> None:
    run(**{name: value for name, value in OPTIONS.items() if name != "time_zone"})

    organization = Organization.objects.get()
    assert (organization.time_zone, organization.fiscal_year_starts_in) == ("UTC", 1)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"time_zone": "Berlin"}, "--time-zone: “Berlin” is not a time zone."),
        ({"owner_email": "olivia"}, "--owner-email: “olivia” is not an email address."),
        ({"name": "a\nb"}, "--name: Remove the invisible character U+000A"),
        ({"fiscal_year_starts_in": "13"}, "--fiscal-year-starts-in: Write a month as a number"),
    ],
)
def test_wrong_option_is_named_and_founds_nothing(wrong: dict[str, str], says: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(**OPTIONS | wrong)

    assert says in str(refused.value)
    assert not Organization.objects.exists()


def test_missing_option_is_named_where_nobody_can_be_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO())

    with pytest.raises(CommandError, match="Give --owner-name, --owner-email"):
        run(name="Meridian Freight")


def test_questions_are_asked_again_until_the_answer_can_be_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["", "Meridian", "Berlin", "Europe/Berlin", "", "Olivia", "o", "o@example.com"])
    monkeypatch.setattr(builtins, "input", lambda _: next(answers))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)

    lines = run()

    assert lines[0] == "Meridian is there, owned by o@example.com."
    organization = Organization.objects.get()
    assert (organization.time_zone, organization.fiscal_year_starts_in) == ("Europe/Berlin", 1)
    assert next(answers, None) is None


@pytest.mark.parametrize("ending", [EOFError, KeyboardInterrupt])
def test_who_stops_answering_founds_nothing(
    monkeypatch: pytest.MonkeyPatch, ending: type[BaseException]
) -> None:
    def stop(_: str) -> str:
        raise ending

    monkeypatch.setattr(builtins, "input", stop)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)

    with pytest.raises(CommandError, match="Nothing was created"):
        run()

    assert not Organization.objects.exists()
