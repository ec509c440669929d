"""An uploaded file as a table, whatever its format: what it is follows from its content alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import IO, Final

from assessment.domain.language import translate
from leadership.domain.contact_columns import check_header
from leadership.domain.contact_files import (
    MAX_BYTES,
    MAX_ROWS,
    ContactListUnreadable,
    NumberedRow,
    nothing_in_it,
    too_large,
    too_many_rows,
)
from leadership.uploads.foreign_files import refuse_foreign
from leadership.uploads.text_files import text_table
from leadership.uploads.workbooks import workbook_table

SAMPLE_ROWS: Final = 20
SMALL: Final = 512 * 1024
"""Unpacked bytes; a file of up to so many is read while its uploader waits."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was opened; `rows` can be walked once, while the file stays open.

    `note` is the encoding of a text file and the sheet of a workbook; `about` is roughly how many
    rows there are, 0 where nobody knows.
    """

    is_workbook: bool
    note: str
    header: tuple[str, ...]
    rows: Iterator[NumberedRow]
    about: int
    is_small: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """What the top of a file shows: its columns, and some rows below."""

    is_workbook: bool
    note: str
    header: tuple[str, ...]
    sample: tuple[NumberedRow, ...]
    about: int
    is_small: bool


@contextmanager
def opened_table(file: IO[bytes]) -> Iterator[Table]:
    """Open a file that can be sought in; raises ContactListUnreadable, also while rows are walked.

    Every limit is kept: bytes, rows, columns, the length of a cell.
    """
    size = file.seek(0, 2)
    if size > MAX_BYTES:
        raise too_large()
    file.seek(0)
    top = file.read(4096)
    file.seek(0)
    refuse_foreign(top, file)
    is_workbook = top.startswith(b"PK\x03\x04")
    with workbook_table(file) if is_workbook else text_table(file) as found:
        first = next(found.rows, None)
        if first is None:
            raise nothing_in_it()
        header = _trimmed(first.cells)
        check_header(header)
        yield Table(
            is_workbook=is_workbook,
            note=found.note,
            header=header,
            rows=_limited(found.rows),
            about=max(found.about - 1, 0),
            is_small=found.weight <= SMALL,
        )


def opening_of(file: IO[bytes]) -> Opening:
    """What a file is, from its top; raises ContactListUnreadable."""
    with opened_table(file) as table:
        sample = tuple(islice(table.rows, SAMPLE_ROWS))
        if not sample:
            raise ContactListUnreadable(
                translate(
                    "There is nobody in the file: only the first line has text. Write one person "
                    "on each line below it."
                )
            )
        return Opening(
            table.is_workbook, table.note, table.header, sample, table.about, table.is_small
        )


def _limited(rows: Iterator[NumberedRow]) -> Iterator[NumberedRow]:
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            raise too_many_rows()
        yield row


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """A header without the nameless columns at its end, which spreadsheets like to leave."""
    last = max((place for place, cell in enumerate(cells) if cell.strip()), default=-1)
    return cells[: last + 1]
