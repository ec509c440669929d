"""Tables as files that a spreadsheet opens and does not run."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

_FORMULA_SIGNS = frozenset("=+-@")
_BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet guesses the encoding, and guesses wrong


def as_csv(rows: Iterable[Sequence[str | int | float | None]]) -> str:
    """Rows as CSV in which a spreadsheet reads text as text: "=1+1" becomes "'=1+1".

    A minus sign in our own words is U+2212, which no spreadsheet takes for a formula; a number is
    written as a number, None as an empty cell.
    """
    out = io.StringIO()
    csv.writer(out).writerows([_harmless(cell) for cell in row] for row in rows)
    return _BYTE_ORDER_MARK + out.getvalue()


def _harmless(cell: str | int | float | None) -> str | int | float | None:
    return f"'{cell}" if isinstance(cell, str) and _may_run(cell) else cell


def _may_run(cell: str) -> bool:
    """Whether some spreadsheet would take the text for a formula.

    Some drop spaces and what is invisible first, and East Asian ones run "＝1+1".
    """
    if cell.startswith(("\t", "\r", "\0")):
        return True
    visible = (one for one in cell if unicodedata.category(one)[0] not in "ZC")
    return unicodedata.normalize("NFKC", next(visible, "")) in _FORMULA_SIGNS
