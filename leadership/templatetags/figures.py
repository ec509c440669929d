"""Numbers as the pages set them."""

import re
from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

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
