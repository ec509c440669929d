"""Organizations’ own words for questions: those written, and those that a round asks in."""

from collections.abc import Collection

from assessment.domain.audiences import Audience
from assessment.domain.own_wordings import (
    OwnWording,
    WordingKey,
    fitting,
    own_wordings_from_json,
)
from assessment.models import OwnWording as Row
from assessment.models import Round
from assessment.queries.definitions import definition_of


def own_wordings_of(organization_id: int) -> tuple[OwnWording, ...]:
    """Everything that the organization words in its own way now; one query."""
    rows = Row.objects.filter(organization=organization_id).order_by("pk")
    return tuple(
        OwnWording(
            key=WordingKey(row.questionnaire, row.question, Audience(row.audience), row.language),
            text=row.text,
            help=row.help,
            beside=row.beside,
        )
        for row in rows
    )


def own_wordings_for(round_: Round, version_ids: Collection[int] | None = None) -> list[OwnWording]:
    """The own words that a draft will be launched with: those that fit its versions."""
    own = own_wordings_of(round_.organization_id)
    if not own:
        return []
    if version_ids is None:
        version_ids = list(round_.versions.values_list("pk", flat=True))
    return fitting(own, [definition_of(version) for version in version_ids])


def own_wordings_in(round_: Round) -> tuple[OwnWording, ...]:
    """The own words that a launched round asks or asked in; no query."""
    return own_wordings_from_json(round_.own_wordings)
