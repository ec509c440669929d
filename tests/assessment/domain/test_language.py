"""Texts, dates and numbers of domain/ where nothing translates them."""

from datetime import date, time
from decimal import Decimal

import pytest

from assessment.domain.language import (
    English,
    in_front,
    listed,
    mid_sentence,
    number_word,
    percentage,
    translatable,
)
from tests.reading import Reader, read_by

ENGLISH = English()


def test_what_is_written_is_what_is_read() -> None:
    assert ENGLISH.text(translatable("Choose one answer.")) == "Choose one answer."
    assert ENGLISH.plural("one week", "{n} weeks", 1) == "one week"
    assert ENGLISH.plural("one week", "{n} weeks", 0) == "{n} weeks"


def test_dates_and_numbers_are_british() -> None:
    assert ENGLISH.long_date(date(2026, 12, 7)) == "7 December 2026"
    assert ENGLISH.short_date(date(2026, 12, 7)) == "7 December"
    assert ENGLISH.clock(time(17, 30)) == "17:30"
    assert ENGLISH.whole_number(12034) == "12,034"
    assert ENGLISH.decimal(Decimal("6.40")) == "6.40"
    assert percentage(56) == "56%"


def test_nothing_else_is_spoken() -> None:
    with ENGLISH.speaking("de"):
        assert ENGLISH.language() == "en"
    assert ENGLISH.speaks("en")
    assert not ENGLISH.speaks("de")


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["2"], "2"), (["2", "3"], "2 and 3"), (["2", "3", "5"], "2, 3 and 5")],
)
def test_words_are_listed(words: list[str], text: str) -> None:
    assert listed(words) == text


@pytest.mark.parametrize(
    ("code", "label", "within"),
    [
        ("en", "Fair money", "fair money"),
        ("en", "A word", "a word"),
        ("en", "CEO path", "CEO path"),
        ("en", "CX", "CX"),
        ("en", "Q3 2026", "Q3 2026"),
        ("en", "", ""),
        ("fr", "Équipe", "équipe"),
        ("es", "Necesidades", "necesidades"),
        ("it", "Bisogni", "bisogni"),
        ("nl", "Behoeften", "behoeften"),
        ("pl", "Ścieżka do CEO", "ścieżka do CEO"),
        ("pt", "Ética", "ética"),
        ("de", "Faire Erträge", "Faire Erträge"),
        ("ja", "CEOへの道筋", "CEOへの道筋"),
        ("ar", "الاحتياجات", "الاحتياجات"),
    ],
)
def test_label_within_a_sentence(code: str, label: str, within: str) -> None:
    with read_by(Reader(code)):
        assert mid_sentence(label) == within


def test_what_opens_a_sentence_is_large() -> None:
    assert in_front("customers of the CEO") == "Customers of the CEO"
    assert in_front("") == ""


@pytest.mark.parametrize(
    ("count", "word"), [(0, "none"), (1, "one"), (12, "twelve"), (13, "13"), (1203, "1,203")]
)
def test_counts_within_a_sentence_are_words_up_to_twelve(count: int, word: str) -> None:
    assert number_word(count) == word


def test_language_may_write_figures_within_a_sentence() -> None:
    with read_by(Reader("pl", {"nine": "9"})):
        assert number_word(9) == "9"
