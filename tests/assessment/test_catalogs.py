"""The catalogs in locale/: compiled when they have changed, and missed when they are not."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import gettext, override
from pytest_django import Settings

from assessment.catalogs import catalogs_are_compiled, compiled, is_stale

CATALOG = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Thank you. Your answers were sent."
msgstr "Danke. Ihre Antworten sind da."
"""


@pytest.fixture
def catalog(tmp_path: Path, settings: Settings) -> Path:
    settings.LOCALE_PATHS = [tmp_path]
    catalog = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(CATALOG)
    return catalog


def test_command_compiles_what_django_reads(catalog: Path) -> None:
    said = StringIO()

    call_command("compile_translations", stdout=said)

    with override("de"):
        assert gettext("Thank you. Your answers were sent.") == "Danke. Ihre Antworten sind da."
    assert said.getvalue() == "1 compiled.\n"
    assert [file.name for file in sorted(catalog.parent.iterdir())] == ["django.mo", "django.po"]


def test_command_leaves_alone_what_is_compiled(catalog: Path) -> None:
    call_command("compile_translations", verbosity=0)
    said = StringIO()

    call_command("compile_translations", stdout=said)

    assert said.getvalue() == "0 compiled.\n"


def test_catalog_that_was_changed_is_stale_again(catalog: Path) -> None:
    call_command("compile_translations", verbosity=0)
    made = compiled(catalog).stat().st_mtime

    os.utime(catalog, (made + 5, made + 5))

    assert is_stale(catalog)


def test_check_names_the_language_and_the_command(catalog: Path) -> None:
    found = catalogs_are_compiled()

    assert [error.id for error in found] == ["assessment.E001"]
    assert "were changed since: de." in found[0].msg
    assert found[0].hint == "Run: manage.py compile_translations"


def test_check_is_content_when_all_is_compiled(catalog: Path) -> None:
    call_command("compile_translations", verbosity=0)

    assert catalogs_are_compiled() == []
