"""What leaves as a file: tables of typed columns, the same for a workbook and for CSV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessment.domain.language import translate

# What stands in a cell; None is an empty one, whose reason stands in the column REASON.
Value = str | int | float | None


class Form(StrEnum):
    """What the numbers of a column are; the value is its wording."""

    TEXT = "text"
    COUNT = "whole number"
    SHARE = "share from 0 to 1"
    POINTS = "percentage points"
    SCORE = "number with two decimals"
    MEAN = "number with one decimal"


@dataclass(frozen=True, slots=True)
class Column:
    """`key` heads the column in a CSV file and never changes; `heading` is for people."""

    key: str
    heading: str
    form: Form = Form.TEXT


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One sheet of the workbook and one CSV file; every row has one value a column."""

    key: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


REASON = Column("reason", "Why something is missing")


def reasons(said: Iterable[str]) -> str:
    """Why cells of a row are empty, in one cell: "management: fewer than 5 answers; gap: …"."""
    return "; ".join(filter(None, said))


def csv_rows(table: ExportTable) -> list[Sequence[Value]]:
    """The stable names of the columns, then the rows."""
    return [[column.key for column in table.columns], *table.rows]


def columns_table(tables: Iterable[ExportTable]) -> ExportTable:
    """What each column of these tables is called in a CSV file, and what it holds."""
    return ExportTable(
        key="columns",
        title=translate("Columns"),
        about=translate(
            "Every column of every table: its name in a CSV file, its heading, what it holds."
        ),
        columns=(
            Column("table", "Table"),
            Column("column", "Name in a CSV file"),
            Column("heading", "Heading in the workbook"),
            Column("holds", "What it holds"),
        ),
        rows=tuple(
            (table.key, column.key, column.heading, column.form.value)
            for table in tables
            for column in table.columns
        ),
    )
