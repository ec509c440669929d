"""A language that nobody speaks: every text that is marked for translation stands in brackets.

Whatever stands outside of the brackets on a page or in a mail was not marked, or is a value.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural

from tools.messages import template_catalog

OPEN, CLOSED = "⟦", "⟧"
SPOKEN = "de"  # its code is taken, its words are not


def write_brackets(folder: Path, language: str = SPOKEN) -> None:
    """Put a compiled catalog under `folder` in which each translation is the text in brackets."""
    target = folder / language / "LC_MESSAGES"
    target.mkdir(parents=True)
    (target / "django.mo").write_bytes(_compiled(language))


@cache
def _compiled(language: str) -> bytes:
    catalog = Catalog(locale=language)
    for message in _template():
        if isinstance(message.id, str) and message.id:
            catalog.add(message.id, bracketed(message.id), context=message.context)
        elif message.id:
            one, many = message.id
            forms = [bracketed(one), *[bracketed(many)] * (get_plural(language).num_plurals - 1)]
            catalog.add((one, many), tuple(forms), context=message.context)
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


@cache
def _template() -> Catalog:
    return template_catalog()


def bracketed(text: str) -> str:
    return f"{OPEN}{text}{CLOSED}"


def outside_brackets(text: str) -> str:
    """What is left of a text without the brackets and all that stands in them."""
    kept, depth = [], 0
    for character in text:
        depth += character == OPEN
        if not depth:
            kept.append(character)
        depth -= character == CLOSED
    return " ".join("".join(kept).split())
