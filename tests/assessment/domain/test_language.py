"""Texts, dates and numbers of domain/ where nothing translates them."""

from datetime import date, time

import pytest

from assessment.domain.language import English, listed, translatable

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


def test_nothing_else_is_spoken() -> None:
    with ENGLISH.speaking("de"):
        assert ENGLISH.language() == "en"
    assert ENGLISH.speaks("en")
    assert not ENGLISH.speaks("de")


@pytest.mark.parametrize(
    ("words", "text"), [(["2"], "2"), (["2", "3"], "2 and 3"), (["2", "3", "5"], "2, 3 and 5")]
)
def test_words_are_listed(words: list[str], text: str) -> None:
    assert listed(words) == text
