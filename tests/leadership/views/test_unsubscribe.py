"""Not being asked again, by button and by one click."""

import pytest
from django.test import Client
from django.urls import reverse

from leadership.domain.tokens import Purpose, make_token
from leadership.links import answer_token, unsubscribe_link
from leadership.models import Invitation, OptOut
from tests.leadership.mailing import an_invited_contact, an_open_round

pytestmark = pytest.mark.django_db


def path_of(invitation: Invitation) -> str:
    return unsubscribe_link(invitation).removeprefix("http://office.example")


@pytest.fixture
def invitation() -> Invitation:
    return an_invited_contact(an_open_round())


def test_page_asks_and_writes_nothing(client: Client, invitation: Invitation) -> None:
    for method in (client.get, client.head):
        response = method(path_of(invitation))

        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
    assert "Shall Meridian Freight stop asking you?" in client.get(path_of(invitation)).text
    assert not OptOut.objects.exists()


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "One-Click"}])
def test_post_opts_out_without_cookie_or_form_and_twice_is_once(
    invitation: Invitation, body: dict[str, str]
) -> None:
    client = Client(enforce_csrf_checks=True)

    for _ in range(2):
        response = client.post(path_of(invitation), body)

        assert response.status_code == 200
        assert "will not ask you again" in response.text
        assert not response.cookies
    assert OptOut.objects.count() == 1


def test_link_of_an_earlier_mail_still_works(client: Client, invitation: Invitation) -> None:
    path = path_of(invitation)
    Invitation.objects.update(generation=2)

    assert client.post(path).status_code == 200
    assert OptOut.objects.count() == 1


def test_unknown_forged_and_foreign_links_say_so(client: Client, invitation: Invitation) -> None:
    forged = make_token("another key", Purpose.UNSUBSCRIBE, invitation.pk, 1)
    for token in ("x", forged, answer_token(invitation)):
        for method in (client.get, client.post):
            response = method(reverse("leadership:unsubscribe", args=[token]))

            assert response.status_code == 404
            assert "This link does not work" in response.text
    assert not OptOut.objects.exists()


def test_other_methods_are_refused(client: Client, invitation: Invitation) -> None:
    assert client.put(path_of(invitation)).status_code == 405
