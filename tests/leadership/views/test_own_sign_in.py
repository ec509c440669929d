"""The page “Your sign-in” and what it leads to."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from leadership.domain.roles import Role
from leadership.models import AuditEntry, Membership
from tests.leadership.mailing import a_member, an_organization
from tests.leadership.sign_ins import (
    PASSWORD,
    app_code,
    by_code,
    by_password,
    is_signed_in,
    with_authenticator,
    with_password,
)

pytestmark = pytest.mark.django_db

LEAD = "lead@meridian.example"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def member() -> Membership:
    cache.clear()
    return a_member(an_organization(), LEAD, Role.LEAD, name="Lea Lead")


@pytest.fixture
def here(member: Membership) -> Client:
    client = Client(headers={"user-agent": FIREFOX})
    by_code(client, LEAD)
    return client


def acts() -> list[tuple[str, str]]:
    noted = AuditEntry.objects.exclude(act="signed in").order_by("pk")
    return list(noted.values_list("act", "about"))


def test_page_says_how_and_where_somebody_signs_in(here: Client) -> None:
    page = here.get("/accounts/").text

    assert f"<strong>{LEAD}</strong>" in page
    assert "You have none." in page
    assert "Firefox · Linux" in page
    assert "this browser" in page
    assert page.count("Sign out there") == 0


def test_masthead_leads_there(here: Client) -> None:
    assert '<a href="/accounts/">Your sign-in</a>' in here.get("/o/meridian/").text


@pytest.mark.parametrize(("others", "queries"), [(0, 6), (2, 6)])
def test_queries_of_the_page(
    here: Client, others: int, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(others):
        by_code(Client(), LEAD)

    with django_assert_num_queries(queries):
        here.get("/accounts/")


def test_signed_out_is_sent_to_sign_in(client: Client) -> None:
    assert client.get("/accounts/")["Location"] == "/accounts/login/?next=/accounts/"


def test_page_takes_no_post(here: Client) -> None:
    assert here.post("/accounts/").status_code == 405


# Where somebody is signed in


def test_another_browser_is_signed_out_from_here(here: Client) -> None:
    other = Client()
    by_code(other, LEAD)
    found = re.search(r"/accounts/sign-ins/\d+/end/", here.get("/accounts/").text)
    assert found

    page = here.post(found[0], follow=True).text

    assert "Signed out there." in page
    assert not is_signed_in(other)
    assert is_signed_in(here)
    assert acts() == [("sign-in ended", "1 other browser")]


def test_all_others_are_signed_out_at_once(here: Client) -> None:
    others = [Client(), Client()]
    for other in others:
        by_code(other, LEAD)

    here.post("/accounts/sign-ins/end/")

    assert [is_signed_in(other) for other in others] == [False, False]
    assert is_signed_in(here)
    assert acts() == [("sign-in ended", "2 other browsers")]


def test_nobody_ends_the_sign_in_of_somebody_else(here: Client, member: Membership) -> None:
    a_member(member.organization, "other@meridian.example")
    other = Client()
    by_code(other, "other@meridian.example")
    by_code(another := Client(), "other@meridian.example")
    found = re.search(r"/accounts/sign-ins/\d+/end/", other.get("/accounts/").text)
    assert found

    assert here.post(found[0]).status_code == 404
    assert is_signed_in(another)


# How long a sign-in lasts


def test_sign_in_ends_after_some_hours_however_busy(here: Client) -> None:
    began = timezone.now()
    for hours in range(1, 12):
        with time_machine.travel(began + timedelta(hours=hours), tick=False):
            assert is_signed_in(here)

    with time_machine.travel(began + timedelta(hours=12, seconds=1), tick=False):
        assert not is_signed_in(here)


def test_sign_in_ends_when_idle(here: Client) -> None:
    began = timezone.now()
    with time_machine.travel(began + timedelta(minutes=119), tick=False):
        assert is_signed_in(here)
    with time_machine.travel(began + timedelta(minutes=119 + 121), tick=False):
        assert not is_signed_in(here)


def test_limits_are_those_of_the_installation(here: Client, settings: Settings) -> None:
    settings.SESSION_IDLE_MINUTES = 5

    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        assert not is_signed_in(here)


# Password


def test_password_is_set_and_other_browsers_are_signed_out(here: Client) -> None:
    other = Client()
    by_code(other, LEAD)

    answer = here.post("/accounts/password/set/", {"password1": PASSWORD})

    assert answer["Location"] == "/accounts/"
    assert is_signed_in(here)
    assert not is_signed_in(other)
    assert acts() == [("password set", "their own")]
    assert "A new password was set." in mail.outbox[-1].body


def test_password_is_changed_with_the_one_until_now(here: Client, member: Membership) -> None:
    here.post("/accounts/password/set/", {"password1": PASSWORD})
    new = {"password1": "another long pass phrase"}

    wrong = here.post("/accounts/password/change/", {"oldpassword": "not this one", **new})
    right = here.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new})

    assert "This is not your password." in wrong.text
    assert right["Location"] == "/accounts/"
    member.user.refresh_from_db()
    assert member.user.check_password(new["password1"])


# Second factors


@pytest.mark.django_db(transaction=True)
def test_authenticator_is_added_with_its_first_code(here: Client) -> None:
    page = here.get("/accounts/authenticator/add/")
    secret = re.search(r"<code dir=\"ltr\">(\w+)</code>", page.text)
    assert secret
    assert 'src="data:image/svg+xml;base64,' in page.text
    wrong = here.post("/accounts/authenticator/add/", {"code": "000000"})
    code = format_hotp_value(hotp_value(secret[1], int(timezone.now().timestamp()) // 30))
    right = here.post("/accounts/authenticator/add/", {"code": code})

    assert "Incorrect code." in wrong.text
    assert right["Location"] == "/accounts/recovery-codes/"
    assert secret[1] not in str(Authenticator.objects.get(type="totp").data)
    assert "An authenticator app was added." in mail.outbox[-1].body
    assert acts() == [
        ("second factor added", "authenticator app"),
        ("second factor added", "recovery codes"),
    ]


def test_recovery_code_replaces_the_app_once(here: Client, member: Membership) -> None:
    with_authenticator(member.user)
    here.post("/accounts/recovery-codes/make/")
    code = re.findall(r"<li><code>(\d{8})</code>", here.get("/accounts/recovery-codes/").text)[0]
    lost, again = Client(), Client()

    for client in (lost, again):
        by_code(client, LEAD)
        client.post("/accounts/login/second/", {"code": code})

    assert (is_signed_in(lost), is_signed_in(again)) == (True, False)
    assert AuditEntry.objects.filter(about="by an emailed code and a recovery code").exists()
    assert "9 codes are left." in here.get("/accounts/").text


def test_recovery_codes_are_a_file(here: Client, member: Membership) -> None:
    with_authenticator(member.user)
    here.post("/accounts/recovery-codes/make/")

    file = here.get("/accounts/recovery-codes/download/")

    assert "attachment" in file["Content-Disposition"]
    assert len(re.findall(r"^\d{8}$", file.text, re.MULTILINE)) == 10


def test_authenticator_is_removed(here: Client, member: Membership) -> None:
    with_authenticator(member.user)

    answer = here.post("/accounts/authenticator/remove/")

    assert answer["Location"] == "/accounts/"
    assert not Authenticator.objects.exists()
    assert acts() == [("second factor removed", "authenticator app")]


def test_after_a_while_somebody_proves_again_who_they_are(here: Client, member: Membership) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
        without_anything = here.get("/accounts/authenticator/add/").text
        with_authenticator(with_password(member.user))
        by_password(client := Client(), LEAD)
        client.post("/accounts/login/second/", {"code": app_code()})
    with time_machine.travel(timezone.now() + timedelta(minutes=40), tick=True):
        asked = client.get("/accounts/recovery-codes/make/")
        proved = client.post(asked["Location"], {"password": PASSWORD})

        assert "Sign in once more first." in without_anything
        assert asked["Location"].startswith("/accounts/again/password/")
        assert proved["Location"] == "/accounts/recovery-codes/make/"
        assert client.get(proved["Location"]).status_code == 200


# Required second factors


@pytest.fixture
def _required(settings: Settings) -> None:
    settings.MFA_REQUIRED = True


@pytest.mark.usefixtures("_required")
def test_required_second_factor_comes_before_everything(here: Client, member: Membership) -> None:
    assert here.get("/o/meridian/")["Location"] == "/accounts/"
    assert "asks for a second factor" in here.get("/accounts/").text
    assert here.get("/accounts/authenticator/add/").status_code == 200

    with_authenticator(member.user)

    assert here.get("/o/meridian/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_required_second_factor_is_not_removed(here: Client, member: Membership) -> None:
    with_authenticator(member.user)

    page = here.post("/accounts/authenticator/remove/").text

    assert "A second factor is required here." in page
    assert Authenticator.objects.count() == 1
