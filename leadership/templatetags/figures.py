"""Numbers as the pages set them, and words as a sentence of the reader’s language holds them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessment.domain import language
from assessment.domain.definitions import Source

register = template.Library()


@register.filter
def counts_together(text: str | int | None) -> SafeString:
    """Set “17% (66 of 382)” so that a narrow cell breaks before its counts only."""
    said = "" if text is None else str(text)
    share, opening, counts = said.rpartition(" (")
    if not (opening and counts.endswith(")")):
        return format_html("{}", said)
    return format_html('{} <span class="counts">({}</span>', share, counts)


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
