"""A published text as paragraphs."""

import pytest

from leadership.domain.hearing import as_sentence, paragraphs_of


def test_blank_lines_part_paragraphs_and_line_breaks_stay() -> None:
    text = "One.\r\n\r\nTwo,\nstill two.\n \n\n\nThree."

    assert paragraphs_of(text) == ("One.", "Two,\nstill two.", "Three.")


def test_text_of_nothing_has_no_paragraphs() -> None:
    assert paragraphs_of(" \n\n ") == ()


def test_what_cannot_be_seen_is_taken_out_of_what_was_stored() -> None:
    assert paragraphs_of("a\x00b\u202ec") == ("a bc",)


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("The gap is small", "The gap is small."),
        ("The gap is small.", "The gap is small."),
        ("Is the gap small?", "Is the gap small?"),
        ("差は小さい。", "差は小さい。"),
    ],
)
def test_heading_among_sentences_ends_once(heading: str, sentence: str) -> None:
    assert as_sentence(heading) == sentence
