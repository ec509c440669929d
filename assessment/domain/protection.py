"""What a round must not show because earlier rounds have shown nearly the same people.

Published are, question by question: the headline question by side and unit; every other question
of the survey by side and for executives apart; the self-assessment over all executives. Each of
the three is checked by itself. Cells are hidden in the round that closes, never in an earlier one.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias

from assessment.domain.disclosure import TOTAL, Margin
from assessment.domain.histories import identified
from assessment.domain.unit_tables import (
    EXECUTIVE_TEAM,
    Bases,
    Cell,
    Row,
    Side,
    sides_of,
    total_of,
    unit_table,
)

# The cell of the executives, who count as management.
EXECUTIVES: Final[Cell] = (EXECUTIVE_TEAM, "management")


class Place(NamedTuple):
    """Where a person answered: the round, and the cell of its table before units are merged."""

    round: int
    row: Row
    side: Side


class Group(NamedTuple):
    """People whose sum is published; the row TOTAL stands for what is left of a side."""

    round: int
    row: Row | Margin
    side: Side


Histories: TypeAlias = Mapping[frozenset[Place], int]
# People by the groups of earlier rounds and the place in the closing one.
Reduced: TypeAlias = Mapping[tuple[frozenset[Group], Place | None], int]


@dataclass(frozen=True, slots=True)
class PublishedRound:
    """A round’s confidential counts of the headline question, and the cells kept from its tables.

    Executives whose answers carry their names are in neither the counts nor the histories, nor is
    what they answer as executives in later rounds in the histories.
    """

    key: int
    bases: Bases
    k: int
    protected: frozenset[Cell] = frozenset()


GroupOf: TypeAlias = Callable[[Place], Group | None]
View: TypeAlias = Callable[[PublishedRound], GroupOf]


def cells_to_protect(
    earlier: Sequence[PublishedRound],
    closing: PublishedRound,
    histories: Histories,
    known: Iterable[Histories] = (),
) -> frozenset[Cell]:
    """The cells to hide in the closing round so that no small group follows from all rounds.

    A total means that side’s answers to every question, the executive team’s row also the
    self-assessment. `histories` counts people by the places where they answered; `known`, question
    by question of the self-assessment, those of them whose own answer is known by name.
    """
    k = max(one.k for one in (*earlier, closing))
    unknown = [histories, *(_less(histories, some) for some in known)]
    reduced = {
        view: [
            _reduced(view, earlier, closing, one)
            for one in (unknown if view is executive_groups else [histories])
        ]
        for view in VIEWS
    }

    def exposed(view: View, protected: Collection[Cell]) -> Cell | None:
        hiding = replace(closing, protected=frozenset(protected))
        cells = (_exposed(view, hiding, people, k) for people in reduced[view])
        return next((cell for cell in cells if cell), None)

    chosen: list[Cell] = []
    for view in VIEWS:
        while cell := exposed(view, chosen):
            chosen.append(cell)
    for cell in list(chosen):
        fewer = [other for other in chosen if other != cell]
        views = VIEWS if cell[0] in (TOTAL, EXECUTIVE_TEAM) else (headline_groups,)
        if not any(exposed(view, fewer) for view in views):
            chosen = fewer
    return frozenset(chosen)


def self_assessment_tells(
    rounds: Sequence[PublishedRound], histories: Histories, known: Histories
) -> bool:
    """Whether the self-assessments of closed rounds tell of a small group beside those `known`."""
    *earlier, latest = rounds
    reduced = _reduced(executive_groups, earlier, latest, _less(histories, known))
    counted = _with_closing(executive_groups(latest), reduced)
    return any(True for _ in identified(counted, k=max(one.k for one in rounds)))


def _less(histories: Histories, known: Histories) -> Histories:
    """Without those of whom all is known."""
    left = Counter(histories)
    left.subtract(known)
    return +left


def headline_groups(round_: PublishedRound) -> GroupOf:
    """In which published group of the headline question a place counts; None in no one."""
    table = unit_table(round_.bases, k=round_.k, protected=round_.protected)

    def group(place: Place) -> Group | None:
        row = table.row_of(place.row)
        if not table.is_hidden(row, place.side):
            return Group(round_.key, row, place.side)
        if not table.is_hidden(TOTAL, place.side):
            return Group(round_.key, TOTAL, place.side)
        return None

    return group


def side_groups(round_: PublishedRound) -> GroupOf:
    """The same for the other questions, published for whole sides and for executives apart."""
    shown = {
        side
        for side in sides_of(round_.bases)
        if total_of(round_.bases, side).sheets >= round_.k and (TOTAL, side) not in round_.protected
    }
    team_apart = executives_stand_apart(round_)

    def group(place: Place) -> Group | None:
        if team_apart and place.row == EXECUTIVE_TEAM:
            return Group(round_.key, *EXECUTIVES)
        return Group(round_.key, TOTAL, place.side) if place.side in shown else None

    return group


def executives_stand_apart(round_: PublishedRound) -> bool:
    """Whether executives’ part in management’s answers may be shown by itself.

    From it and the whole side follow the managers, who must be none or enough as well.
    """
    team = round_.bases.get(EXECUTIVES)
    if team is None or team.sheets < round_.k or EXECUTIVES in round_.protected:
        return False
    managers = total_of(round_.bases, EXECUTIVES[1]).sheets - team.sheets
    return managers == 0 or managers >= round_.k


def executive_groups(round_: PublishedRound) -> GroupOf:
    """The same for the self-assessment, which only executives fill in."""
    base = round_.bases.get(EXECUTIVES)
    shown = base is not None and base.sheets >= round_.k and EXECUTIVES not in round_.protected
    team = Group(round_.key, *EXECUTIVES)
    return lambda place: team if shown and place.row == EXECUTIVE_TEAM else None


VIEWS: Final[tuple[View, ...]] = (side_groups, executive_groups, headline_groups)


def _reduced(
    view: View, earlier: Sequence[PublishedRound], closing: PublishedRound, histories: Histories
) -> Reduced:
    group_of = {one.key: view(one) for one in earlier}
    reduced: Counter[tuple[frozenset[Group], Place | None]] = Counter()
    for places, people in histories.items():
        now = next((place for place in places if place.round == closing.key), None)
        before = (group_of[place.round](place) for place in places if place != now)
        reduced[frozenset(group for group in before if group), now] += people
    return reduced


def _exposed(view: View, closing: PublishedRound, reduced: Reduced, k: int) -> Cell | None:
    """The cell of the closing round to hide next as it tells of a small group; None if safe."""
    for groups, _ in identified(_with_closing(view(closing), reduced), k=k):
        if own := [group for group in groups if group.round == closing.key]:
            first = min(own, key=lambda group: _price(closing, group))
            return first.row, first.side
    return None


def _with_closing(group_of: GroupOf, reduced: Reduced) -> Counter[frozenset[Group]]:
    """People by all groups that they belong to."""
    counted: Counter[frozenset[Group]] = Counter()
    for (before, place), people in reduced.items():
        now = group_of(place) if place else None
        counted[before | {now} if now else before] += people
    return counted


def _price(round_: PublishedRound, group: Group) -> tuple[bool, bool, int, str]:
    """Units go first, then the executives, then a side as a whole; the smallest of each."""
    table = unit_table(round_.bases, k=round_.k)
    sheets = {cell: base.sheets for cell, base in table.bases.items()}
    return (
        group.row is TOTAL,
        group.row == EXECUTIVE_TEAM,
        sheets.get((group.row, group.side), 0),
        str(group),
    )
