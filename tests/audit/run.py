"""Audits thousands of random organizations; `make audit` runs it on every core.

    python -m tests.audit.run --organizations 10000

Prints what follows from the published numbers under weaker rules (on every fiftieth organization)
and under all of them (on all), and how many cells still show. Ends with status 1 on a disclosure,
by evidence too.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from random import Random

from tests.audit.evidence import told_by_evidence
from tests.audit.oracle import exposed
from tests.audit.organizations import RoundHeld, rounds_of
from tests.audit.publication import Rules, Shown, named_in, published, together
from tests.audit.tables import cells_given_away

EVERY = 50  # weaker rules are costly: without any, nearly everything is a disclosure
BATCH = 20


def disclosures(rounds: list[Shown], *, k: int) -> set[frozenset[int]]:
    """The small groups whose sums follow from all rounds together, and so from any by itself.

    Not those of executives alone who were all named: they are shown one by one.
    """
    named = frozenset().union(*(named_in(one.held) for one in rounds))
    found = {group for sets in together(rounds).values() for group in exposed(sets, k=k)}
    return {group for group in found if not group <= named}


def audit(seeds: Iterable[int]) -> Counter[str]:
    """What is found in the organizations with these numbers, as counts by name."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        held = rounds_of(seed)
        k = max(one.promises.k for one in held)
        for rules in Rules if seed % EVERY == 0 else [Rules.ROUNDS]:
            rounds = published(held, rules)
            found = disclosures(rounds, k=k)
            counts[f"{rules.name}: organizations"] += 1
            counts[f"{rules.name}: with a disclosure"] += bool(found)
            counts[f"{rules.name}: disclosures"] += len(found)
            counts.update({f"{rules.name}: {what}": n for what, n in _cells(rounds).items()})
            if rules is Rules.ROUNDS:
                counts[f"found in organization {seed}"] += len(found)
                counts["evidence"] += bool(told_by_evidence(held, Random(seed)))
        if seed % EVERY == 0:
            counts.update(_tables(held))
    return counts


def _cells(rounds: Iterable[Shown]) -> Counter[str]:
    """Cells of the headline question, totals included, that rest on k answers or more."""
    counts: Counter[str] = Counter()
    for one in rounds:
        k = one.held.promises.k
        counts["shown"] += sum(len(people) >= k for people in one.cells.values())
        counts["hidden"] += sum(people >= k for people in one.hidden.values())
    return counts


def _tables(held: Iterable[RoundHeld]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in held:
        counts["tables"] += 1
        for rules in (Rules.NONE, Rules.PRIMARY, Rules.LINE, Rules.BRIDGE):
            given_away = cells_given_away(one, rules, k=one.promises.k)
            counts[f"{rules.name}: tables"] += bool(given_away)
    return counts


def _batches(first: int, organizations: int) -> Iterator[range]:
    last = first + organizations
    return (range(start, min(start + BATCH, last)) for start in range(first, last, BATCH))


def _report(counts: Counter[str], seconds: float) -> None:
    print(f"{'':36}organizations  with a disclosure  disclosures  cells shown")
    for rules in Rules:
        of = {name: counts[f"{rules.name}: {name}"] for name in ("shown", "hidden")}
        share = of["shown"] / max(1, sum(of.values()))
        print(
            f"{rules.value:36}{counts[f'{rules.name}: organizations']:13,}"
            f"{counts[f'{rules.name}: with a disclosure']:19,}"
            f"{counts[f'{rules.name}: disclosures']:13,}{share:13.1%}"
        )
    print(
        f"\nTables with totals over audiences, {counts['tables']:,}, that give a small cell away:"
    )
    for rules in (Rules.NONE, Rules.PRIMARY, Rules.LINE, Rules.BRIDGE):
        print(f"{rules.value:36}{counts[f'{rules.name}: tables']:13,}")
    told = "\nOrganizations in which evidence in rounds of totals tells of somebody else:"
    print(f"{told} {counts['evidence']:,}")
    for name in sorted(name for name in counts if name.startswith("found in") and counts[name]):
        print(f"{name}: {counts[name]}")
    print(f"\n{seconds:.0f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organizations", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=1, help="the number of the first one")
    asked = parser.parse_args()
    started = time.monotonic()
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor() as workers:
        for done, found in enumerate(
            workers.map(audit, _batches(asked.first, asked.organizations)), start=1
        ):
            counts.update(found)
            if sys.stderr.isatty():
                print(f"\r{done * BATCH:,}", end="", file=sys.stderr)
    _report(counts, time.monotonic() - started)
    sys.exit(bool(counts[f"{Rules.ROUNDS.name}: disclosures"] + counts["evidence"]))


if __name__ == "__main__":
    main()
