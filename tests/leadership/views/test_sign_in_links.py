"""Signing in by a link that a command printed."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from leadership.models import User
from leadership.services.sign_in import sign_in_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user("anna@example.com", "Anna")


def path_for(user: User) -> str:
    return sign_in_link(user).removeprefix("http://office.example")


def test_link_signs_in_and_goes_to_the_start(client: Client, user: User) -> None:
    answer = client.get(path_for(user))

    assertRedirects(answer, "/", fetch_redirect_response=False)
    assert get_user(client) == user
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_link_works_again_with_a_new_session(client: Client, user: User) -> None:
    path = path_for(user)
    keys = set()

    for _ in range(2):
        client.get(path)
        keys.add(client.session.session_key)

    assert len(keys) == 2
    assert get_user(client) == user


def test_link_takes_over_from_somebody_else(client: Client, user: User) -> None:
    client.force_login(User.objects.create_user("bob@example.com"))

    client.get(path_for(user))

    assert get_user(client) == user


def test_expired_link_says_how_to_get_another(client: Client, user: User) -> None:
    path = path_for(user)

    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        page = client.get(path)

    assertContains(page, "This sign-in link has expired.", status_code=410)
    assertContains(page, "manage.py sign_in_link", status_code=410)
    assert not get_user(client).is_authenticated
    assert page["Referrer-Policy"] == "no-referrer"


def test_link_of_somebody_who_may_not_sign_in_is_refused(client: Client, user: User) -> None:
    path = path_for(user)
    User.objects.update(is_active=False)

    assertContains(client.get(path), "This sign-in link is not valid.", status_code=400)


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "%C3%A9"])
def test_made_up_link_is_refused(client: Client, token: str) -> None:
    page = client.get(f"/sign-in/{token}/")

    assertContains(page, "This sign-in link is not valid.", status_code=400)


@pytest.mark.parametrize("method", ["head", "post"])
def test_only_get_signs_in(client: Client, user: User, method: str) -> None:
    answer = client.generic(method.upper(), path_for(user))

    assert answer.status_code == 405
    assert not get_user(client).is_authenticated
