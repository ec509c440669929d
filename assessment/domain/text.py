"""What a text that people write may hold: a name, a subject, a paragraph."""

import unicodedata

from assessment.domain.language import translate

_FORBIDDEN_CATEGORIES = {"Cc", "Zl", "Zp", "Cs"}
# Marks that turn the reading direction: harmless in prose, deceiving in a name.
_DIRECTION_MARKS = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_BREAKS = "\r\n"


def one_line_error(value: str) -> str | None:
    """Say why a text cannot stand in a mail header or a heading; None when it can.

    Refuses control characters (line breaks, U+000B, U+001C …), line separators, lone
    surrogates, and marks that change the reading direction.
    """
    if unseen := _unseen(value):
        text = translate("Remove the invisible character {character}: this must be one line.")
        return text.format(character=unseen)
    return None


def paragraph_error(value: str) -> str | None:
    """Say why a text cannot be a paragraph; None when it can. Line breaks may stand in it."""
    if unseen := _unseen(value, allowed=_LINE_BREAKS):
        return translate("Remove the invisible character {character}.").format(character=unseen)
    return None


def _unseen(value: str, allowed: str = "") -> str | None:
    """The first character that readers cannot see, such as "U+202E"."""
    for character in value:
        if character not in allowed and (
            unicodedata.category(character) in _FORBIDDEN_CATEGORIES
            or character in _DIRECTION_MARKS
        ):
            return f"U+{ord(character):04X}"
    return None
