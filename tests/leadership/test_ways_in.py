"""Every way in, what is said of a wrong try, and where it leads."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from leadership.models import AuditEntry, Membership, User
from tests.leadership.mailing import a_member, an_organization
from tests.leadership.sign_ins import (
    PASSWORD,
    app_code,
    by_code,
    by_password,
    is_signed_in,
    mailed_code,
    with_authenticator,
    with_password,
)

pytestmark = pytest.mark.django_db

LEAD = "lead@meridian.example"


@pytest.fixture
def member() -> Membership:
    cache.clear()
    return a_member(an_organization(), LEAD, name="Lea Lead")


def ways_noted() -> list[str]:
    return list(AuditEntry.objects.filter(act="signed in").values_list("about", flat=True))


def reset_link() -> str:
    found = re.search(r"http://office\.example(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_emailed_code_signs_in_and_is_noted(member: Membership, client: Client) -> None:
    answer = by_code(client, LEAD)

    assert answer["Location"] == "/"
    assert is_signed_in(client)
    assert ways_noted() == ["by an emailed code"]


def test_emailed_code_works_once(member: Membership, client: Client) -> None:
    by_code(client, LEAD)
    code = mailed_code()
    other = Client()
    other.post("/accounts/login/", {"email": LEAD})

    other.post("/accounts/login/code/confirm/", {"code": code})

    assert not is_signed_in(other)


def test_wrong_codes_end_the_try(member: Membership, client: Client) -> None:
    client.post("/accounts/login/", {"email": LEAD})

    answers = [
        client.post("/accounts/login/code/confirm/", {"code": "WRONG1"}, follow=True)
        for _ in range(3)
    ]
    client.post("/accounts/login/code/confirm/", {"code": mailed_code()})

    assert "Incorrect code." in answers[0].text
    assert "Too many failed login attempts." in answers[2].text
    assert not is_signed_in(client)


def test_another_address_can_be_given_after_a_code_was_asked_for(
    member: Membership, client: Client
) -> None:
    client.post("/accounts/login/", {"email": "typo@meridian.example"})

    assert "Send me a code" in client.get("/accounts/login/").text


def test_password_signs_in_with_any_spelling(member: Membership, client: Client) -> None:
    with_password(member.user)

    by_password(client, " Lead@MERIDIAN.example ")

    assert is_signed_in(client)
    assert ways_noted() == ["by a password"]


def test_wrong_password_and_unknown_address_are_told_the_same(member: Membership) -> None:
    with_password(member.user)
    a_member(member.organization, "without@meridian.example")

    answers = [
        by_password(Client(), email, "something else entirely")
        for email in (LEAD, "without@meridian.example", "nobody@meridian.example")
    ]

    assert {answer.status_code for answer in answers} == {200}
    said = {re.sub(r"value=\"[^\"]*\"", "", answer.content.decode()) for answer in answers}
    assert len(said) == 1
    assert "The address or the password is wrong." in said.pop()


def test_five_wrong_passwords_lock_an_address_whether_known_or_not(member: Membership) -> None:
    with_password(member.user)
    for email in (LEAD, "nobody@meridian.example"):
        for _ in range(5):
            by_password(Client(), email, "something else entirely")

        answer = by_password(Client(), email)

        assert "Too many failed login attempts." in answer.content.decode()


def test_people_who_left_cannot_sign_in(member: Membership, client: Client) -> None:
    User.objects.update(is_active=False)

    client.post("/accounts/login/", {"email": LEAD})

    assert mail.outbox[-1].subject == "There is no account for this address"


# Setting a password


def test_password_is_set_by_a_mailed_link_that_works_once(
    member: Membership, client: Client
) -> None:
    client.post("/accounts/password/reset/", {"email": LEAD.upper()})
    link = reset_link()
    form = client.get(link)["Location"]

    saved = client.post(form, {"password1": PASSWORD})

    assert saved["Location"] == "/accounts/login/"
    assert not is_signed_in(client)
    by_password(client, LEAD)
    assert is_signed_in(client)
    assert "This link works no more" in Client().get(link, follow=True).text
    assert AuditEntry.objects.filter(act="password set", by=LEAD).count() == 1
    assert mail.outbox[-1].subject == "How you sign in to Corner Office has changed"


@pytest.mark.parametrize("password", ["short", "password1234", "937465827364", LEAD])
def test_weak_password_is_refused(member: Membership, client: Client, password: str) -> None:
    client.post("/accounts/password/reset/", {"email": LEAD})
    form = client.get(reset_link())["Location"]

    answer = client.post(form, {"password1": password})

    assert "Something needs to be put right" in answer.text
    member.user.refresh_from_db()
    assert not member.user.has_usable_password()


def test_reset_says_the_same_of_known_and_unknown_addresses(member: Membership) -> None:
    known, unknown = Client(), Client()

    one = known.post("/accounts/password/reset/", {"email": LEAD})
    other = unknown.post("/accounts/password/reset/", {"email": "nobody@meridian.example"})

    assert (one.status_code, one["Location"]) == (other.status_code, other["Location"])
    pages = {browser.get(one["Location"]).text for browser in (known, unknown)}
    assert len(pages) == 1
    assert [message.to for message in mail.outbox] == [[LEAD], ["nobody@meridian.example"]]


def test_link_of_the_reset_follows_no_host_header(member: Membership, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["office.example", "other.example"]

    Client().post("/accounts/password/reset/", {"email": LEAD}, headers={"host": "other.example"})

    assert "http://office.example/accounts/password/reset/" in str(mail.outbox[0].body)
    assert "other.example" not in str(mail.outbox[0].body)


def test_foreign_host_is_refused(client: Client) -> None:
    assert client.get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400


# Where it leads

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "http://office.example@evil.example/",
    "https://other.example/",
    "\thttps://evil.example/",
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_way_in_leads_to_another_host(
    member: Membership, settings: Settings, elsewhere: str
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    with_password(member.user)
    places = [by_code(Client(), LEAD, next=elsewhere)["Location"]]
    asked: Any = {"login": LEAD, "password": PASSWORD, "next": elsewhere}
    places.append(Client().post("/accounts/login/password/", asked)["Location"])

    signed_in = Client()
    signed_in.force_login(member.user)
    for page in ("/accounts/login/", "/accounts/login/password/", "/accounts/login/single/"):
        answer = signed_in.get(page, {"next": elsewhere})
        places.append(answer.get("Location", "/"))

    assert set(places) == {"/"}


def test_way_in_leads_to_the_page_that_was_asked_for(member: Membership, client: Client) -> None:
    assert by_code(client, LEAD, next="/o/meridian/rounds/")["Location"] == "/o/meridian/rounds/"


# A second factor


@pytest.fixture
def careful(member: Membership) -> Membership:
    with_authenticator(with_password(member.user))
    return member


@pytest.mark.parametrize("begin", [by_code, by_password])
def test_second_factor_is_asked_for(careful: Membership, client: Client, begin: Any) -> None:
    answer = begin(client, LEAD)

    assert answer["Location"] == "/accounts/login/second/"
    assert not is_signed_in(client)


def test_code_of_the_app_signs_in_and_works_once(careful: Membership, client: Client) -> None:
    by_code(client, LEAD)
    code = app_code()

    client.post("/accounts/login/second/", {"code": code})

    assert is_signed_in(client)
    assert ways_noted() == ["by an emailed code and an authenticator app"]
    other = Client()
    by_password(other, LEAD)
    other.post("/accounts/login/second/", {"code": code})
    assert not is_signed_in(other)


def test_wrong_codes_of_the_app_lock(careful: Membership, client: Client) -> None:
    by_password(client, LEAD)

    said = [client.post("/accounts/login/second/", {"code": "000000"}).text for _ in range(6)]
    client.post("/accounts/login/second/", {"code": app_code()})

    assert "Incorrect code." in said[0]
    assert "Too many failed login attempts." in said[5]
    assert not is_signed_in(client)


def test_password_reset_does_not_pass_the_second_factor_by(
    careful: Membership, client: Client
) -> None:
    client.post("/accounts/password/reset/", {"email": LEAD})
    client.post(client.get(reset_link())["Location"], {"password1": "another long pass phrase"})

    answer = by_password(client, LEAD, "another long pass phrase")

    assert answer["Location"] == "/accounts/login/second/"
    assert not is_signed_in(client)


def test_secret_under_another_key_lets_nobody_in(
    careful: Membership, client: Client, settings: Settings
) -> None:
    settings.LINK_KEY = "another key"
    by_password(client, LEAD)

    client.post("/accounts/login/second/", {"code": app_code()})

    assert not is_signed_in(client)
