"""Files of people for tests, good and hostile ones, and what is read from them."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook

from leadership.domain.contact_columns import Columns, guessed
from leadership.domain.contact_lists import Accepted, ListReader, Rejected
from leadership.uploads.tables import opened_table

HEADER = "email,name,audience,unit,language\n"
COLUMNS = tuple(HEADER.strip().split(","))
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True, slots=True)
class ReadList:
    note: str
    accepted: tuple[Accepted, ...]
    rejected: tuple[Rejected, ...]


def read_list(content: bytes | str, columns: Columns | None = None) -> ReadList:
    """Read a file as an import does; without columns, as their names suggest."""
    raw = content.encode() if isinstance(content, str) else content
    with opened_table(io.BytesIO(raw)) as table:
        reader = ListReader(columns or Columns(guessed(table.header).places), len(table.header))
        outcomes = [reader.read(row) for row in table.rows]
    return ReadList(
        table.note,
        tuple(row for row in outcomes if isinstance(row, Accepted)),
        tuple(row for row in outcomes if isinstance(row, Rejected)),
    )


def a_workbook(
    rows: Iterable[Sequence[Any]],
    *,
    before: Mapping[str, Iterable[Sequence[Any]]] | None = None,
    hidden: Sequence[str] = (),
) -> bytes:
    """A workbook with the rows on a sheet “People”, behind the sheets named in `before`."""
    book = Workbook()
    book.remove(book["Sheet"])
    for name, others in {**(before or {}), "People": rows}.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def people_workbook(*rows: Sequence[Any]) -> bytes:
    return a_workbook([COLUMNS, *rows])


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """The same workbook, one of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def a_sheet(rows: str, *, before: str = "") -> bytes:
    """A sheet’s XML around some rows."""
    return (
        f'<?xml version="1.0"?>{before}'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    ).encode()
