"""Numbers as the pages set them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def counts_together(text: str | int | None) -> SafeString:
    """Set “17% (66 of 382)” so that a narrow cell breaks before its counts only."""
    said = "" if text is None else str(text)
    share, opening, counts = said.rpartition(" (")
    if not (opening and counts.endswith(")")):
        return format_html("{}", said)
    return format_html('{} <span class="counts">({}</span>', share, counts)
