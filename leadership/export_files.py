"""Tables as files: a workbook, or CSV files in an archive; equal tables give equal bytes."""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from leadership.domain.export_tables import Column, ExportTable, Form, Value, csv_rows
from leadership.domain.spreadsheets import as_csv

WIDEST = 60
_NARROWEST = 10
_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = str.maketrans("", "", "[]:*?/\\'")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a ZIP archive knows no earlier date
_NUMBER_FORMATS = {
    Form.COUNT: "#,##0",
    Form.SHARE: "0%",
    Form.POINTS: "General",
    Form.SCORE: "0.00",
    Form.MEAN: "0.0",
}
Formats = dict[Form, Format]


def workbook_of(tables: Iterable[ExportTable], *, title: str, created_at: datetime) -> bytes:
    """An XLSX workbook with one sheet a table; nothing in it is a formula or a link.

    `created_at` is the date that the file gives itself: the round's, not that of the download.
    """
    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(out, options)
    created = created_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": title, "author": "Corner Office", "created": created})
    formats = _formats(book)
    header = book.add_format(
        {"bold": True, "bg_color": "#EDE8DC", "bottom": 1, "text_wrap": True, "valign": "top"}
    )
    taken: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(_sheet_name(table.title, taken))
        _write(sheet, table, header=header, formats=formats)
    book.close()
    return out.getvalue()


def archive_of(tables: Iterable[ExportTable]) -> bytes:
    """A ZIP archive with one CSV file a table."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            entry = zipfile.ZipInfo(f"{table.key}.csv", _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, csv_of(table))
    return out.getvalue()


def csv_of(table: ExportTable) -> bytes:
    return as_csv(csv_rows(table)).encode()


def _formats(book: Workbook) -> Formats:
    formats = {
        form: book.add_format({"num_format": shape, "valign": "top"})
        for form, shape in _NUMBER_FORMATS.items()
    }
    formats[Form.TEXT] = book.add_format({"text_wrap": True, "valign": "top"})
    return formats


def _write(sheet: Worksheet, table: ExportTable, *, header: Format, formats: Formats) -> None:
    """Row by row, because in constant memory a row is gone once the next one begins."""
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _width(table, place))
        sheet.write_string(0, place, column.heading, header)
    sheet.freeze_panes(1, 1 if len(table.columns) > 4 else 0)
    for line, row in enumerate(table.rows, start=1):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _write_cell(sheet, line, place, value, formats[_form_of(column, value)])
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_cell(sheet: Worksheet, line: int, place: int, value: Value, look: Format) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(line, place, value, look)
    elif value is not None:
        sheet.write_number(line, place, value, look)


def _form_of(column: Column, value: Value) -> Form:
    return Form.TEXT if isinstance(value, str) else column.form


def _width(table: ExportTable, place: int) -> int:
    """As wide as the longest value, within limits; a heading wraps and needs its longest word."""
    words = max(map(len, table.columns[place].heading.split()), default=0)
    values = max((len(str(row[place] or "")) for row in table.rows), default=0)
    return min(WIDEST, max(_NARROWEST, words + 2, values + 2))


def _sheet_name(title: str, taken: set[str]) -> str:
    """The title as Excel allows it: 31 characters, some of them not, each name once."""
    plain = title.translate(_NOT_IN_SHEET_NAMES).strip() or "Table"
    name, number = plain[:_LONGEST_SHEET_NAME].strip(), 1
    while name.casefold() in taken:
        number += 1
        end = f" {number}"
        name = plain[: _LONGEST_SHEET_NAME - len(end)].strip() + end
    taken.add(name.casefold())
    return name
