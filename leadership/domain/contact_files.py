"""What every file of contacts has to keep to, whatever its format: its limits, its rows."""

from dataclasses import dataclass
from typing import Final

from assessment.domain.language import translate, whole_number
from leadership.domain.errors import LeadershipError

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 100
LONGEST_CELL: Final = 131_072  # characters; also what Python’s reader of CSV takes


class ContactListUnreadable(LeadershipError):
    """The file as a whole cannot be read, so no row of it is."""


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """One record; `line` is where it starts in an editor or a spreadsheet, counted from 1."""

    line: int
    cells: tuple[str, ...]


def how_to_save() -> str:
    return translate(
        "Open it in your spreadsheet, save it as “Excel workbook (.xlsx)” or as “CSV UTF-8” and "
        "upload that file."
    )


def too_large() -> ContactListUnreadable:
    return ContactListUnreadable(
        translate(
            "The file is larger than {number} MB. Keep only the columns that are needed, or split "
            "it and upload the parts."
        ).format(number=MAX_BYTES // 1024**2)
    )


def too_many_rows() -> ContactListUnreadable:
    return ContactListUnreadable(
        translate("The file has more than {number} rows. Split it and upload the parts.").format(
            number=whole_number(MAX_ROWS)
        )
    )


def cell_too_long(line: int) -> ContactListUnreadable:
    return ContactListUnreadable(
        translate(
            "The row that starts on line {line} holds a value of more than {number} characters. "
            "In a CSV file, a quotation mark may be missing there; in a workbook, shorten the cell."
        ).format(line=whole_number(line), number=whole_number(LONGEST_CELL))
    )


def nothing_in_it() -> ContactListUnreadable:
    return ContactListUnreadable(
        translate(
            "The file is empty. Its first line must name the columns, and each line after it "
            "hold one person."
        )
    )
