"""Contacts as the rows of a list, in the columns that an import reads."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import QuerySet

from leadership.models import Contact

_AT_A_TIME: Final = 2000


def contact_rows(contacts: QuerySet[Contact]) -> Iterator[Sequence[str]]:
    """Address, name, audience, unit, language; one query, walked in pieces."""
    found = contacts.order_by("pk").values_list(
        "email", "name", "audience", "unit__name", "language"
    )
    for email, name, audience, unit, language in found.iterator(chunk_size=_AT_A_TIME):
        yield email, name, audience, unit or "", language
