"""Text as it is compared in searches: without case, accents and invisible characters.

Databases disagree about all three, so what is looked in is kept folded and what is looked for is
folded the same way.
"""

import unicodedata
from typing import Final

# Letters that Unicode does not take apart and readers type without their stroke.
_STROKES: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_INVISIBLE: Final = frozenset({"Mn", "Cf", "Cc"})
_TATWEEL: Final = "\u0640"  # stretches an Arabic word and says nothing


def folded(text: str) -> str:
    """The text as it is searched: folded(" Øyvind  ÅSE") is "oyvind ase".

    Folding twice changes nothing.
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(
        " " if character.isspace() else character
        for character in apart
        if character.isspace()
        or (unicodedata.category(character) not in _INVISIBLE and character != _TATWEEL)
    )
    return " ".join(plain.translate(_STROKES).split())


def sought_in(name: str, email: str) -> str:
    """What a search for a person looks in; it begins as the person stands in a list."""
    return f"{folded(name)[:200]} {folded(email)}".strip()


def words_of(search: str) -> tuple[str, ...]:
    """The words that all have to be found, in any order."""
    return tuple(dict.fromkeys(folded(search).split()))
