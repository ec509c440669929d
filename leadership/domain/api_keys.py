"""What a key for programs looks like, what it may read, and what is kept of it."""

import hashlib
import re
from enum import StrEnum
from typing import Final

from assessment.domain.language import translate

KEY_BYTES: Final = 32
SHOWN: Final = 11  # characters by which people tell keys apart: the mark and 8 of 43
_MARK: Final = "co_"  # lets scanners of leaked secrets know it, and our logs cut it out
_SHAPE: Final = re.compile(r"co_[A-Za-z0-9_-]{43}")


class Scope(StrEnum):
    """What a key may read; closed rounds are listed for every key."""

    RESULTS = "results"
    PARTICIPATION = "participation"

    @property
    def label(self) -> str:
        return {
            Scope.RESULTS: translate("Results, trend and commitments, without names"),
            Scope.PARTICIPATION: translate("Participation: how many were asked and answered"),
        }[self]


def key_text(chance: str) -> str:
    """The key around 43 characters of chance, which are 256 bits in URL-safe base64."""
    return f"{_MARK}{chance}"


def is_key(text: str) -> bool:
    """Whether a text has the shape of a key; anything else is refused without a search."""
    return _SHAPE.fullmatch(text) is not None


def hash_of_key(text: str) -> str:
    """SHA-256 in hexadecimal.

    Nothing slower is needed: there is no list of likely keys to try, as there is of passwords.
    """
    return hashlib.sha256(text.encode()).hexdigest()
