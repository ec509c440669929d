"""Characters that cannot be seen, in names and in paragraphs."""

import pytest

from assessment.domain.text import one_line_error, paragraph_error

UNSEEN = ["\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\ud800"]


@pytest.mark.parametrize("character", UNSEEN)
def test_unseen_characters_are_named(character: str) -> None:
    named = f"U+{ord(character):04X}"

    assert named in (one_line_error(f"a{character}b") or "")
    assert named in (paragraph_error(f"a{character}b") or "")


@pytest.mark.parametrize("character", ["\r", "\n", "\r\n"])
def test_line_breaks_stand_in_paragraphs_only(character: str) -> None:
    assert one_line_error(f"a{character}b") is not None
    assert paragraph_error(f"a{character}b") is None


@pytest.mark.parametrize(
    "text", ["Anna Berg", "株式会社", "👩\u200d👧", "Zoë “Z” O’Neill", "{link}"]
)
def test_what_people_write_is_accepted(text: str) -> None:
    assert one_line_error(text) is None
    assert paragraph_error(text) is None
