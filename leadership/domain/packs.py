"""What kinds of board pack there are, and the fingerprint of what one says."""

import hashlib
import json
from enum import StrEnum


class Readers(StrEnum):
    """For whom a pack is made: it holds what these people see on the results page."""

    LEADERSHIP = "leadership"
    VIEWERS = "viewers"

    @property
    def label(self) -> str:
        if self is Readers.LEADERSHIP:
            return "the leadership team"
        return "readers beyond the leadership team"


class Paper(StrEnum):
    """The sheets that it is set for; the value is the name that CSS gives them."""

    A4 = "A4"
    LETTER = "letter"

    @property
    def label(self) -> str:
        return "A4" if self is Paper.A4 else "US Letter"


Said = str | int | None | tuple["Said", ...]


def fingerprint_of(said: Said) -> str:
    """The SHA-256 of everything that a pack says, in hexadecimal digits.

    Of what it says, never of the answers behind it: from a fingerprint of those a reader could
    find out a hidden number by trying the few that it can be.
    """
    text = json.dumps(said, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
