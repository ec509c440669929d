"""What one table holds of a person, and what an erasure does with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db.models import Model, Q, QuerySet

from leadership.queries.persons import Person

Rows = Callable[[Person], QuerySet[Any]]


class Fate(Enum):
    """What an erasure does with the rows of a table."""

    DELETED = "deleted"
    GOES_WITH = "goes with a row that is deleted"  # the database’s or Django’s cascade does it
    LOSES_NAME = "stays, without the person"  # a reference in place of the name
    LEFT_BEHIND = "stays, and every key to the person becomes null"  # Django’s SET_NULL does it
    BY_HAND = "has a function of its own in leadership.services.erasing"
    KEPT = "stays, because it names nobody"


@dataclass(frozen=True, slots=True)
class Held:
    """What one table holds of a person.

    `trails` are the fields that lead to somebody. `shown` maps a path from a row to the words in
    front of it in the download, and `read` says how where a path does not do; nothing is shown
    where it is empty. `said` puts a stored word, such as "customer", into the reader’s language;
    programs get the word itself. `why` explains a fate that is not plain. What hangs on the
    sign-in is `own_only`: shown to the person themself, not to those who run rounds. `signed` is
    a field with the address of whoever did something, which a reference replaces in any case;
    `organization` is the path from such a row to its organization.
    """

    model: type[Model]
    title: str
    trails: tuple[str, ...]
    rows: Rows
    fate: Fate
    shown: Mapping[str, str]
    why: str = ""
    own_only: bool = False
    read: Mapping[str, Callable[[Any, Person], object]] = field(default_factory=dict)
    said: Mapping[str, Callable[[Any, Person], str]] = field(default_factory=dict)
    signed: str = ""
    organization: str = "organization"


def of_rounds(person: Person) -> Q:
    """Rows of rounds that the person’s data is looked for in."""
    return person.within("round__organization")
