"""Small groups of people whose answers follow from comparing what several rounds published.

Whoever supposes that nobody changed their mind reads every published sum as an equation over the
same people. A person’s history is the set of published groups they were counted in; people with
equal histories are told apart by no sum. A set of people is known when its own sum is a
combination of published sums. The search is exact up to `SEARCHED` tries, and beyond that says
that it cannot rule a group out.
"""

from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Final, TypeAlias, TypeVar

Group = TypeVar("Group", bound=Hashable)
Unknown = TypeVar("Unknown", bound=Hashable)
History: TypeAlias = tuple[int, ...]  # the numbers of groups, in order
Equation: TypeAlias = tuple[dict[Unknown, int], int]  # coefficients, and what they add up to

SEARCHED: Final = 100_000
PRIME: Final = (1 << 61) - 1


@dataclass(frozen=True, slots=True)
class _System:
    """Histories with the number of people of each, and an order in which groups are solved.

    `pivots` pairs a group with a history in which all other groups stand before it; `dense` are
    the groups for which there is no such history.
    """

    histories: Sequence[History]
    people: Sequence[int]
    pivots: Sequence[tuple[int, int]]
    dense: frozenset[int]

    def dense_part(self, history: int) -> History:
        return tuple(group for group in self.histories[history] if group in self.dense)


def identified(
    histories: Mapping[frozenset[Group], int], *, k: int
) -> Iterator[tuple[frozenset[Group], int]]:
    """The groups whose sums combine into that of fewer than `k` people, and how many those are.

    `histories` counts people by the groups they belong to. Ten people in one round and nine of
    them in the next: both rounds' groups, and 1. Where the search would take too long, all groups
    that cannot be cleared, and 0. The same groups may come several times.
    """
    names = sorted({group for history in histories for group in history}, key=str)
    numbers = {group: number for number, group in enumerate(names)}
    counted: Counter[History] = Counter()
    for history, people in histories.items():
        counted[tuple(sorted(numbers[group] for group in history))] += people
    for found, people in _identified(_without_large(counted, k), k):
        yield frozenset(names[number] for number in found), people


def _identified(counted: Mapping[History, int], k: int) -> Iterator[tuple[set[int], int]]:
    half = k // 2  # two halves make every set of fewer than k histories
    for part in _unconnected(counted):
        light = sum(people < k for people in part.values())
        if sum(comb(light, size) for size in range(1, half + 1)) > SEARCHED:
            yield {group for history in part for group in history}, 0
            continue
        system = _system(part)
        for members in _zero_sums(system, half, k):
            if groups := _combination(system, members):
                yield groups, sum(system.people[history] for history in members)


def _unconnected(counted: Mapping[History, int]) -> Iterator[dict[History, int]]:
    """The histories in parts that share no group: no sum of one says anything about another."""
    above: dict[int, int] = {}

    def top(group: int) -> int:
        while (higher := above.setdefault(group, group)) != group:
            above[group] = above[higher]
            group = higher
        return group

    for history in counted:
        for group in history[1:]:
            above[top(group)] = top(history[0])
    parts: dict[int, dict[History, int]] = defaultdict(dict)
    for history, people in counted.items():
        parts[top(history[0])][history] = people
    yield from parts.values()


def _without_large(counted: Mapping[History, int], k: int) -> Mapping[History, int]:
    """What is left when groups that hold k people of no other group are taken out.

    A combination that is to tell of fewer than k people cannot use such a group; then neither
    can it use a group that holds k people of no other one of those left, and so on.
    """
    while True:
        solved = {
            history[0] for history, people in counted.items() if len(history) == 1 and people >= k
        }
        left: Counter[History] = Counter()
        for history, people in counted.items():
            if rest := tuple(group for group in history if group not in solved):
                left[rest] += people
        if not solved:
            return left
        counted = left


def _system(counted: Mapping[History, int]) -> _System:
    histories = sorted(counted)
    holders: dict[int, list[int]] = defaultdict(list)
    for history, groups in enumerate(histories):
        for group in groups:
            holders[group].append(history)
    unsolved = [len(groups) for groups in histories]
    ready = deque(history for history, count in enumerate(unsolved) if count == 1)
    pivots: dict[int, int] = {}
    while ready:
        history = ready.popleft()
        if unsolved[history] != 1:
            continue
        group = next(group for group in histories[history] if group not in pivots)
        pivots[group] = history
        for holder in holders[group]:
            unsolved[holder] -= 1
            if unsolved[holder] == 1:
                ready.append(holder)
    return _System(
        histories=histories,
        people=[counted[groups] for groups in histories],
        pivots=list(pivots.items()),
        dense=frozenset(holders) - pivots.keys(),
    )


def _null_vector(system: _System) -> list[int]:
    """A value for every history so that each group's values add up to 0, otherwise scattered.

    Histories whose own sum is known add up to 0 in every such vector; others do so by chance,
    once in 10¹⁸. All values are modulo PRIME.
    """
    values = [_scattered(history) for history in range(len(system.histories))]
    alike: dict[History, list[int]] = defaultdict(list)
    for history in range(len(values)):
        if part := system.dense_part(history):
            alike[part].append(history)
    equations: list[Equation[History]] = [
        ({part: 1 for part in alike if group in part}, 0) for group in sorted(system.dense)
    ]
    solution = _solved(equations, lambda part: values[alike[part][0]]) or {}
    for part, members in alike.items():
        wanted = solution.get(part, 0)
        values[members[-1]] = (wanted - sum(values[one] for one in members[:-1])) % PRIME
    sums = [0] * (1 + max((groups[-1] for groups in system.histories), default=0))
    own = {history for _, history in system.pivots}
    for history, groups in enumerate(system.histories):
        if history not in own:
            for group in groups:
                sums[group] += values[history]
    for group, history in reversed(system.pivots):
        values[history] = -sums[group] % PRIME
        for other in system.histories[history]:
            sums[other] += values[history]
    return values


def _zero_sums(system: _System, half: int, k: int) -> Iterator[tuple[int, ...]]:
    """Each set of histories with fewer than k people whose values add up to 0, small ones first."""
    values, people = _null_vector(system), system.people
    light = [history for history, count in enumerate(people) if count < k]
    longest: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    by_sum: dict[int, list[tuple[int, ...]]] = {0: [()]}
    seen: set[tuple[int, ...]] = set()
    for _ in range(half):
        longest = [
            ((total + values[one]) % PRIME, size + people[one], (*members, one))
            for total, size, members in longest
            for one in light[bisect_right(light, members[-1]) if members else 0 :]
            if size + people[one] < k
        ]
        for total, _, members in longest:
            by_sum.setdefault(total, []).append(members)
        for total, _, members in longest:
            for other in by_sum.get(-total % PRIME, ()):
                both = tuple(sorted({*members, *other}))
                if len(both) < len(members) + len(other) or both in seen:
                    continue
                if sum(people[one] for one in both) < k:
                    seen.add(both)
                    yield both


def _combination(system: _System, members: Sequence[int]) -> set[int]:
    """The groups that are added or taken off to get the sum of these histories; empty if none."""
    inside = set(members)
    factors: dict[int, int] = {}
    for group, history in system.pivots:
        others = sum(factors[one] for one in system.histories[history] if one != group)
        factors[group] = ((history in inside) - others) % PRIME
    equations: list[Equation[int]] = []
    for history, groups in enumerate(system.histories):
        known = sum(factors.get(group, 0) for group in groups)
        part = dict.fromkeys(system.dense_part(history), 1)
        equations.append((part, ((history in inside) - known) % PRIME))
    if (solution := _solved(equations, lambda _: 0)) is None:
        return set()
    return {group for group, factor in (factors | solution).items() if factor}


def _solved(
    equations: Iterable[Equation[Unknown]], free: Callable[[Unknown], int]
) -> dict[Unknown, int] | None:
    """A solution modulo PRIME with the given values where there is a choice; None without one."""
    rows: list[tuple[Unknown, dict[Unknown, int], int]] = []
    done: set[tuple[frozenset[tuple[Unknown, int]], int]] = set()
    for given, given_sum in equations:
        if (key := (frozenset(given.items()), given_sum)) in done:
            continue
        done.add(key)
        row, wanted = dict(given), given_sum
        for pivot, other, other_sum in rows:
            if factor := row.get(pivot, 0):
                wanted = (wanted - factor * other_sum) % PRIME
                for unknown, value in other.items():
                    row[unknown] = (row.get(unknown, 0) - factor * value) % PRIME
        row = {unknown: value for unknown, value in row.items() if value}
        if not row:
            if wanted:
                return None
            continue
        pivot = next(iter(row))
        inverse = pow(row[pivot], -1, PRIME)
        scaled = {unknown: value * inverse % PRIME for unknown, value in row.items()}
        rows.append((pivot, scaled, wanted * inverse % PRIME))
    solution: dict[Unknown, int] = {}
    for pivot, row, wanted in reversed(rows):
        for unknown in row:
            if unknown != pivot and unknown not in solution:
                solution[unknown] = free(unknown)
        taken = sum(value * solution[one] for one, value in row.items() if one != pivot)
        solution[pivot] = (wanted - taken) % PRIME
    return solution


def _scattered(number: int) -> int:
    """A number that looks drawn at random and is the same every time (the mixer of SplitMix64)."""
    mixed = (number + 1) * 0x9E3779B97F4A7C15 % (1 << 64)
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 % (1 << 64)
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % (1 << 64)
    return (mixed ^ (mixed >> 31)) % PRIME
