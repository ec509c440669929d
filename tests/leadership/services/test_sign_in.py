"""Sign-in links: whom they sign in, and for how long."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.urls import resolve

from leadership.models import User
from leadership.services.sign_in import (
    SignInLinkExpired,
    SignInLinkUnknown,
    sign_in_link,
    user_behind,
)
from tests.leadership.conftest import NOW

pytestmark = pytest.mark.django_db
ORIGIN = "http://office.example"


@pytest.fixture
def user() -> User:
    return User.objects.create_user("anna@example.com", "Anna")


def token_of(link: str) -> str:
    assert link.startswith(f"{ORIGIN}/sign-in/")
    token: str = resolve(link.removeprefix(ORIGIN)).kwargs["token"]
    return token


def test_link_leads_to_the_person(user: User) -> None:
    assert user_behind(token_of(sign_in_link(user))) == user


@pytest.mark.parametrize("hours", [1, 12])
def test_link_works_for_its_lifetime_and_no_longer(user: User, hours: int) -> None:
    lifetime = timedelta(hours=hours)
    with time_machine.travel(NOW, tick=False):
        token = token_of(sign_in_link(user, lifetime=lifetime))

    with time_machine.travel(NOW + lifetime - timedelta(seconds=1), tick=False):
        assert user_behind(token) == user
    with (
        time_machine.travel(NOW + lifetime + timedelta(seconds=1), tick=False),
        pytest.raises(SignInLinkExpired),
    ):
        user_behind(token)


def test_link_is_worthless_once_the_person_may_not_sign_in(user: User) -> None:
    token = token_of(sign_in_link(user))
    User.objects.update(is_active=False)

    with pytest.raises(SignInLinkUnknown):
        user_behind(token)


def test_link_is_worthless_once_the_address_changed(user: User) -> None:
    token = token_of(sign_in_link(user))
    User.objects.update(email="berta@example.com")

    with pytest.raises(SignInLinkUnknown):
        user_behind(token)


@pytest.mark.parametrize("token", ["x", "a:b:c", "é", ":" * 50])
def test_made_up_token_is_unknown(token: str) -> None:
    with pytest.raises(SignInLinkUnknown):
        user_behind(token)


def test_token_signed_for_something_else_is_unknown(user: User) -> None:
    signed = {"user": user.pk, "email": user.email, "seconds": 3600}
    token = signing.TimestampSigner(salt="something else").sign_object(signed)

    with pytest.raises(SignInLinkUnknown):
        user_behind(token)


def test_altered_token_is_unknown(user: User) -> None:
    token = token_of(sign_in_link(user))

    with pytest.raises(SignInLinkUnknown):
        user_behind(f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}")
