"""What a closed round taught, as it is read: paragraphs, and what readers cannot see taken out."""

import re
from dataclasses import dataclass
from datetime import date

from assessment.domain.language import translate
from leadership.domain.mail_wording import paragraph

_ENDS_OF_SENTENCES = (".", "!", "?", "…", "。", "！", "？", "؟")
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


def as_sentence(heading: str) -> str:
    """A heading among sentences: "The gap is small" gets the full stop of the reader's language."""
    if heading.endswith(_ENDS_OF_SENTENCES):
        return heading
    # Translators: a heading that stands among sentences, with the full stop of the language.
    return translate("{heading}.").format(heading=heading)
