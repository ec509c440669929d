"""What a closed round taught, as it is read: paragraphs, and what readers cannot see taken out."""

import re
from dataclasses import dataclass
from datetime import date

from leadership.domain.mail_wording import paragraph

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Heard:
    """Both texts by paragraphs, which keep their line breaks; `published_on` None is a draft."""

    heard: tuple[str, ...]
    will_do: tuple[str, ...]
    published_on: date | None = None


def paragraphs_of(text: str) -> tuple[str, ...]:
    """ "One.\\n\\nTwo,\\nstill two." → ("One.", "Two,\\nstill two."); blank lines part them."""
    return tuple(part for part in _BLANK_LINES.split(paragraph(text)) if part)
