"""Sentences that are stored in English, because who will read them is not known yet.

A template such as "{round}: {count} people asked" finds its values again in the stored sentence,
so that it can be said anew in the language of its reader.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_COUNT: Final = r"\d[\d,]*"
_DAY: Final = r"\d{4}-\d{2}-\d{2}"
_FORMS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("count", "new", "changed", "same", "gone"), _COUNT),
    **dict.fromkeys(("day", "other_day"), _DAY),
}


def values_in(template: str, stored: str) -> dict[str, str] | None:
    """What stands in the places of the template; None where the sentence is another one.

    >>> values_in("{round}: {count} people asked", "Q1 2026: 1,203 people asked")
    {'round': 'Q1 2026', 'count': '1,203'}
    """
    found = _pattern_of(template).fullmatch(stored)
    return found.groupdict() if found else None


@cache
def _pattern_of(template: str) -> re.Pattern[str]:
    """Counts and days by their form, other values as short as they can be."""
    parts = _PLACEHOLDER.split(template)
    pieces = [
        f"(?P<{part}>{_FORMS.get(part, '.+?')})" if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    ]
    return re.compile("".join(pieces), re.DOTALL)
