"""Signing in by an emailed code."""

import re

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import Settings

from tests.leadership.mailing import a_member, an_organization

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _any_spelling(settings: Settings) -> None:
    settings.ACCOUNT_FORMS = {"request_login_code": "leadership.sign_in_forms.RequestCodeForm"}


def test_code_is_mailed_in_text_and_html() -> None:
    a_member(an_organization(), "lead@meridian.example", name="Lea Lead")

    Client().post("/accounts/login/", {"email": "lead@meridian.example"})

    message = mail.outbox[0]
    assert isinstance(message, EmailMultiAlternatives)
    assert message.subject == "Your sign-in code for Corner Office"
    assert message.to == ["lead@meridian.example"]
    code = re.search(r"^    (\S{6,})$", str(message.body), re.MULTILINE)
    assert code
    assert code[1] in str(message.alternatives[0][0])
    assert message.extra_headers["Message-ID"].endswith("@office.example>")


@pytest.mark.parametrize("written", ["LEAD@Meridian.example", "lead@bücher.example"])
def test_any_spelling_of_the_address_finds_the_member(written: str) -> None:
    organization = an_organization()
    a_member(organization, "lead@meridian.example")
    a_member(organization, "lead@xn--bcher-kva.example")

    Client().post("/accounts/login/", {"email": written})

    assert mail.outbox[0].subject == "Your sign-in code for Corner Office"


def test_unknown_address_is_told_so_by_mail_only() -> None:
    known, unknown = Client(), Client()
    a_member(an_organization(), "lead@meridian.example")

    one = known.post("/accounts/login/", {"email": "lead@meridian.example"})
    other = unknown.post("/accounts/login/", {"email": "nobody@meridian.example"})

    assert (one.status_code, one["Location"]) == (other.status_code, other["Location"])
    assert mail.outbox[1].subject == "There is no account for this address"
    assert "sign up" not in mail.outbox[1].body


def test_mail_server_that_fails_is_said_on_the_page(settings: Settings) -> None:
    a_member(an_organization(), "lead@meridian.example")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = Client().post("/accounts/login/", {"email": "lead@meridian.example"}, follow=True)

    assert response.status_code == 200
    assert "could not be sent just now" in response.text


def test_new_installation_says_what_comes_before_signing_in(client: Client) -> None:
    before = client.get("/accounts/login/", follow=True)

    an_organization()

    assert before.redirect_chain == [("/start/", 302)]
    assert "manage.py setup_code" in before.content.decode()
    assert "manage.py" not in client.get("/accounts/login/").content.decode()


def test_nobody_signs_up() -> None:
    response = Client().post("/accounts/signup/", {"email": "new@meridian.example"})

    assert "Nobody signs up here." in response.text
    assert not mail.outbox
