"""A round as the disclosure control sees it: what was promised, and what has to be kept back."""

from collections.abc import Collection, Mapping
from typing import Final

from assessment.domain.audiences import MANAGEMENT, Audience
from assessment.domain.disclosure import TOTAL, Hidden
from assessment.domain.protection import EXECUTIVES, Place, PublishedRound
from assessment.domain.unit_tables import (
    EXECUTIVE_TEAM,
    Base,
    Cell,
    Row,
    Side,
    UnitTable,
    cell_of,
    unit_table,
)
from assessment.models import Round
from assessment.queries.counts import Cell as Counted
from assessment.queries.counts import Counts

HEADLINE: Final = "p1"
# The sides that are compared; management is executives and managers together.
SIDES: Final[Mapping[Side, tuple[Audience, ...]]] = {
    "management": MANAGEMENT,
    "employees": (Audience.EMPLOYEE,),
    "customers": (Audience.CUSTOMER,),
    "partners": (Audience.PARTNER,),
}
_SIDE_OF: Final = {audience: side for side, audiences in SIDES.items() for audience in audiences}


def confidential_in(round_: Round, cells: Collection[Counted]) -> list[Counted]:
    """The cells whose answers were promised to be shown only in groups.

    Executives were told that theirs are attributed, or they count like everybody else; taking
    them off leaves the managers, whose answers would follow from the executives' and the sum.
    """
    promises = round_.promises
    return [cell for cell in cells if promises.is_confidential(cell[0])]


def readings_of(round_: Round) -> tuple[Round, ...]:
    """The round as it is read here, and as those read it who see its executives by name.

    They can open what other readers see, so that has to hide what they are not shown: less the
    executives' answers, which they know, a sum over management is the managers' alone.
    """
    return (round_, round_.with_names) if round_.with_names else (round_,)


def place_of(round_id: int, audience: Audience, unit: int | None) -> Place:
    """Where an answer of this audience and unit is counted in the table of units."""
    row: Row = EXECUTIVE_TEAM if audience is Audience.EXECUTIVE else unit
    return Place(round_id, row, _SIDE_OF[audience])


def published_round(round_: Round, counts: Counts) -> PublishedRound:
    """What the headline question of a round rests on; an open round is taken as if it closed."""
    bases: dict[tuple[Row, Side], Base] = {}
    for cell in confidential_in(round_, counts.cells):
        place = place_of(round_.pk, *cell)
        chosen = counts.of(HEADLINE, [cell])
        given = chosen.total()
        bases[place.row, place.side] = Base(given - chosen["dk"], given, counts.answered_in([cell]))
    return PublishedRound(round_.pk, bases, round_.minimum_group, protected_in(round_))


def table_of(round_: Round, counts: Counts) -> UnitTable:
    """The headline question by unit and side, as far as it may be shown."""
    published = published_round(round_, counts)
    if round_.with_names is None:
        return unit_table(published.bases, k=published.k, protected=published.protected)
    named = table_of(round_.with_names, counts)
    hidden = published.protected | named.hidden.keys()
    return unit_table(published.bases, k=published.k, protected=hidden, merged=named.merged)


def protected_in(round_: Round) -> frozenset[Cell]:
    """The cells that beside earlier rounds would tell of few people, as found at the closing."""
    return frozenset(map(cell_of, round_.protected or ()))


def why_side_hidden(round_: Round, side: Side) -> Hidden | None:
    """Why nothing of a side is shown, whatever the question."""
    if not round_.is_closed:
        return Hidden.UNTIL_CLOSE
    return Hidden.PROTECTS_OTHERS if (TOTAL, side) in protected_in(round_) else None


def why_executives_hidden(round_: Round) -> Hidden | None:
    """Why nothing is shown that executives alone are asked."""
    if not round_.is_closed:
        return Hidden.UNTIL_CLOSE
    return Hidden.PROTECTS_OTHERS if EXECUTIVES in protected_in(round_) else None
