"""The counts of rounds as they are stored: three queries, however many answers there are."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Sum

from assessment.domain.audiences import Audience
from assessment.models import Population, Tally, Unit

SHEETS = "sheets"

# A cell of a round: whom, and in which unit (None: in no unit).
Cell = tuple[Audience, int | None]


@dataclass(frozen=True, slots=True)
class Counts:
    """One round's counts: choices by question and cell, sheets and people asked by cell."""

    choices: Mapping[str, Mapping[Cell, Counter[str]]]
    asked: Mapping[Cell, int]
    unit_names: Mapping[int, str]

    @property
    def cells(self) -> list[Cell]:
        """All cells in which somebody was asked or answered, in a fixed order."""
        answered = self.choices.get(SHEETS, {})
        return sorted({*self.asked, *answered}, key=lambda cell: (cell[0], cell[1] or 0))

    def of(self, question: str, cells: Iterable[Cell]) -> Counter[str]:
        """How often each choice of a question was taken in these cells together."""
        total: Counter[str] = Counter()
        by_cell = self.choices.get(question, {})
        for cell in cells:
            total += by_cell.get(cell, Counter())
        return total

    def answered_in(self, cells: Iterable[Cell]) -> int:
        return self.of(SHEETS, cells).total()

    def asked_in(self, cells: Iterable[Cell]) -> int:
        return sum(self.asked.get(cell, 0) for cell in cells)

    def cells_of(self, audiences: Collection[Audience]) -> list[Cell]:
        return [cell for cell in self.cells if cell[0] in audiences]


def counts_of(round_ids: Collection[int]) -> dict[int, Counts]:
    """The counts of these rounds, by round; empty ones for a round without answers."""
    choices: dict[int, dict[str, dict[Cell, Counter[str]]]] = {
        round_id: defaultdict(lambda: defaultdict(Counter)) for round_id in round_ids
    }
    tallies = Tally.objects.filter(round__in=round_ids).values_list(
        "round", "question", "audience", "unit", "choice"
    )
    for round_id, question, audience, unit, choice, count in tallies.annotate(Sum("count")):
        choices[round_id][question][Audience(audience), unit][choice] = count
    asked: dict[int, dict[Cell, int]] = {round_id: {} for round_id in round_ids}
    populations = Population.objects.filter(round__in=round_ids)
    for round_id, audience, unit, people in populations.values_list(
        "round", "audience", "unit", "asked"
    ):
        asked[round_id][Audience(audience), unit] = people
    names = dict(
        Unit.objects.filter(organization__rounds__in=round_ids).distinct().values_list("pk", "name")
    )
    return {round_id: Counts(choices[round_id], asked[round_id], names) for round_id in round_ids}
