"""What disclosure control costs: an organization's tables, and the comparison of its rounds.

The target is the full set of tables of 12 units and audiences × 20 questions × 8 rounds in less
than 100 ms. Nothing that is kept between calls helps: every table has counts of its own.
"""

import sys
import time
from collections import Counter
from random import Random

from assessment.domain.disclosure import hidden_cells
from assessment.domain.protection import Place, PublishedRound, cells_to_protect
from assessment.domain.unit_tables import Base, Row, Side, unit_table

TARGET = 100.0  # milliseconds
AUDIENCES = ("management", "employees", "customers", "partners")
K = 5
SIZES = (0, 2, 4, 6, 9, 14, 30, 80, 200)

Counts = dict[tuple[Row, Side], int]


def main() -> None:
    chance = Random(2007)  # noqa: S311 - a measurement, not a secret
    one_table = milliseconds_for_tables(chance, units=3, tables=20 * 8)
    print(f"12 cells × 20 questions × 8 rounds: {one_table:.1f} ms; target below {TARGET:.0f} ms")
    for units in (3, 6, 12, 25, 50, 100):
        took = milliseconds_for_tables(chance, units=units, tables=20)
        print(f"{units:5} units × 4 audiences: {took / 20:8.2f} ms a table with all totals")
    for units in (3, 6, 12, 25, 50):
        took = milliseconds_for_sides(chance, units=units, rounds=8)
        print(f"{units:5} units: {took / 8:8.2f} ms for the table that a round publishes")
    for people in (1_000, 10_000, 100_000):
        took = milliseconds_for_closing(chance, people=people, rounds=8)
        print(f"{people:7,} people, 8 rounds: {took:8.0f} ms to compare them when the last closes")
    sys.exit(one_table >= TARGET)


def milliseconds_for_tables(chance: Random, *, units: int, tables: int) -> float:
    """Tables of units by audience with all their totals, as the engine takes them."""
    made = [_counts(chance, units) for _ in range(tables)]
    start = time.perf_counter()
    for counts in made:
        hidden_cells(counts, k=K)
    return (time.perf_counter() - start) * 1000


def milliseconds_for_sides(chance: Random, *, units: int, rounds: int) -> float:
    made = [_bases(_counts(chance, units)) for _ in range(rounds)]
    start = time.perf_counter()
    for bases in made:
        unit_table(bases, k=K)
    return (time.perf_counter() - start) * 1000


def milliseconds_for_closing(chance: Random, *, people: int, rounds: int) -> float:
    """Half of the people answer each round, in one of twelve units; one in a hundred moves."""
    histories: Counter[frozenset[Place]] = Counter()
    counts: list[Counter[tuple[Row, Side]]] = [Counter() for _ in range(rounds)]
    for _ in range(people):
        unit, places = chance.randrange(12), []
        for number in range(rounds):
            if chance.random() < 0.01:
                unit = chance.randrange(12)
            if chance.random() < 0.5:
                places.append(Place(number, unit, "customers"))
                counts[number][unit, "customers"] += 1
        histories[frozenset(places)] += 1
    *earlier, closing = (
        PublishedRound(number, _bases(dict(count)), K) for number, count in enumerate(counts)
    )
    start = time.perf_counter()
    cells_to_protect(earlier, closing, histories)
    return (time.perf_counter() - start) * 1000


def _counts(chance: Random, units: int) -> Counts:
    return {(unit, name): chance.choice(SIZES) for unit in range(units) for name in AUDIENCES}


def _bases(counts: Counts) -> dict[tuple[Row, Side], Base]:
    return {cell: Base(n, n, n) for cell, n in counts.items()}


if __name__ == "__main__":
    main()
