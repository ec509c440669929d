"""The verdict: which small groups’ sums follow from the published sums, by linear algebra alone.

A published number is the sum of one unknown a person, such as 1 for the strongest answer and 0
for any other, over a set of people. `exposed` looks at the space of all vectors that change no
published sum. A group’s own sum is known exactly when every such vector adds up to 0 over the
group. So the oracle proves, for the sets it is given: no group of fewer than k people, and no
single person, has a sum that is a linear combination of published sums, however many of these are
added up or taken off. Groups are looked for among unions of up to four kinds of people who were
counted in exactly the same sets; fewer than five people are never of more than four kinds.

It does not prove that nothing can be guessed: a sum of 0 or of everybody tells each answer of a
large group too, and a difference of two people’s answers may follow although neither answer does.

Nothing here knows the engine’s rules. Ranks are numeric (singular values, double precision) and
every finding is confirmed on the whole space before it is reported.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
SMALL = 1e-8


def exposed(published: Collection[frozenset[int]], *, k: int) -> list[frozenset[int]]:
    """The groups of 1 to k − 1 people whose sum follows from the sums over these sets.

    Without those that hold a whole kind of people whose sum follows by itself.
    """
    sets = sorted({people for people in published if people}, key=sorted)
    kinds = _kinds(sets)
    sizes = [len(people) for people in kinds]
    space = _changes(sets, kinds)
    light = [at for at, size in enumerate(sizes) if size < k]
    found = []
    for members in _adding_to_nothing(space, light, sizes, k):
        if np.abs(space[list(members)].sum(axis=0)).max(initial=0) < SMALL:
            found.append(frozenset().union(*(kinds[at] for at in members)))
    return found


def _kinds(sets: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """People who are in exactly the same sets."""
    inside: dict[int, list[int]] = defaultdict(list)
    for number, people in enumerate(sets):
        for person in people:
            inside[person].append(number)
    kinds: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for person, numbers in inside.items():
        kinds[tuple(numbers)].add(person)
    return [frozenset(kinds[numbers]) for numbers in sorted(kinds)]


def _changes(sets: Sequence[frozenset[int]], kinds: Sequence[frozenset[int]]) -> Values:
    """A basis of all changes of answers that no published sum shows: a row for each kind."""
    if not kinds:
        return np.zeros((0, 0))
    some = [next(iter(people)) for people in kinds]
    sums = np.array([[float(person in people) for person in some] for people in sets])
    _, sizes, directions = np.linalg.svd(sums)
    rank = int((sizes > SMALL).sum())
    basis: Values = directions[rank:].T
    return basis


def _adding_to_nothing(
    space: Values, light: Sequence[int], sizes: Sequence[int], k: int
) -> Iterator[tuple[int, ...]]:
    """Candidates: up to four rows whose projection on one scattered direction adds up to 0.

    A row that is 0 is a finding by itself; larger ones with it would only repeat it.
    """
    alone = {at for at in light if np.abs(space[at]).max(initial=0) < SMALL}
    yield from ((at,) for at in light if at in alone)
    light = [at for at in light if at not in alone]
    direction = np.random.default_rng(2007).standard_normal(space.shape[1])
    shadow = space @ direction
    halves: list[tuple[int, ...]] = [()]
    halves += [(one,) for one in light]
    halves += [pair for pair in combinations(light, 2) if sizes[pair[0]] + sizes[pair[1]] < k]
    totals = np.array([shadow[list(half)].sum() if half else 0.0 for half in halves])
    order = np.argsort(totals)
    ordered = totals[order]
    first = np.searchsorted(ordered, -totals - SMALL)
    last = np.searchsorted(ordered, -totals + SMALL)
    seen: set[tuple[int, ...]] = set()
    for at in np.flatnonzero(last > first):
        for other in order[first[at] : last[at]]:
            both = tuple(sorted({*halves[at], *halves[other]}))
            apart = len(both) == len(halves[at]) + len(halves[other])
            if both and apart and both not in seen and sum(sizes[one] for one in both) < k:
                seen.add(both)
                yield both
