"""What the drills found, as one table."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

HEADS = ("drill", "on", "what was done", "expected", "seen", "verdict")
WIDTHS = (16, 8, 42, 34, 46, 7)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that was tried: what was done, what must hold, what was seen, whether it held."""

    done: str
    expected: str
    seen: str
    held: bool


@dataclass(frozen=True, slots=True)
class Row:
    drill: str
    database: str
    outcome: Outcome

    @property
    def cells(self) -> tuple[str, ...]:
        one = self.outcome
        verdict = "held" if one.held else "FAILED"
        return (self.drill, self.database, one.done, one.expected, one.seen, verdict)


def table_of(rows: Iterable[Row]) -> str:
    """The table, each cell wrapped to the width of its column."""
    ruler = "  ".join("-" * width for width in WIDTHS)
    blocks = [_lines(HEADS), ruler]
    for row in rows:
        blocks += [_lines(row.cells), ""]
    return "\n".join(blocks).rstrip()


def all_held(rows: Sequence[Row]) -> bool:
    """Whether everything held; nothing tried is nothing held."""
    return bool(rows) and all(row.outcome.held for row in rows)


def _lines(cells: Sequence[str]) -> str:
    wrapped = [
        textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, WIDTHS, strict=True)
    ]
    return "\n".join(
        "  ".join(part.ljust(width) for part, width in zip(line, WIDTHS, strict=True)).rstrip()
        for line in zip_longest(*wrapped, fillvalue="")
    )
