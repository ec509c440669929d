"""Numbers as the pages set them, and words as a sentence of the reader’s language holds them."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assessment.domain import language
from assessment.domain.definitions import Source
from leadership.domain.month_grids import weekday_short_date

register = template.Library()

# Japanese writes its brackets wide and without a space before them.
_IN_BRACKETS: Final = re.compile(r"(.+?)( (?=\()|(?=（))(\([^(]*\)|（[^（]*）)", re.DOTALL)


@register.filter
def counts_together(text: str | int | None) -> SafeString:
    """Set “17% (66 of 382)” so that a narrow cell breaks before its counts only."""
    said = "" if text is None else str(text)
    found = _IN_BRACKETS.fullmatch(said)
    if found is None:
        return format_html("{}", said)
    return format_html('{}{}<span class="counts">{}</span>', *found.groups())


@register.filter
def in_code(words: Iterable[str]) -> SafeString:
    """Words that a file holds as they are in every language: “email, name”."""
    return format_html_join(", ", "<code>{}</code>", ((word,) for word in words))


@register.filter
def weekday_and_day(day: date) -> str:
    """Such as “Tuesday 5 January”."""
    return weekday_short_date(day)


@register.filter
def mid_sentence(words: str) -> str:
    """A label inside a sentence, with a small letter where the reader’s language has one."""
    return language.mid_sentence(str(words))


@register.filter
def in_front(words: str) -> str:
    """A label that opens a sentence."""
    return language.in_front(str(words))


@register.filter
def cited(source: Source) -> SafeString:
    """Author, title, publisher and date of a source, as they are, for they are found by them."""
    title = format_html("“{}”", source.title)
    if source.url:
        title = format_html('<a href="{}" rel="noopener external">{}</a>', source.url, title)
    said = format_html("{}, {}", source.author, title)
    for more in filter(None, (source.publisher, source.published)):
        said = format_html("{}, {}", said, more)
    return format_html('<span lang="en" dir="ltr">{}</span>', said)
