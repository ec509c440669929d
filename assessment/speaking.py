"""Django's translations and formats, put behind the door of `assessment.domain.language`."""

from contextlib import AbstractContextManager
from datetime import date, time
from decimal import Decimal

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import gettext_noop

# Django's own names of months begin with a capital where the language has none, so the catalogs
# hold them anew: they win over Django's.
MONTHS = (
    *(gettext_noop("January"), gettext_noop("February"), gettext_noop("March")),
    *(gettext_noop("April"), gettext_noop("May"), gettext_noop("June")),
    *(gettext_noop("July"), gettext_noop("August"), gettext_noop("September")),
    *(gettext_noop("October"), gettext_noop("November"), gettext_noop("December")),
)


class ReadersLanguage:
    """The language that is active where it is asked: each thread and context has its own."""

    def language(self) -> str:
        return translation.get_language() or settings.LANGUAGE_CODE

    def speaks(self, language: str) -> bool:
        return any(code == language for code, _ in settings.LANGUAGES)

    def speaking(self, language: str) -> AbstractContextManager[None]:
        return translation.override(language)

    def text(self, message: str) -> str:
        return translation.gettext(message)

    def plural(self, one: str, many: str, count: int) -> str:
        return translation.ngettext(one, many, count)

    def long_date(self, day: date) -> str:
        return _first_day(date_format(day, "DATE_FORMAT"), day)

    def short_date(self, day: date) -> str:
        return _first_day(date_format(day, "MONTH_DAY_FORMAT"), day)

    def clock(self, moment: time) -> str:
        return time_format(moment, "TIME_FORMAT")

    def whole_number(self, number: int) -> str:
        return number_format(number, use_l10n=True, force_grouping=True)

    def decimal(self, number: Decimal) -> str:
        return number_format(number, use_l10n=True)


def _first_day(written: str, day: date) -> str:
    """French counts the first of a month and no other day; date formats know no such case."""
    is_first = day.day == 1 and translation.get_language() == "fr"
    return written.replace("1 ", "1er ", 1) if is_first else written
