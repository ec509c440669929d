"""The stored counts of several rounds, read in three queries."""

import pytest
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import MANAGEMENT
from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Unit
from assessment.queries.counts import counts_of
from tests.closed_rounds import A_DAY, CUSTOMER, EXECUTIVE, MANAGER, a_round, headline


def test_counts_add_up_over_cells_and_slots(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: headline(3, 7), (MANAGER, "North"): headline(5, 11, dont_know=2)},
        asked={(MANAGER, "North"): 20, (CUSTOMER, "North"): 4},
    )

    counts = counts_of([round_.pk])[round_.pk]

    management = counts.cells_of(MANAGEMENT)
    assert counts.of("p1", management) == {"5": 8, "4": 10, "dk": 2}
    assert counts.answered_in(management) == 20
    assert counts.asked_in(management) == 27
    north = Unit.objects.get(name="North")
    assert counts.cells == [(CUSTOMER, north.pk), (EXECUTIVE, None), (MANAGER, north.pk)]
    assert counts.unit_names == {north.pk: "North"}


def test_counts_of_a_round_without_answers_are_empty(organization: Organization) -> None:
    round_ = a_round(organization, {}, asked={CUSTOMER: 3})

    counts = counts_of([round_.pk])[round_.pk]

    assert counts.of("p1", counts.cells) == {}
    assert counts.answered_in(counts.cells) == 0
    assert counts.asked_in(counts.cells) == 3


@pytest.mark.parametrize("rounds", [1, 3])
def test_counts_cost_three_queries(
    organization: Organization, rounds: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    quarter = quarter_of(A_DAY)
    made = []
    for _ in range(rounds):
        made.append(a_round(organization, {CUSTOMER: headline(2, 9)}, quarter=quarter).pk)
        quarter = quarter.previous()

    with django_assert_num_queries(3):
        counts = counts_of(made)

    assert [counts[pk].of("p1", counts[pk].cells)["5"] for pk in made] == [2] * rounds
