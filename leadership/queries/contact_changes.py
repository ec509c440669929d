"""What a change to many contacts would do, before anybody says yes to it."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet

from assessment.domain.language import translate
from assessment.domain.unit_trees import UnitTree
from leadership.domain.contact_changes import MOST_AT_ONCE, Act, Change
from leadership.domain.people_words import audience_of_many, language_name
from leadership.models import Contact

_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """How many contacts a change is about, and the first of them by name."""

    count: int
    first: tuple[str, ...]

    @property
    def others(self) -> int:
        return self.count - len(self.first)

    @property
    def is_too_many(self) -> bool:
        return self.count > MOST_AT_ONCE


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change would do: `different` are changed, and `now` is how it stands with whom."""

    different: int
    now: tuple[tuple[str, int], ...]


def chosen_of(contacts: QuerySet[Contact]) -> Chosen:
    """In two queries."""
    first = contacts.select_related(None).order_by("sought", "pk")[:_NAMED]
    return Chosen(contacts.count(), tuple(str(contact) for contact in first))


def outcome_of(contacts: QuerySet[Contact], change: Change, tree: UnitTree) -> Outcome:
    """In one query, grouped by what the change sets."""
    grouped = contacts.select_related(None).order_by().values_list(change.column)
    counted = [(value, count) for value, count in grouped.annotate(Count("pk"))]
    return Outcome(
        different=sum(count for value, count in counted if value != change.value),
        now=tuple(sorted((_said(change.act, value, tree), count) for value, count in counted)),
    )


def _said(act: Act, value: object, tree: UnitTree) -> str:
    match act:
        case Act.MOVE:
            node = tree.node(value) if isinstance(value, int) else None
            return " › ".join(node.path) if node else translate("No unit")
        case Act.AUDIENCE:
            return audience_of_many(str(value))
        case Act.LANGUAGE:
            return language_name(str(value))
    return translate("Can be asked") if value else translate("Paused here")
