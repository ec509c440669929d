"""Tables as files that a spreadsheet opens and does not run."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

_FORMULA_SIGNS = frozenset("=+-@")
_BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet guesses the encoding, and guesses wrong


def as_csv(rows: Iterable[Sequence[str | int | float | None]]) -> str:
    """Rows as CSV in which a spreadsheet reads text as text: "=1+1" becomes "'=1+1".

    A minus sign in our own words is U+2212, which no spreadsheet takes for a formula; a number is
    written as a number, None as an empty cell.
    """
    out = io.StringIO()
    write_csv(out, rows)
    return out.getvalue()


def write_csv(out: TextIO, rows: Iterable[Sequence[str | int | float | None]]) -> None:
    """The same row by row, for tables that need not be in memory as a whole."""
    out.write(_BYTE_ORDER_MARK)
    csv.writer(out).writerows([_harmless(cell) for cell in row] for row in rows)


def without_guard(cell: str) -> str:
    """The text that a guard was put before: "'=1+1" is "=1+1" again; other text as it is."""
    bare = cell.lstrip("'")
    return cell[1:] if bare != cell and may_run(bare) else cell


def with_guard(cell: str) -> str:
    """Text that is read back as it is, though it looks as if it had a guard: one more."""
    return f"'{cell}" if cell.startswith("'") and may_run(cell.lstrip("'")) else cell


def guarded(cell: str) -> str:
    """Text that no spreadsheet runs: what it might take for a formula begins with "'"."""
    return f"'{cell}" if may_run(cell) else cell


def _harmless(cell: str | int | float | None) -> str | int | float | None:
    return guarded(cell) if isinstance(cell, str) else cell


def may_run(cell: str) -> bool:
    """Whether some spreadsheet would take the text for a formula.

    Some drop spaces and what is invisible first, and East Asian ones run "＝1+1".
    """
    if cell.startswith(("\t", "\r", "\0")):
        return True
    visible = (one for one in cell if unicodedata.category(one)[0] not in "ZC")
    return unicodedata.normalize("NFKC", next(visible, "")) in _FORMULA_SIGNS
