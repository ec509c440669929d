"""The demo organization: nothing small follows from its rounds, and most of it still shows."""

from collections import defaultdict
from datetime import UTC, datetime

import pytest

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import TOTAL
from assessment.domain.rounds import RoundState
from assessment.domain.unit_tables import Cell
from assessment.models import Round
from assessment.queries.counts import counts_of
from assessment.queries.protection import place_of, table_of
from leadership.demo.loading import load_demo
from leadership.models import Invitation
from tests.audit.oracle import exposed


@pytest.fixture
def rounds(db: None) -> list[Round]:
    organization = load_demo(now=datetime(2026, 8, 12, 10, tzinfo=UTC))
    return list(organization.rounds.filter(state=RoundState.CLOSED).order_by("pk"))


def test_demo_shows_four_cells_in_five_and_gives_nobody_away(rounds: list[Round]) -> None:
    counts = counts_of([one.pk for one in rounds])
    enough, shown = 0, []
    for round_ in rounds:
        table = table_of(round_, counts[round_.pk])
        cells = [cell for cell, people in _people(round_).items() if len(people) >= 5]
        enough += len(cells)
        shown += [_people(round_)[cell] for cell in cells if not table.is_hidden(*cell)]

    print(f"{len(shown)} of {enough} cells with five answers or more show")
    assert len(shown) >= 0.8 * enough
    assert exposed(shown, k=5) == []


def _people(round_: Round) -> dict[Cell, frozenset[int]]:
    """The contacts who answered, by cell and total of the table of units."""
    people: dict[Cell, set[int]] = defaultdict(set)
    answered = Invitation.objects.filter(
        round=round_, submitted_on__isnull=False, contact__isnull=False
    )
    for person, audience, unit in answered.values_list("contact_id", "audience", "unit_id"):
        place = place_of(round_.pk, Audience(audience), unit)
        people[place.row, place.side].add(person)
        people[TOTAL, place.side].add(person)
    return {cell: frozenset(who) for cell, who in people.items()}
