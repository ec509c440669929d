"""What kinds of board pack there are, and the fingerprint of what one says."""

import hashlib
import json
from enum import StrEnum
from typing import Final

from assessment.domain.language import readers_language, translate
from leadership.domain.languages import DEFAULT_LANGUAGE, OWN_NAMES

# A pack is set in fonts of our own, and these have Latin letters only.
_NOT_IN_OUR_FONTS: Final = {"ja", "ar"}
LANGUAGES_ON_PAPER: Final = {
    code: name for code, name in OWN_NAMES.items() if code not in _NOT_IN_OUR_FONTS
}


def readers_language_on_paper() -> str:
    """The language in which a pack is offered first."""
    language = readers_language()
    return language if language in LANGUAGES_ON_PAPER else DEFAULT_LANGUAGE


class Readers(StrEnum):
    """For whom a pack is made: it holds what these people see on the results page."""

    LEADERSHIP = "leadership"
    VIEWERS = "viewers"

    @property
    def label(self) -> str:
        if self is Readers.LEADERSHIP:
            return translate("the leadership team")
        return translate("readers beyond the leadership team")


class Paper(StrEnum):
    """The sheets that it is set for; the value is the name that CSS gives them."""

    A4 = "A4"
    LETTER = "letter"

    @property
    def label(self) -> str:
        return "A4" if self is Paper.A4 else translate("US Letter")


Said = str | int | None | tuple["Said", ...]


def fingerprint_of(said: Said) -> str:
    """The SHA-256 of everything that a pack says, in hexadecimal digits.

    Of what it says, never of the answers behind it: from a fingerprint of those a reader could
    find out a hidden number by trying the few that it can be.
    """
    text = json.dumps(said, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
