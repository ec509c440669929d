"""XLSX workbooks: the rows of the first sheet that can be seen, as text."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import IO, Any, Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from assessment.domain.language import translate, whole_number
from leadership.domain.contact_files import (
    LONGEST_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    ContactListUnreadable,
    NumberedRow,
    cell_too_long,
)
from leadership.uploads.archives import copy_clean, damaged
from leadership.uploads.walks import Walk

_LAST_ROW: Final = 1_048_576  # of any sheet
_MOST_CELLS: Final = MAX_ROWS * MAX_COLUMNS
_MOST_TEXT: Final = 64 * 1024 * 1024  # characters; any number of cells may share one long text
_IN_MEMORY: Final = 2 * 1024 * 1024
# What the parser raises for files that nobody’s spreadsheet wrote.
_UNREADABLE: Final = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RecursionError),
    *(TypeError, ValueError, BadZipFile, DefusedXmlException, InvalidFileException, ParseError),
)
# About what is not read anyway: styles, extensions.
warnings.filterwarnings("ignore", module=r"openpyxl\.")


@contextmanager
def workbook_table(file: IO[bytes]) -> Iterator[Walk]:
    """Raises ContactListUnreadable, for a fault in the middle when the walk gets there.

    Values are those that the spreadsheet stored: nothing is computed, no macro is run, no link is
    followed.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as clean:
        unpacked = copy_clean(file, clean)
        clean.seek(0)
        book = _opened(clean)
        try:
            sheet = _first_visible(book)
            about = sheet.max_row or 0
            sheet.reset_dimensions()
            yield Walk(sheet.title, _rows(sheet), min(about, MAX_ROWS + 1), unpacked.weight)
        finally:
            book.close()


def text_of(value: Any) -> str:
    """A cell as a person would type it: 5.0 is "5", a day "2026-03-02", nothing ""."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value).upper()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float():
            return format(value, ".15g")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return str(value)


def _opened(clean: Any) -> Any:
    try:
        return load_workbook(clean, read_only=True, data_only=True, keep_links=False)
    except _UNREADABLE:
        raise damaged() from None


def _first_visible(book: Any) -> Any:
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            return sheet
    raise ContactListUnreadable(
        translate("The workbook has no sheet that can be seen. Put the list on its first sheet.")
    )


def _rows(sheet: Any) -> Iterator[NumberedRow]:
    cells = characters = 0
    found = False
    try:
        for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells += len(values)
            if cells > _MOST_CELLS or line > _LAST_ROW:
                raise _too_many_cells()
            if values and (row := _texts(line, values)):
                found = True
                characters += sum(map(len, row))
                if characters > _MOST_TEXT:
                    raise _too_much_text()
                yield NumberedRow(line, row)
    except _UNREADABLE:
        raise damaged() from None
    if not found:
        raise ContactListUnreadable(
            translate(
                "The sheet “{sheet}” is empty. The list must stand on the first sheet that can be "
                "seen; its first line names the columns, and each line after it holds one person."
            ).format(sheet=sheet.title)
        )


def _texts(line: int, values: tuple[Any, ...]) -> tuple[str, ...]:
    """The cells of a row as text, up to the last that has any."""
    texts = [text_of(value) for value in values]
    while texts and not texts[-1].strip():
        texts.pop()
    if any(len(text) > LONGEST_CELL for text in texts):
        raise cell_too_long(line)
    if any("\0" in text for text in texts):
        raise ContactListUnreadable(
            translate(
                "Row {line} holds a NUL character, which no text has. Type the cell anew."
            ).format(line=whole_number(line))
        )
    return tuple(texts)


def _too_many_cells() -> ContactListUnreadable:
    return ContactListUnreadable(
        translate(
            "The sheet has more cells than a list of {rows} people needs. Copy only the columns "
            "that are needed into a new workbook and upload that one."
        ).format(rows=whole_number(MAX_ROWS))
    )


def _too_much_text() -> ContactListUnreadable:
    return ContactListUnreadable(
        translate(
            "The sheet holds more text than a list of people has. Copy only the columns that are "
            "needed into a new workbook and upload that one."
        )
    )
