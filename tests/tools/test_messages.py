"""Bringing the catalogs up to date: what is found, what is kept, what goes."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import messages
from tools.messages import as_code, catalog_of, marked_in, updated

TEMPLATE = """{% load i18n %}
  <p>{% translate "Sign in" %} isn't {# it's #} {{ name }}</p>
  {% blocktranslate trimmed count number=count %}
    One of {{ all }}
  {% plural %}
    {{ number }} of {{ all }}
  {% endblocktranslate %}
  {% translate "May" context "month" %}
"""


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    return tmp_path


def a_template(*texts: str | tuple[str, str]) -> Catalog:
    catalog = Catalog()
    for text in texts:
        catalog.add(text, locations=[("leadership/some.py", 0)])
    return catalog


def write(language: str, text: str) -> None:
    catalog_of(language).parent.mkdir(parents=True, exist_ok=True)
    catalog_of(language).write_text(text)


def test_texts_are_found_in_templates(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(TEMPLATE)

    found = [(context, text) for _, context, text, _ in marked_in(page, as_code(page))]

    assert found == [
        (None, "Sign in"),
        (None, ("One of %(all)s", "%(number)s of %(all)s")),
        ("month", "May"),
    ]


def test_texts_are_found_in_code_and_in_domain(tmp_path: Path) -> None:
    code = """
        A = translatable("Two "
                         "lines")
        b = translate("One").format(a=1) + gettext("Two") + _("Three") + gettext(name)
        c = translate_plural("a week", "{n} weeks", n) + ngettext("a day", "%(n)s days", n)
    """

    found = [text for _, _, text, _ in marked_in(tmp_path, code.replace("\n        ", "\n"))]

    assert found == [
        "Two lines",
        "One",
        "Two",
        "Three",
        ("a week", "{n} weeks"),
        ("a day", "%(n)s days"),
    ]


def test_translations_are_kept_and_those_of_gone_texts_go(locale: Path) -> None:
    before = updated("de", a_template("One", "Gone"))
    write("de", before.replace('"One"\nmsgstr ""', '"One"\nmsgstr "Eins"'))

    after = updated("de", a_template("One", "New"))

    assert 'msgid "One"\nmsgstr "Eins"' in after
    assert 'msgid "New"\nmsgstr ""' in after
    assert "Gone" not in after
    assert "fuzzy" not in after


def test_text_that_now_has_a_plural_is_translated_anew(locale: Path) -> None:
    before = updated("pl", a_template("One"))
    write("pl", before.replace('"One"\nmsgstr ""', '"One"\nmsgstr "Jeden"'))

    after = updated("pl", a_template(("One", "Many")))

    assert "Jeden" not in after
    assert 'msgstr[2] ""' in after


def test_nothing_changes_without_need(locale: Path) -> None:
    template = a_template("One", ("a {n}", "some {n}"))
    write("ar", updated("ar", template))

    again = updated("ar", template)

    assert again == catalog_of("ar").read_text()
    assert "POT-Creation-Date" not in again
    assert '"Plural-Forms: nplurals=6;' in again
    assert "#: leadership/some.py\n" in again


def test_advice_and_credits_are_texts_to_translate() -> None:
    places = {
        text: {path for path, _ in message.locations}
        for message in messages.template_catalog()
        if isinstance(text := message.id, str)
    }

    claim = "the strategic plans discuss customer experience"
    credit = "After “Customer-Centricity Starts at the Top”, the Rackspace blog."
    assert places[claim] == {"assessment/practices/eight-signs.yaml"}
    assert places[credit] == {"assessment/questionnaires/tone-at-the-top.yaml"}
    assert "How customer-centric is {organization} today?" not in places
