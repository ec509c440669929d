"""Random organizations over a few rounds: people who join, leave, move, answer or stay silent."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from assessment.domain.audiences import Audience
from assessment.domain.promises import Promises
from assessment.domain.rounds import Promise

LARGEST, MOST_UNITS, MOST_ROUNDS = 400, 12, 6


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody answers: executives sit in no unit."""

    audience: Audience
    unit: int | None


@dataclass(frozen=True, slots=True)
class RoundHeld:
    """Who answered, from which seat; `unsure` of them said don’t know to the headline question."""

    number: int
    promises: Promises
    answered: Mapping[int, Seat]
    unsure: frozenset[int]


@dataclass(frozen=True, slots=True)
class Habits:
    """How likely people are to answer, by audience, and to leave, join, move and not to know."""

    response: Mapping[Audience, float]
    leaving: float
    joining: float
    moving: float
    not_knowing: float
    changing_audience: float


def rounds_of(seed: int) -> list[RoundHeld]:
    """The rounds of the organization with this number; the same every time."""
    chance = Random(seed)
    units = chance.randint(1, MOST_UNITS)
    habits = _habits(chance)
    audiences = chance.choices(list(Audience), [2, 5, 8, 10, 2], k=chance.randint(3, LARGEST))
    most_executives = chance.randint(0, 12)
    people: dict[int, Seat] = {}
    for audience in audiences:
        _join(people, audience, units, most_executives, chance)
    promise = chance.choice(list(Promise))
    k = chance.choice([5] * 9 + [6])
    held = []
    for number in range(chance.randint(1, MOST_ROUNDS)):
        if chance.random() < 0.1:
            promise = chance.choice(list(Promise))
        held.append(_round(number, Promises(promise, k), people, habits, chance))
        people = _changed(people, units, most_executives, habits, chance)
    return held


def _habits(chance: Random) -> Habits:
    """One organization in three is as still as can be, where one change tells the most."""
    still = chance.random() < 0.35
    rate = 0.01 if still else chance.choice([0.02, 0.05, 0.15])
    lowest = chance.choice([1.0, 0.95]) if still else chance.choice([0.1, 0.3, 0.5, 0.8])
    return Habits(
        response={audience: chance.uniform(lowest, 1) for audience in Audience},
        leaving=rate * chance.random(),
        joining=rate * chance.random(),
        moving=rate * chance.random(),
        not_knowing=chance.choice([0, 0, 0.03, 0.2]),
        changing_audience=chance.choice([0, 0, 0.01]),
    )


def _join(
    people: dict[int, Seat],
    audience: Audience,
    units: int,
    most_executives: int,
    chance: Random,
    *,
    above: int = -1,
) -> None:
    executives = sum(seat.audience is Audience.EXECUTIVE for seat in people.values())
    if audience is Audience.EXECUTIVE and executives >= most_executives:
        audience = Audience.MANAGER
    number = max(max(people, default=-1), above) + 1
    people[number] = _seat(audience, units, chance)


def _seat(audience: Audience, units: int, chance: Random) -> Seat:
    if audience is Audience.EXECUTIVE or chance.random() < 0.03:
        return Seat(audience, None)
    # Low numbers come more often, so that there are large units and small ones.
    return Seat(audience, min(chance.randrange(units), chance.randrange(units)))


def _round(
    number: int, promises: Promises, people: Mapping[int, Seat], habits: Habits, chance: Random
) -> RoundHeld:
    answered = {
        person: seat
        for person, seat in people.items()
        if chance.random() <= habits.response[seat.audience]
    }
    unsure = frozenset(person for person in answered if chance.random() < habits.not_knowing)
    return RoundHeld(number, promises, answered, unsure)


def _changed(
    people: Mapping[int, Seat], units: int, most_executives: int, habits: Habits, chance: Random
) -> dict[int, Seat]:
    """The people of the next quarter; numbers are never given twice."""
    after: dict[int, Seat] = {}
    for person, seat in people.items():
        if chance.random() < habits.leaving:
            continue
        if seat.audience is not Audience.EXECUTIVE and chance.random() < habits.moving:
            after[person] = _seat(seat.audience, units, chance)
        elif seat.audience is Audience.EMPLOYEE and chance.random() < habits.changing_audience:
            after[person] = replace(seat, audience=Audience.MANAGER)
        else:
            after[person] = seat
    sizes = Counter(seat.audience for seat in people.values())
    for audience, size in sizes.items():
        for _ in range(size):
            if chance.random() < habits.joining:
                _join(after, audience, units, most_executives, chance, above=max(people))
    return after
