"""Brings the catalogs in locale/ up to date with the texts in code and templates.

    python -m tools.messages [--check]

The files hold no dates and no line numbers and are sorted by place, so that they change only where
a text does. Translations of texts that are gone go too, and none is ever guessed.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from assessment.domain.definition_files import parse_definition
from assessment.domain.practices import parse_practices
from leadership.domain.languages import DEFAULT_LANGUAGE, OWN_NAMES

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = tuple(code for code in OWN_NAMES if code != DEFAULT_LANGUAGE)
CODE = ("assessment", "config", "leadership")
LEFT_OUT = ("/migrations/", "/management/", "/demo/")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("translate", "translatable"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy", "translate_plural"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}
CLAIM = "Translators: goes on after “Seven of nine say that …” and “… knows whether …”."
WIDTH = 100
HEADER = """\
# {name} texts of Corner Office.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Bring the catalogs in locale/ up to date.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if there is need")
    check = parser.parse_args().check
    template = template_catalog()
    outdated = []
    for language in LANGUAGES:
        file, text = catalog_of(language), updated(language, template)
        if not file.exists() or file.read_text() != text:
            outdated.append(language)
            if not check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
        print(f"{language}: {translated(text)} of {len(template)} translated")
    if check and outdated:
        sys.exit(f"Run make messages: {', '.join(outdated)} lack texts or have too many.")


def catalog_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


# What is to be translated


def template_catalog() -> Catalog:
    """Every text that code and templates mark or practices say, with where it stands."""
    catalog = Catalog()
    for path, context, message, comments in sorted(messages(), key=place_in_catalog):
        text = str(path.relative_to(ROOT))
        catalog.add(message, locations=[(text, 0)], context=context, auto_comments=comments)
    return catalog


def place_in_catalog(marked: "Marked") -> tuple[str, str]:
    path, _, message, _ = marked
    return str(path), message if isinstance(message, str) else message[0]


Marked = tuple[Path, str | None, str | tuple[str, ...], list[str]]


def messages() -> Iterator[Marked]:
    for app in CODE:
        for path in (ROOT / app).rglob("*.py"):
            if not any(part in str(path) for part in LEFT_OUT):
                yield from marked_in(path, path.read_text())
    for path in (ROOT / "templates").rglob("*"):
        if path.suffix in {".html", ".txt"}:
            yield from marked_in(path, as_code(path))
    for path in (ROOT / "assessment" / "practices").glob("*.yaml"):
        yield from advised_in(path)
    for path in (ROOT / "assessment" / "questionnaires").glob("*.yaml"):
        yield from credited_in(path)


def as_code(template: Path) -> str:
    """A template as the calls that translate its texts; all else is blanked out."""
    source = templatize(template.read_text(), origin=str(template))
    return re.sub(r"(?m)^[ \t]+", "", source)


def marked_in(path: Path, code: str) -> Iterator[Marked]:
    found = extract("python", BytesIO(code.encode()), KEYWORDS, ["Translators:"])
    for _, message, comments, context in found:
        yield path, context, message, comments


def advised_in(path: Path) -> Iterator[Marked]:
    """The library of practices marks no texts: all that it says itself is translated."""
    library = parse_practices(path.name, path.read_bytes())
    for claim in library.claims.values():
        yield path, None, claim, [CLAIM]
    for text in library.texts():
        yield path, None, text, []


def credited_in(path: Path) -> Iterator[Marked]:
    """Of an instrument only what stands about its source; its translations hold the rest."""
    definition = parse_definition(path.name, path.read_bytes())
    for text in (definition.attribution, definition.source.note):
        if text:
            yield path, None, text, []


# What is translated already


def updated(language: str, template: Catalog) -> str:
    """The text of a catalog with the texts of `template` and the translations it had."""
    file = catalog_of(language)
    known = read_po(BytesIO(file.read_bytes()), locale=language) if file.exists() else Catalog()
    catalog = Catalog(locale=language)
    for message in template:
        if not message.id:
            continue
        one = message.id if isinstance(message.id, str) else message.id[0]
        had = known.get(one, message.context)
        catalog.add(
            message.id,
            had.string if had and isinstance(had.id, str) == isinstance(message.id, str) else None,
            locations=message.locations,
            context=message.context,
            auto_comments=message.auto_comments,
            user_comments=had.user_comments if had else (),
        )
    return header(language) + body(catalog)


def header(language: str) -> str:
    plural = get_plural(language).plural_forms
    return HEADER.format(language=language, name=OWN_NAMES[language], plural=plural)


def body(catalog: Catalog) -> str:
    written = BytesIO()
    write_po(
        written, catalog, width=WIDTH, sort_by_file=True, omit_header=True, include_lineno=False
    )
    return written.getvalue().decode().strip() + "\n"


def translated(text: str) -> int:
    catalog = read_po(BytesIO(text.encode()))
    return sum(1 for message in catalog if message.id and is_translated(message))


def is_translated(message: Message) -> bool:
    string = message.string
    return bool(string) and (isinstance(string, str) or all(string or ()))


if __name__ == "__main__":
    main()
