"""What readers without names are shown never tells more to those who know the names."""

import random
from collections.abc import Iterator

import pytest

from assessment.domain.disclosure import TOTAL, Hidden
from assessment.domain.rounds import Promise
from assessment.domain.shares import Share
from assessment.models import Organization, Round
from assessment.queries.counts import counts_of
from assessment.queries.perception import Perception, perception_of
from assessment.queries.protection import SIDES, table_of
from assessment.queries.rounds import without_names
from tests.closed_rounds import CUSTOMER, EXECUTIVE, MANAGER, Cell, Choices, a_round, headline

UNITS = ("North", "South", "East", "West")


def perception(round_: Round) -> Perception:
    result = perception_of(round_, counts_of([round_.pk])[round_.pk])
    assert result is not None
    return result


def two_managers(organization: Organization, *, promise: Promise = Promise.ATTRIBUTED) -> Round:
    asked = {"p2": {"5": 1, "4": 1}, "m1": {"50": 1, "90": 1}}
    return a_round(
        organization,
        {
            EXECUTIVE: headline(6, 9) | {"p2": {"5": 4, "4": 5}, "m1": {"50": 9}},
            MANAGER: headline(1, 2) | asked,
            CUSTOMER: headline(30, 300) | {"p2": {"5": 30, "4": 270}},
        },
        promise=promise,
    )


def test_two_managers_do_not_follow_from_the_viewers_total_and_the_named_executives(
    organization: Organization,
) -> None:
    """9 named executives of whom 6 say so, and 7 of 11 for viewers, would be 1 of 2 managers."""
    for_viewers = perception(without_names(two_managers(organization)))

    assert for_viewers.headline.management is Hidden.PROTECTS_OTHERS
    assert for_viewers.headline.gap is None
    assert for_viewers.questions[1].management is Hidden.PROTECTS_OTHERS
    assert for_viewers.prediction is Hidden.PROTECTS_OTHERS
    answers = {one.side: one.answers for one in for_viewers.distributions}
    assert answers["management"] is None


def test_two_managers_of_a_round_without_names_stand_with_the_executives(
    organization: Organization,
) -> None:
    round_ = two_managers(organization, promise=Promise.TOTALS_ONLY)

    for one in (round_, without_names(round_)):
        assert isinstance(perception(one).headline.management, Share)


def test_unit_that_covers_another_one_covers_it_for_viewers_too(
    organization: Organization,
) -> None:
    """The executive team would do as a cover where it is not known, so South would show."""
    round_ = a_round(
        organization,
        {
            EXECUTIVE: headline(3, 5),
            (MANAGER, "North"): headline(1, 3),
            (MANAGER, "South"): headline(2, 6),
            (MANAGER, "East"): headline(9, 20),
        },
    )
    counts = counts_of([round_.pk])[round_.pk]

    named, viewers = (table_of(one, counts) for one in (round_, without_names(round_)))

    assert len(named.hidden) == 2
    assert named.hidden.keys() <= viewers.hidden.keys()


@pytest.mark.parametrize("seed", range(12))
def test_nothing_shows_for_viewers_that_the_leadership_is_not_shown(
    organization: Organization, seed: int
) -> None:
    """Nothing but what stands on named executives alone, which the leadership knows."""
    round_ = a_round(organization, drawn(random.Random(seed)))

    named, viewers = dict(shown(round_)), dict(shown(without_names(round_)))

    assert viewers.items() <= named.items()


def drawn(draw: random.Random) -> dict[Cell, Choices]:
    """A few executives, and units with few and with many managers and customers."""
    answers: dict[Cell, Choices] = {EXECUTIVE: headline(1, draw.randint(2, 12))}
    for unit in UNITS[: draw.randint(1, 4)]:
        for audience in (MANAGER, CUSTOMER):
            if count := draw.choice([0, 1, 2, 3, 4, 5, 6, 9, 20]):
                sure = draw.randint(0, count)
                answers[audience, unit] = headline(sure // 2, sure, dont_know=count - sure)
    return answers


def shown(round_: Round) -> Iterator[tuple[object, object]]:
    """Every end of the table of units that is printed, under its row and side."""
    found = perception(round_)
    for one in (found.headline, *found.units):
        for side in SIDES:
            end = getattr(one, side)
            row = TOTAL if one is found.headline else one.topic
            if isinstance(end, Share) and end.asked and row != "Executive team":
                yield (row, side), (end.x, end.n, end.dont_know)
    yield from ((one.side, one.answers) for one in found.distributions if one.answers)
