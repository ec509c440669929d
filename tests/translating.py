"""A language that nobody speaks: every text that is marked for translation stands in brackets.

Whatever stands outside of the brackets on a page or in a mail was not marked, or is a value.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural

from tools.messages import template_catalog

OPEN, CLOSED = "⟦", "⟧"
SPOKEN = "de"  # its code is taken, its words are not


def write_brackets(folder: Path, language: str = SPOKEN) -> None:
    """Compile a catalog under `folder` in which each translation is the text in brackets."""
    catalog = Catalog(locale=language)
    for message in template_catalog():
        if isinstance(message.id, str) and message.id:
            catalog.add(message.id, bracketed(message.id), context=message.context)
        elif message.id:
            one, many = message.id
            forms = [bracketed(one), *[bracketed(many)] * (get_plural(language).num_plurals - 1)]
            catalog.add((one, many), tuple(forms), context=message.context)
    target = folder / language / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "django.mo").open("wb") as file:
        write_mo(file, catalog)


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
