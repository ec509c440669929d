"""Keeping back, when a round closes, what beside earlier rounds would tell of few people."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from assessment.domain.audiences import Audience
from assessment.domain.promises import Promises
from assessment.domain.protection import Place, cells_to_protect, self_assessment_tells
from assessment.domain.rounds import RoundState
from assessment.domain.unit_tables import cell_code
from assessment.models import Round
from assessment.queries.counts import Counts, counts_of
from assessment.queries.protection import place_of, published_round

# The round, the audience and the unit in which somebody answered.
Answered: TypeAlias = tuple[int, Audience, int | None]
# People, counted by all the places where they answered.
PeopleAnswered: TypeAlias = Mapping[tuple[Answered, ...], int]


def protect_closed_round(
    *, round_: Round, answered: PeopleAnswered, known: Iterable[PeopleAnswered] = ()
) -> None:
    """Decide once what this closed round does not show; belongs into the closing's transaction.

    `answered` counts people by where they answered in the organization's closed rounds, this one
    included. Sheets whose people are unknown by now are taken as of people who answered once.
    `known` counts those whose own answer to a question of the self-assessment is known by name,
    question by question.
    """
    rounds, counts = _closed(round_)
    published = {one.pk: published_round(one, counts[one.pk]) for one in rounds}
    closing = published.pop(round_.pk)
    cells = (
        cells_to_protect(
            list(published.values()),
            closing,
            _histories(rounds, counts, answered),
            [_of_known(rounds, some) for some in known],
        )
        if published
        else ()
    )
    round_.protected = sorted(map(cell_code, cells))
    round_.save(update_fields=["protected"])


def known_answers_tell(*, round_: Round, answered: PeopleAnswered, known: PeopleAnswered) -> bool:
    """Whether closed rounds would tell of few executives if the answers of `known` were known."""
    rounds, counts = _closed(round_)
    return self_assessment_tells(
        [published_round(one, counts[one.pk]) for one in rounds],
        _histories(rounds, counts, answered),
        _of_known(rounds, known),
    )


def _closed(round_: Round) -> tuple[list[Round], dict[int, Counts]]:
    """The organization's closed rounds in the order of their closing, and what they counted."""
    closed = Round.objects.filter(organization=round_.organization_id, state=RoundState.CLOSED)
    rounds = list(closed.order_by("closed_at", "pk"))
    return rounds, counts_of([one.pk for one in rounds])


def _of_known(rounds: Iterable[Round], known: PeopleAnswered) -> Counter[frozenset[Place]]:
    promises = {round_.pk: round_.promises for round_ in rounds}
    histories: Counter[frozenset[Place]] = Counter()
    for cells, people in known.items():
        histories[frozenset(place_of(*cell) for cell in _hiding(cells, promises))] += people
    return histories


def _histories(
    rounds: Iterable[Round],
    counts: Mapping[int, Counts],
    answered: PeopleAnswered,
) -> Counter[frozenset[Place]]:
    promises = {round_.pk: round_.promises for round_ in rounds}
    histories: Counter[frozenset[Place]] = Counter()
    known: Counter[Answered] = Counter()
    for cells, people in answered.items():
        for cell in cells:
            known[cell] += people
        histories[frozenset(place_of(*cell) for cell in _hiding(cells, promises))] += people
    for round_id, promised in promises.items():
        for audience, unit in counts[round_id].cells:
            sheets = counts[round_id].answered_in([(audience, unit)])
            unknown = sheets - known[round_id, audience, unit]
            if unknown > 0 and promised.is_confidential(audience):
                histories[frozenset([place_of(round_id, audience, unit)])] += unknown
    return histories


def _hiding(cells: Collection[Answered], promises: Mapping[int, Promises]) -> list[Answered]:
    """Where a person stands among others whose answers are not known either.

    Whoever answered by name is known as an executive from then on: in a total of a later round they
    hide nobody, because their part can be taken off. `promises` are in the order of closing.
    """
    order = {round_id: number for number, round_id in enumerate(promises)}
    named = [order[cell[0]] for cell in cells if not promises[cell[0]].is_confidential(cell[1])]
    known_from = min(named, default=len(order))
    return [
        cell for cell in cells if cell[1] is not Audience.EXECUTIVE or order[cell[0]] < known_from
    ]
