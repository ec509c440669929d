"""A language that nobody speaks: every text that is marked for translation stands in brackets.

Whatever stands outside of the brackets on a page or in a mail was not marked, or is a value.
"""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural

from tools.messages import template_catalog

OPEN, CLOSED = "⟦", "⟧"
SPOKEN = "de"  # its code is taken, its words are not
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def write_brackets(folder: Path, language: str = SPOKEN, *, with_holes: bool = False) -> None:
    """Put a compiled catalog under `folder` in which each translation is the text in brackets.

    With holes, what is filled into a text stands outside of its brackets.
    """
    target = folder / language / "LC_MESSAGES"
    target.mkdir(parents=True)
    (target / "django.mo").write_bytes(_compiled(language, with_holes=with_holes))


@cache
def _compiled(language: str, *, with_holes: bool) -> bytes:
    catalog = Catalog(locale=language)
    written = _with_holes if with_holes else bracketed
    for message in _template():
        if isinstance(message.id, str) and message.id:
            catalog.add(message.id, written(message.id), context=message.context)
        elif message.id:
            one, many = message.id
            forms = [written(one), *[written(many)] * (get_plural(language).num_plurals - 1)]
            catalog.add((one, many), tuple(forms), context=message.context)
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


@cache
def _template() -> Catalog:
    return template_catalog()


def bracketed(text: str) -> str:
    return f"{OPEN}{text}{CLOSED}"


def _with_holes(text: str) -> str:
    return bracketed(PLACEHOLDER.sub(rf"{CLOSED}\g<0>{OPEN}", text))


def outside_brackets(text: str) -> str:
    """What is left of a text without the brackets and all that stands in them."""
    kept, depth = [], 0
    for character in text:
        depth += character == OPEN
        if not depth:
            kept.append(character)
        depth -= character == CLOSED
    return " ".join("".join(kept).split())
