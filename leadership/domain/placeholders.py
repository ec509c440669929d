"""The words in braces that a lead may put into a mail text, and how they are filled.

A text is read once, from left to right, and nothing but the names on the list is replaced: the
values are never looked at, and no template language ever sees either.
"""

import re
from collections.abc import Mapping
from typing import Final

from assessment.domain.language import translatable

PLACEHOLDERS: Final[Mapping[str, str]] = {
    "name": translatable("the person’s name"),
    "organization": translatable("the name of your organization"),
    "round": translatable("the round, such as Q4 2026"),
    "last_day": translatable("the last day to answer, such as 14 December"),
}

_ONE = re.compile(r"(?<!\{)\{(" + "|".join(PLACEHOLDERS) + r")\}(?!\})")
_ANYTHING_IN_BRACES = re.compile(r"\{+[^{}\n]*\}+")
_NAME_THAT_BEGINS = re.compile(r"^\{name\}[,:;!]?[ \t]*(.?)", re.MULTILINE)
_NAME_WITHIN = re.compile(r"(?:,?[ \t]+)?(?<!\{)\{name\}(?!\})")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in place of their names; `{nmae}`, `{{name}}` and `{0}` stay as they are."""
    return _ONE.sub(lambda match: values.get(match[1], match[0]), text)


def unknown_placeholders(text: str) -> tuple[str, ...]:
    """Whatever stands in braces and would be sent as it is, each once, in order."""
    found = (match[0] for match in _ANYTHING_IN_BRACES.finditer(text))
    return tuple(dict.fromkeys(one for one in found if not _ONE.fullmatch(one)))


def without_name(text: str) -> str:
    """The text for somebody whose name is not known.

    "Thank you, {name}." becomes "Thank you.", and "{name}, two minutes?" becomes "Two minutes?".
    """
    begun = _NAME_THAT_BEGINS.sub(lambda match: match[1].upper(), text)
    return _NAME_WITHIN.sub("", begun)
