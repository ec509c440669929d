"""All contacts as a file, row by row, in the columns that an import reads."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import IO, Final

from xlsxwriter import Workbook

from leadership.domain.contact_columns import COLUMNS
from leadership.domain.spreadsheets import guarded, with_guard, write_csv

SHEET: Final = "Contacts"
_WIDTHS: Final = (34, 28, 12, 24, 10)
Row = Sequence[str]


def write_contacts_as_csv(rows: Iterable[Row], into: IO[bytes]) -> None:
    text = TextIOWrapper(into, encoding="utf-8", newline="")
    write_csv(text, _with_header(rows))
    text.detach()


def write_contacts_as_workbook(rows: Iterable[Row], into: IO[bytes], *, now: datetime) -> None:
    """Nothing in it is a formula or a link; what looks like a formula is guarded as in CSV."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(into, options)
    created = now.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": SHEET, "author": "Corner Office", "created": created})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(SHEET)
    sheet.freeze_panes(1, 0)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    for line, row in enumerate(_with_header(rows)):
        for place, value in enumerate(row):
            if value:
                sheet.write_string(line, place, guarded(value), bold if line == 0 else None)
    book.close()


def _with_header(rows: Iterable[Row]) -> Iterable[Row]:
    yield COLUMNS
    for row in rows:
        yield [with_guard(value) for value in row]
