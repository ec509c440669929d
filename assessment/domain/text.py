"""What a one-line text such as a name or a subject may hold."""

import unicodedata

_FORBIDDEN_CATEGORIES = {"Cc", "Zl", "Zp", "Cs"}
# Marks that turn the reading direction: harmless in prose, deceiving in a name.
_DIRECTION_MARKS = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line_error(value: str) -> str | None:
    """Say why a text cannot stand in a mail header or a heading; None when it can.

    Refuses control characters (line breaks, U+000B, U+001C …), line separators, lone
    surrogates, and marks that change the reading direction.
    """
    for character in value:
        if (
            unicodedata.category(character) in _FORBIDDEN_CATEGORIES
            or character in _DIRECTION_MARKS
        ):
            return f"Remove the invisible character U+{ord(character):04X}: this must be one line."
    return None
