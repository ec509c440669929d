"""Tables as files: numbers are numbers, text is text, equal tables are equal bytes."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from openpyxl import load_workbook

from leadership.domain.export_tables import Column, ExportTable, Form, Value
from leadership.export_files import archive_of, csv_of, workbook_of

AT = datetime(2026, 1, 26, 18, tzinfo=UTC)
FORMULAS = ["=1+1", "+1", "-1", "@sum", "\tx", '=HYPERLINK("http://x.example")', "http://x.example"]


def a_table(*rows: tuple[Value, ...], title: str = "Gap by unit") -> ExportTable:
    return ExportTable(
        key="gap-by-unit",
        title=title,
        about="About.",
        columns=(
            Column("unit", "Unit"),
            Column("share", "Share", Form.SHARE),
            Column("people", "People", Form.COUNT),
        ),
        rows=rows,
    )


def test_workbook_holds_numbers_with_their_formats_and_leaves_empty_cells_empty() -> None:
    content = workbook_of(
        [a_table(("North", 0.56, 1037), ("West", None, 0))], title="Results", created_at=AT
    )

    book = load_workbook(io.BytesIO(content))
    sheet = book["Gap by unit"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Unit", "Share", "People"],
        ["North", 0.56, 1037],
        ["West", None, 0],
    ]
    assert (sheet["B2"].number_format, sheet["C2"].number_format) == ("0%", "#,##0")
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert book.properties.title == "Results"
    assert book.properties.created == AT.replace(tzinfo=None)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_or_an_address_stays_text(text: str) -> None:
    table = a_table((text, None, None))

    book = load_workbook(io.BytesIO(workbook_of([table], title=text, created_at=AT)))
    cell = book.worksheets[0]["A2"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    first = next(csv.reader(io.StringIO(csv_of(table).decode("utf-8-sig")).readlines()[1:]))[0]
    assert first == (text if text.startswith("http") else f"'{text}")


def test_negative_number_stays_a_number_in_csv() -> None:
    assert csv_of(a_table(("West", -0.5, -12))).decode("utf-8-sig") == (
        "unit,share,people\r\nWest,-0.5,-12\r\n"
    )


def test_equal_tables_give_equal_bytes_whenever_they_are_written() -> None:
    tables = [a_table(("North", 0.56, 1)), replace(a_table(title="Other"), key="other")]

    workbook, archive = workbook_of(tables, title="T", created_at=AT), archive_of(tables)
    with time_machine.travel(AT + timedelta(days=400)):
        assert workbook_of(tables, title="T", created_at=AT) == workbook
        assert archive_of(tables) == archive


def test_sheets_have_names_that_excel_allows() -> None:
    long = "“Highly customer-centric” by [unit]: a/b*c?"
    titles = [long, long, "'Quoted'", "?"]

    content = workbook_of([a_table(title=one) for one in titles], title="T", created_at=AT)

    names = load_workbook(io.BytesIO(content)).sheetnames
    assert names == [
        "“Highly customer-centric” by un",
        "“Highly customer-centric” by 2",
        "Quoted",
        "Table",
    ]


def test_archive_has_one_file_a_table() -> None:
    archive = zipfile.ZipFile(io.BytesIO(archive_of([a_table(("North", 1.0, 2))])))

    assert archive.namelist() == ["gap-by-unit.csv"]
    assert archive.read("gap-by-unit.csv") == csv_of(a_table(("North", 1.0, 2)))
