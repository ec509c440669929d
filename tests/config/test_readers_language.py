"""Pages are in the language that their reader chose, else in that of the browser."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from leadership.models import User
from tests.leadership.mailing import a_member, an_organization
from tests.translating import bracketed, write_brackets

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _german_and_arabic(tmp_path: Path, settings: Settings) -> None:
    for code in ("de", "ar"):
        write_brackets(tmp_path, code)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("ar", "العربية")]


def asking_for(languages: str) -> Client:
    return Client(headers={"accept-language": languages})


@pytest.mark.parametrize(
    ("asked", "html", "button"),
    [
        ("de-CH,fr;q=0.9", '<html lang="de" dir="ltr">', bracketed("Send me a code")),
        ("ar", '<html lang="ar" dir="rtl">', bracketed("Send me a code")),
        ("nl,en;q=0.5", '<html lang="en" dir="ltr">', "Send me a code"),
        ("", '<html lang="en" dir="ltr">', "Send me a code"),
    ],
)
def test_signing_in_is_in_the_language_of_the_browser(asked: str, html: str, button: str) -> None:
    an_organization()

    page = asking_for(asked).get("/accounts/login/")

    assert html in page.content.decode().replace("\n     ", "")
    assert f">{button}</button>" in page.content.decode()
    assert "Accept-Language" in page["Vary"]


def a_lead_who_chose(language: str) -> User:
    user = a_member(an_organization(), "lead@meridian.example", name="Lea Lead").user
    User.objects.filter(pk=user.pk).update(language=language)
    return user


def signed_in(user: User, languages: str) -> Client:
    browser = asking_for(languages)
    browser.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.mark.parametrize(
    ("chosen", "asked", "language", "direction"),
    [
        ("", "de-AT,de;q=0.9", "de", "ltr"),
        ("", "nl", "en", "ltr"),
        ("ar", "de", "ar", "rtl"),
        ("en", "de", "en", "ltr"),
        ("xx", "de", "de", "ltr"),  # a language that is offered no more
    ],
)
@pytest.mark.parametrize(
    "path", ["/o/meridian/", "/accounts/", "/method/", "/o/meridian/no-such-page/", "/nothing/"]
)
def test_page_is_in_the_language_of_its_reader(
    path: str, chosen: str, asked: str, language: str, direction: str
) -> None:
    browser = signed_in(a_lead_who_chose(chosen), asked)

    page = browser.get(path)

    html = page.content.decode().replace("\n     ", "")
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert page["Content-Language"] == language
    assert {"Accept-Language", "Cookie"} <= set(page["Vary"].split(", "))


def test_page_that_is_refused_is_in_the_language_of_its_reader() -> None:
    lead = a_lead_who_chose("ar")

    refused = signed_in(lead, "de").get("/o/meridian/settings/")

    assert refused.status_code == 403
    assert refused["Content-Language"] == "ar"
    assert 'lang="ar"' in refused.content.decode()


def test_strangers_cost_no_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        page = asking_for("de").get("/accessibility/")

    assert page["Content-Language"] == "de"


def test_public_page_asks_for_its_reader_once(django_assert_num_queries: Any) -> None:
    browser = signed_in(a_lead_who_chose("de"), "en")

    with django_assert_num_queries(2):  # the session and the person, for the masthead anyway
        page = browser.get("/accessibility/")

    assert page["Content-Language"] == "de"


@pytest.mark.parametrize("path", ["/a/nothing/", "/u/nothing/", "/api/v1/rounds"])
def test_personal_links_and_programs_pass_it_by(path: str) -> None:
    browser = signed_in(a_lead_who_chose("ar"), "de")

    answer = browser.get(path)

    assert answer.get("Content-Language") != "ar"


def test_fault_is_told_in_the_language_of_its_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise RuntimeError

    browser = signed_in(a_lead_who_chose("de"), "en")
    browser.raise_request_exception = False
    monkeypatch.setattr("leadership.views.guards.memberships_of", fail)

    page = browser.get("/o/meridian/")

    assert page.status_code == 500
    assert 'lang="de"' in page.content.decode()
