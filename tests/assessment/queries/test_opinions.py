"""How far executives agree: never more than was promised to them."""

from fractions import Fraction

import pytest

from assessment.domain.agreement import Agreement
from assessment.domain.disclosure import Hidden
from assessment.domain.rounds import Promise
from assessment.models import Organization
from assessment.queries.counts import counts_of
from assessment.queries.opinions import Opinion, opinions_of
from tests.closed_rounds import EXECUTIVE, MANAGER, Choices, a_round

pytestmark = pytest.mark.django_db

EIGHT = {"p2": {"2": 2, "3": 4, "4": 2}, "p3": {"5": 4, "dk": 4}}


def opinions(organization: Organization, answers: Choices, promise: Promise) -> dict[str, Opinion]:
    round_ = a_round(
        organization, {EXECUTIVE: answers, MANAGER: {"p2": {"1": 40}}}, promise=promise
    )
    return {one.key: one for one in opinions_of(round_, counts_of([round_.pk])[round_.pk])}


def test_opinions_are_the_executives_own_and_worked_out_exactly(
    organization: Organization,
) -> None:
    found = opinions(organization, EIGHT, Promise.ATTRIBUTED)["p2"].agreement

    assert isinstance(found, Agreement)
    assert found.answers.counts == (0, 2, 4, 2, 0)
    assert found.a_wg == Fraction(3, 4)  # 2, 3, 3, 4, 3, 3, 2, 4, as published


def test_opinions_hold_the_statements_only(
    organization: Organization,
) -> None:
    found = opinions(organization, EIGHT, Promise.ATTRIBUTED)

    assert list(found) == ["p2", "p3", "p4", "p5", "p6", "p7"]


def test_opinion_of_fewer_than_five_is_hidden_where_only_totals_were_promised(
    organization: Organization,
) -> None:
    found = opinions(organization, EIGHT, Promise.TOTALS_ONLY)

    assert isinstance(found["p2"].agreement, Agreement)
    assert found["p3"].agreement is Hidden.TOO_FEW


def test_opinions_of_four_executives_are_not_shown_where_only_totals_were_promised(
    organization: Organization,
) -> None:
    assert opinions(organization, {"p2": {"3": 4}}, Promise.TOTALS_ONLY) == {}
