"""From the bytes of an uploaded CSV file to numbered rows of text."""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Final

from leadership.domain.errors import LeadershipError

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 100
UTF_8: Final = "UTF-8"
UTF_16: Final = "UTF-16"
WINDOWS_1252: Final = "Windows-1252"

_DELIMITERS = ",;\t"
_HOW_TO_SAVE = (
    "Open it in your spreadsheet, save it as “CSV UTF-8 (comma delimited)” and upload that file."
)
# What names in Western Europe are made of beyond ASCII, and the quotes and dashes around them.
_WESTERN = set("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŠšŽž") | set(
    "‘’‚“”„–—…€ªº°«»·\u00a0"
)
# Another alphabet read as Windows-1252 gives long runs of accents, and capitals inside words.
_WRONG_ALPHABET = re.compile(r"[À-ÿŒœŠšŽž]{3}|[a-zà-ÿ][À-ÞŒŠŽ]|[A-Z][À-ÞŒŠŽ][a-z]")


class ContactListUnreadable(LeadershipError):
    """The file as a whole cannot be read, so no row of it is."""


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """One record; `line` is where it starts in an editor, counted from 1."""

    line: int
    cells: tuple[str, ...]


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding.

    A byte order mark decides, then UTF-8; Windows-1252 is taken only where it gives words that
    a Western European language could hold. Raises ContactListUnreadable.
    """
    if len(content) > MAX_BYTES:
        raise ContactListUnreadable(
            f"The file is larger than {MAX_BYTES // 1024**2} MB. Split it and upload the parts."
        )
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ContactListUnreadable(f"This is a workbook, not a CSV file. {_HOW_TO_SAVE}")
    text, encoding = _decoded_text(content)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ContactListUnreadable(
            f"Line {line} holds a NUL character, which no text file has. {_HOW_TO_SAVE}"
        )
    if not text.strip():
        raise ContactListUnreadable(
            "The file is empty. Its first line must name the columns, and each line after it "
            "hold one person."
        )
    return text, encoding


def _decoded_text(content: bytes) -> tuple[str, str]:
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16"), UTF_16
        return content.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError as error:
        western = _as_windows_1252(content)
        if western is None:
            line = content[: error.start].count(b"\n") + 1
            raise ContactListUnreadable(
                f"The file is not UTF-8 text: line {line} cannot be read. {_HOW_TO_SAVE}"
            ) from None
        return western, WINDOWS_1252


def _as_windows_1252(content: bytes) -> str | None:
    """The text if it looks like Western European words, else None."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
        return None
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if set(re.findall(r"[^\x00-\x7f]", text)) <= _WESTERN and not _WRONG_ALPHABET.search(text):
        return text
    return None


def numbered_rows(text: str) -> Iterator[NumberedRow]:
    """The records of a CSV text, without the empty ones; the first one is the header.

    The header decides whether commas, semicolons or tabs stand between the cells.
    Raises ContactListUnreadable at the first record that cannot be cut into cells.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield NumberedRow(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ContactListUnreadable(_quotation_fault(line, str(error))) from None


def _delimiter(text: str) -> str:
    """The sign that stands most often outside quotation marks in the first line with text."""
    header = next(line for line in text.splitlines() if line.strip())
    bare = re.sub(r'"[^"]*"', "", header)
    return max(_DELIMITERS, key=bare.count)


def _quotation_fault(line: int, error: str) -> str:
    if "unexpected end" in error:
        return (
            f"The quotation mark that opens on line {line} or after it is never closed. "
            "Close it, or remove it."
        )
    if "field limit" in error:
        return (
            f"The row that starts on line {line} holds a value of more than "
            f"{csv.field_size_limit():,} characters. A quotation mark may be missing there."
        )
    return (
        f"The row that starts on line {line} has text after a closing quotation mark. "
        "Put the whole value in quotation marks, and write a mark inside it twice."
    )
