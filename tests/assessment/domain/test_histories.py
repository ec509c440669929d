"""What is known of few people when several rounds are compared."""

from collections import Counter
from random import Random

import pytest

from assessment.domain.histories import identified
from tests.audit.oracle import exposed


def found(histories: dict[str, int], *, k: int = 5) -> set[tuple[str, int]]:
    """Histories as letters: "ab" is counted in the groups a and b."""
    counted = {frozenset(groups): people for groups, people in histories.items()}
    return {("".join(sorted(groups)), people) for groups, people in identified(counted, k=k)}


def test_one_who_left_is_known_from_both_rounds() -> None:
    assert found({"ab": 9, "a": 1}) == {("ab", 1)}


def test_five_who_left_are_a_group() -> None:
    assert found({"ab": 9, "a": 5}) == set()


def test_nobody_is_known_while_one_left_and_one_joined() -> None:
    assert found({"ab": 9, "a": 1, "b": 1}) == set()


def test_same_people_again_tell_nothing() -> None:
    assert found({"abc": 9}) == set()


def test_two_units_together_can_give_away_one() -> None:
    """Between the units a, b and later c, d two people changed places and one joined."""
    assert found({"ac": 9, "ad": 1, "bd": 9, "bc": 1, "d": 1}) == {("abcd", 1)}


def test_three_rounds_can_give_away_one() -> None:
    """a is a round of three groups; what b and c have of it leave one person over."""
    assert ("abc", 1) in found({"ab": 6, "ac": 7, "a": 1})


def test_a_group_with_five_of_its_own_protects_the_others() -> None:
    assert found({"ab": 9, "a": 1, "b": 5}) == set()


@pytest.mark.parametrize(("k", "known"), [(5, set()), (6, {("ab", 5)}), (8, {("ab", 5)})])
def test_the_size_of_a_small_group_is_the_rounds_own(k: int, known: set[tuple[str, int]]) -> None:
    assert found({"ab": 20, "a": 5}, k=k) == known


def test_what_cannot_be_searched_is_not_cleared() -> None:
    """There are too many sets of up to 29 people; all groups are named, without a number."""
    histories = {f"{one}{other}": 1 for one in "abcdefgh" for other in "ijklmnop"}

    assert found(histories, k=30) == {("abcdefghijklmnop", 0)}


@pytest.mark.parametrize("seed", range(60))
def test_findings_are_those_of_linear_algebra(seed: int) -> None:
    chance = Random(seed)
    rounds, groups = chance.randint(2, 4), chance.randint(1, 3)
    people = [
        frozenset(
            f"{number}{chance.choices(range(groups), range(groups, 0, -1))[0]}"
            for number in range(rounds)
            if chance.random() < 0.8
        )
        for _ in range(chance.randint(4, 30))
    ]

    sizes = [size for _, size in identified(Counter(people), k=5)]

    names = {group for history in people for group in history}
    published = [
        frozenset(at for at, history in enumerate(people) if group in history) for group in names
    ]
    assert bool(sizes) == bool(exposed(published, k=5))
