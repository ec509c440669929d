"""Texts of domain/ in the reader's language, through Django."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from threading import Barrier

import pytest
from django.utils import translation
from pytest_django import Settings

from assessment.domain import language
from assessment.domain.audiences import Audience
from assessment.domain.language import English
from assessment.domain.promises import Promises
from assessment.domain.rounds import Promise
from assessment.speaking import ReadersLanguage
from leadership.domain.languages import OWN_NAMES
from tests.translating import bracketed, write_brackets

DAY = date(2026, 3, 7)
WRITTEN = {
    "en": ("7 March 2026", "7 March", "17:30", "12,034"),
    "de": ("7. März 2026", "7. März", "17:30", "12.034"),
    "fr": ("7 mars 2026", "7 mars", "17:30", "12\xa0034"),
    "es": ("7 de marzo de 2026", "7 de marzo", "17:30", "12\xa0034"),
    "pt": ("7 de março de 2026", "7 de março", "17:30", "12.034"),
    "it": ("7 marzo 2026", "7 marzo", "17:30", "12.034"),
    "nl": ("7 maart 2026", "7 maart", "17:30", "12.034"),
    "pl": ("7 marca 2026", "7 marca", "17:30", "12\xa0034"),
    "ja": ("2026年3月7日", "3月7日", "17:30", "12,034"),
    "ar": ("7 مارس 2026", "7 مارس", "17:30", "12,034"),
}


@pytest.mark.parametrize("code", OWN_NAMES)
def test_dates_and_numbers_are_those_of_each_language(code: str) -> None:
    with translation.override(code):
        written = (
            language.long_date(DAY),
            language.short_date(DAY),
            language.clock(time(17, 30)),
            language.whole_number(12034).replace(" ", "\xa0"),
        )

    assert written == WRITTEN[code]


def test_decimals_are_those_of_each_language() -> None:
    written = {}
    for code in OWN_NAMES:
        with translation.override(code):
            written[code] = language.decimal(Decimal("6.40"))

    points = {"en", "ja"}
    assert {code for code, number in written.items() if number == "6.40"} >= points
    assert written["de"] == written["fr"] == written["pl"] == "6,40"


def test_first_of_the_month_in_french() -> None:
    with translation.override("fr"):
        written = [language.short_date(date(2026, 12, day)) for day in (1, 11, 21)]
        in_full = language.long_date(date(2026, 12, 1))

    assert written == ["1er décembre", "11 décembre", "21 décembre"]
    assert in_full == "1er décembre 2026"


def test_english_is_the_same_with_and_without_django() -> None:
    ours, plain = ReadersLanguage(), English()

    assert ours.long_date(DAY) == plain.long_date(DAY)
    assert ours.short_date(DAY) == plain.short_date(DAY)
    assert ours.clock(time(9, 5)) == plain.clock(time(9, 5))
    assert ours.whole_number(1203) == plain.whole_number(1203)
    assert ours.decimal(Decimal("0.5")) == plain.decimal(Decimal("0.5"))
    assert ours.plural("one", "many", 2) == plain.plural("one", "many", 2)
    assert ours.language() == plain.language()


def test_only_languages_that_are_offered_are_spoken(settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]

    assert [code for code in OWN_NAMES if language.speaks(code)] == ["en", "de"]


def test_each_thread_reads_its_own_language(tmp_path: Path, settings: Settings) -> None:
    write_brackets(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    promises, both = Promises(Promise.TOTALS_ONLY, 5), Barrier(2)

    def told(code: str) -> str:
        with language.speaking(code):
            both.wait(timeout=10)
            return promises.told(Audience.CUSTOMER)

    with ThreadPoolExecutor(2) as threads:
        english, german = threads.map(told, ("en", "de"))

    assert "groups of 5 or more" in english
    assert german == bracketed(english)
    assert promises.told(Audience.CUSTOMER) == english
