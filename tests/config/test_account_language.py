"""The pages of signing in follow the browser's language, and no others do."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

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


def test_pages_behind_it_are_english_as_a_whole() -> None:
    member = a_member(an_organization(), "lead@meridian.example", name="Lea Lead")
    browser = asking_for("de")
    browser.force_login(member.user, "django.contrib.auth.backends.ModelBackend")
    browser.get("/accounts/login/")

    page = browser.get("/o/meridian/").content.decode()

    assert 'lang="en"' in page
    assert "⟦" not in page
