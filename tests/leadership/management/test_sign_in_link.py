"""Printing a sign-in link."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from leadership.models import User
from leadership.services.sign_in import user_behind

pytestmark = pytest.mark.django_db


def test_link_is_printed_for_any_spelling_of_the_address() -> None:
    user = User.objects.create_user("anna@example.com")
    out = StringIO()

    call_command("sign_in_link", "Anna@Example.com", stdout=out)

    token = out.getvalue().strip().removeprefix("http://office.example/sign-in/").rstrip("/")
    assert user_behind(token) == user


@pytest.mark.parametrize(
    ("address", "says"),
    [("bob@example.com", "Nobody signs in with bob@example.com."), ("bob", "not an email address")],
)
def test_unknown_person_is_refused(address: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("sign_in_link", address)


@pytest.mark.parametrize("hours", [0, 10**12])
def test_hours_out_of_reach_are_refused(hours: int) -> None:
    User.objects.create_user("anna@example.com")

    with pytest.raises(CommandError, match="--hours is a number from 1 to 8760"):
        call_command("sign_in_link", "anna@example.com", hours=hours)
