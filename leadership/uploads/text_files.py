"""CSV files: their encoding, what stands between their cells, and their rows."""

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from typing import IO, Final

from assessment.domain.language import translate, whole_number
from leadership.domain.contact_files import (
    MAX_COLUMNS,
    ContactListUnreadable,
    NumberedRow,
    cell_too_long,
    how_to_save,
    nothing_in_it,
)
from leadership.uploads.walks import Walk

UTF_8: Final = "UTF-8"
UTF_16: Final = "UTF-16"
WINDOWS_1252: Final = "Windows-1252"

_CODECS = {UTF_8: "utf-8-sig", UTF_16: "utf-16", WINDOWS_1252: "cp1252"}
_DELIMITERS = ",;\t"
_BLANK = "\ufeff \t\r\n"
_LONG_LINE = 100_000
_MOST_CELLS = 100 * MAX_COLUMNS  # in one row; a row of more is no row of a list
# What names in Western Europe are made of beyond ASCII, and the quotes and dashes around them.
_WESTERN = set("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŠšŽž") | set(
    "‘’‚“”„–—…€ªº°«»·\u00a0"
)
# Another alphabet read as Windows-1252 gives long runs of accents, and capitals inside words.
_WRONG_ALPHABET = re.compile(r"[À-ÿŒœŠšŽž]{3}|[a-zà-ÿ][À-ÞŒŠŽ]|[A-Z][À-ÞŒŠŽ][a-z]")


@dataclass(frozen=True, slots=True)
class _Scan:
    encoding: str
    lines: int
    header: str  # the first line with text


@contextmanager
def text_table(file: IO[bytes]) -> Iterator[Walk]:
    """Raises ContactListUnreadable, for a fault in the middle when the walk gets there."""
    scan = _scanned(file)
    weight = file.seek(0, 2)
    file.seek(0)
    text = TextIOWrapper(file, encoding=_CODECS[scan.encoding], newline="")
    try:
        yield Walk(scan.encoding, _rows(text, scan.header), scan.lines, weight)
    finally:
        text.detach()  # the file is whose it was


def _scanned(file: IO[bytes]) -> _Scan:
    """Look at every line once: the encoding, NUL characters, whether there is any text.

    A byte order mark decides, then UTF-8; Windows-1252 is taken only where it gives words that
    a Western European language could hold.
    """
    file.seek(0)
    if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _scanned_utf_16(file)
    file.seek(0)
    header, number = "", 0
    in_utf_8 = in_another = unreadable = 0
    for number, line in enumerate(file, start=1):
        if b"\0" in line:
            raise _nul(number)
        _check_width(number, line.decode("latin-1") if len(line) > _LONG_LINE else "")
        if not line.isascii():
            if _is_utf_8(line):
                # The mark at the top is no letter of anybody's.
                in_utf_8 = in_utf_8 or (number if line.removeprefix(codecs.BOM_UTF8) == line else 0)
            else:
                in_another = in_another or number
                unreadable = unreadable or (0 if _is_western(line) else number)
        if not header:
            header = line.decode("utf-8-sig", "replace").strip(_BLANK)
    if in_another and (in_utf_8 or _has_mark(file)):
        raise _mixed(in_utf_8, in_another)
    if unreadable:
        raise _not_text(unreadable)
    if not header:
        raise nothing_in_it()
    return _Scan(WINDOWS_1252 if in_another else UTF_8, number, header)


def _scanned_utf_16(file: IO[bytes]) -> _Scan:
    file.seek(0)
    text = TextIOWrapper(file, encoding="utf-16", newline=None)
    header, number = "", 0
    try:
        for number, line in enumerate(text, start=1):
            if "\0" in line:
                raise _nul(number)
            _check_width(number, line if len(line) > _LONG_LINE else "")
            header = header or line.strip(_BLANK)
    except UnicodeError:
        raise _not_text(number + 1) from None
    finally:
        text.detach()
    if not header:
        raise nothing_in_it()
    return _Scan(UTF_16, number, header)


def _check_width(number: int, line: str) -> None:
    """Refuse a row of millions of cells before it is cut into them."""
    for row in re.split(r"[\r\n]", line):
        if (cells := max(map(row.count, _DELIMITERS)) + 1) > _MOST_CELLS:
            raise _too_wide(number, cells)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_western(line: bytes) -> bool:
    try:
        text = line.decode("cp1252")
    except UnicodeDecodeError:
        return False
    signs = set(re.findall(r"[^\x00-\x7f]", text))
    return signs <= _WESTERN and not _WRONG_ALPHABET.search(text)


def _has_mark(file: IO[bytes]) -> bool:
    file.seek(0)
    return file.read(3) == codecs.BOM_UTF8


def _rows(text: TextIOWrapper, header: str) -> Iterator[NumberedRow]:
    """The records, without the empty ones; the header decides what stands between the cells."""
    start = 1
    named = re.fullmatch(r"sep=([,;\t|])", header, re.IGNORECASE)  # Excel's own, above the list
    if named:
        start += next(number for number, line in enumerate(text, start=1) if line.strip(_BLANK))
    delimiter = named.group(1) if named else _delimiter(header)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    line = start
    try:
        for cells in reader:
            if len(cells) > _MOST_CELLS:
                raise _too_wide(line, len(cells))
            if any(cell.strip() for cell in cells):
                yield NumberedRow(line, tuple(cells))
            line = start + reader.line_num
    except csv.Error as error:
        raise _quotation_fault(line, str(error)) from None


def _delimiter(header: str) -> str:
    """The sign that stands most often outside quotation marks in the first line with text."""
    first = re.split(r"[\r\n]", header, maxsplit=1)[0]
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=bare.count)


def _nul(line: int) -> ContactListUnreadable:
    return ContactListUnreadable(
        translate("Line {line} holds a NUL character, which no text file has.").format(
            line=whole_number(line)
        )
        + f" {how_to_save()}"
    )


def _not_text(line: int) -> ContactListUnreadable:
    return ContactListUnreadable(
        translate("The file is not UTF-8 text: line {line} cannot be read.").format(
            line=whole_number(line)
        )
        + f" {how_to_save()}"
    )


def _mixed(in_utf_8: int, in_another: int) -> ContactListUnreadable:
    """`in_utf_8` is 0 where only the mark at the top says that the file is UTF-8."""
    words = translate(
        "Two encodings are mixed in the file: line {one} is written in UTF-8 and line {other} in "
        "another one. Correct the accents in line {other}, or put the list together anew."
    )
    return ContactListUnreadable(
        words.format(one=whole_number(in_utf_8 or 1), other=whole_number(in_another))
        + f" {how_to_save()}"
    )


def _too_wide(line: int, cells: int) -> ContactListUnreadable:
    return ContactListUnreadable(
        translate(
            "The row that starts on line {line} has {number} cells; {most} is the most. Keep only "
            "the columns that are needed."
        ).format(
            line=whole_number(line), number=whole_number(cells), most=whole_number(MAX_COLUMNS)
        )
    )


def _quotation_fault(line: int, error: str) -> ContactListUnreadable:
    if "field limit" in error:
        return cell_too_long(line)
    if "unexpected end" in error:
        words = translate(
            "The quotation mark that opens on line {line} or after it is never closed. Close it, "
            "or remove it."
        )
    else:
        words = translate(
            "The row that starts on line {line} has text after a closing quotation mark. Put the "
            "whole value in quotation marks, and write a mark inside it twice."
        )
    return ContactListUnreadable(words.format(line=whole_number(line)))
