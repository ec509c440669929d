"""Email addresses where there is little room."""

from typing import Final

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_BREAKS_AFTER: Final = ("@", ".", "-", "_", "+")


@register.filter
def breakable(address: str) -> SafeString:
    """An address, or a name, that a line breaks after its signs and not within a word."""
    text = str(escape(address))
    for sign in _BREAKS_AFTER:
        text = text.replace(sign, f"{sign}<wbr>")
    return mark_safe(text)  # noqa: S308 - escaped above, and only our own tag added
