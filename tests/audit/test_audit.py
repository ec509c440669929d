"""A part of the audit with every test run, and the oracle on cases that are known."""

from random import Random

import pytest

from assessment.domain.audiences import Audience
from assessment.domain.disclosure import TOTAL
from assessment.domain.promises import Promises
from assessment.domain.rounds import Promise
from tests.audit.evidence import beside, told_by_evidence
from tests.audit.oracle import exposed
from tests.audit.organizations import RoundHeld, Seat, rounds_of
from tests.audit.publication import Rules, Shown, published, published_with_evidence
from tests.audit.run import audit, disclosures

ORGANIZATIONS = 500
PARTS = 10


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_small_follows_from_what_is_published(part: int) -> None:
    first = 1_000_000 + part * ORGANIZATIONS // PARTS

    seeds = range(first, first + ORGANIZATIONS // PARTS)
    given_away = [seed for seed in seeds if _disclosures(seed, Rules.ROUNDS)]

    assert given_away == []


@pytest.mark.parametrize("rules", [rules for rules in Rules if rules is not Rules.ROUNDS])
def test_every_weaker_set_of_rules_lets_something_through(rules: Rules) -> None:
    assert any(_disclosures(seed, rules) for seed in range(1, 30))


def test_audit_counts_organizations_and_cells() -> None:
    counts = audit(range(1, 4))

    assert counts["ROUNDS: organizations"] == 3
    assert counts["ROUNDS: disclosures"] == 0
    assert counts["ROUNDS: shown"] > 0


def test_organization_is_the_same_every_time() -> None:
    assert rounds_of(7) == rounds_of(7)
    assert any(len(rounds_of(seed)) == 6 for seed in range(50))


def test_evidence_tells_of_nobody_else() -> None:
    held = [rounds_of(seed) for seed in range(1, 200)]

    assert sum(bool(published_with_evidence(one, Random(7))[1]) for one in held) > 20
    assert not [seed for seed, one in enumerate(held) if told_by_evidence(one, Random(seed))]


def test_audit_sees_what_evidence_would_tell_over_rounds() -> None:
    """The giver leaves and another joins; the same team gives nothing away."""
    first, second, same = _totals(0, range(6)), _totals(1, range(1, 7)), _totals(1, range(6))

    assert beside([first, second], {0}) == [frozenset([6])]
    assert beside([first, same], {0}) == []


def _totals(number: int, people: range) -> Shown:
    """A round of totals that executives alone answered, with its self-assessment shown."""
    seats = {person: Seat(Audience.EXECUTIVE, None) for person in people}
    held = RoundHeld(number, Promises(Promise.TOTALS_ONLY, 5), seats, frozenset())
    return published([held], Rules.ROUNDS)[0]


def test_oracle_finds_the_one_who_left() -> None:
    assert exposed([frozenset(range(10)), frozenset(range(9))], k=5) == [frozenset([9])]


def test_oracle_finds_four_and_not_five() -> None:
    assert exposed([frozenset(range(10)), frozenset(range(6))], k=5) == [frozenset([6, 7, 8, 9])]
    assert exposed([frozenset(range(10)), frozenset(range(5))], k=5) == []


def test_oracle_finds_whom_only_two_units_together_give_away() -> None:
    """1 and 11 change places and 21 joins: no unit is part of its own next one, but both are."""
    north, south = frozenset(range(1, 11)), frozenset(range(11, 21))
    north_later = north - {1} | {11}
    south_later = south - {11} | {1, 21}

    assert exposed([north, south, north_later, south_later], k=5) == [frozenset([21])]


def test_oracle_finds_people_who_are_given_away_apart() -> None:
    """Two people who left two units are two findings and one group of two."""
    found = exposed([frozenset(range(10)), frozenset(range(10)) - {3, 4}], k=5)

    assert found == [frozenset([3, 4])]


def test_same_people_in_two_rounds_give_nobody_away() -> None:
    assert exposed([frozenset(range(9)), frozenset(range(9))], k=5) == []


def test_a_hidden_total_is_not_published() -> None:
    rounds = [one for seed in range(1, 25) for one in published(rounds_of(seed), Rules.ROUNDS)]

    hidden = [one for one in rounds if any(row is TOTAL for row, _ in one.hidden)]
    assert hidden
    assert all(
        (TOTAL, side) not in one.cells for one in hidden for row, side in one.hidden if row is TOTAL
    )


def _disclosures(seed: int, rules: Rules) -> set[frozenset[int]]:
    held = rounds_of(seed)
    return disclosures(published(held, rules), k=max(one.promises.k for one in held))
