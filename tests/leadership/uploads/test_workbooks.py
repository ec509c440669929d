"""XLSX workbooks: which sheet, what its cells say, and what is refused before it does harm."""

import io
import resource
import struct
import zipfile
from datetime import date, datetime, time, timedelta
from time import process_time
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.audiences import Audience
from leadership.domain.contact_files import ContactListUnreadable
from leadership.domain.contact_lists import Accepted
from leadership.uploads import archives
from leadership.uploads.tables import opening_of
from leadership.uploads.workbooks import text_of
from tests.leadership.uploaded_lists import (
    COLUMNS,
    SHEET,
    a_sheet,
    a_workbook,
    people_workbook,
    read_list,
    with_part,
)

A_DAY = datetime(2026, 3, 2)  # noqa: DTZ001 - cells know no time zone
ANNA = ("anna@example.com", "Anna Müller", "customer", "North", "de")


def refusal(content: bytes) -> str:
    with pytest.raises(ContactListUnreadable) as refused:
        read_list(content)
    return str(refused.value)


def test_rows_of_a_workbook_are_those_of_a_list() -> None:
    found = read_list(people_workbook(ANNA, (), ("bad", None, "customer")))

    assert found.note == "People"
    assert found.accepted == (
        Accepted(2, "anna@example.com", "Anna Müller", Audience.CUSTOMER, "North", "de"),
    )
    assert [(row.line, row.cells) for row in found.rejected] == [(4, ("bad", "", "customer"))]


def test_first_sheet_that_can_be_seen_is_read() -> None:
    content = a_workbook(
        [COLUMNS, ANNA], before={"Old": [COLUMNS, ("old@example.com",)]}, hidden=["Old"]
    )

    assert read_list(content).note == "People"


def test_empty_first_sheet_is_named() -> None:
    said = refusal(a_workbook([COLUMNS, ANNA], before={"Cover": [[]]}))

    assert "The sheet “Cover” is empty." in said


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("plain", "plain"),
        (5.0, "5"),
        (2.5, "2.5"),
        (1e20, "1e+20"),
        (7, "7"),
        (True, "TRUE"),
        (A_DAY, "2026-03-02"),
        (A_DAY.replace(hour=9, minute=30), "2026-03-02 09:30:00"),
        (date(2026, 3, 2), "2026-03-02"),
        (time(9, 30), "09:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_cells_read_as_people_would_type_them(value: Any, text: str) -> None:
    assert text_of(value) == text


def test_dates_and_numbers_survive_a_file() -> None:
    content = a_workbook([("email", "name", "audience"), ("a@example.com", A_DAY, "customer")])

    assert read_list(content).accepted[0].name == "2026-03-02"


def test_formula_counts_with_the_value_that_was_stored() -> None:
    cell = '<c r="{0}1" t="inlineStr"><is><t>{1}</t></is></c>'
    heads = "".join(cell.format(*pair) for pair in zip("ABC", COLUMNS, strict=False))
    row = (
        '<c r="A2" t="str"><f>CONCAT("a";"@example.com")</f><v>a@example.com</v></c>'
        '<c r="B2" t="e"><f>NA()</f><v>#N/A</v></c>'
        '<c r="C2" t="inlineStr"><is><t>customer</t></is></c>'
    )
    sheet = a_sheet(f'<row r="1">{heads}</row><row r="2">{row}</row>')

    found = read_list(with_part(people_workbook(), SHEET, sheet))

    assert [row.reason for row in found.rejected] == [
        "Name: the formula in this cell gives the error #N/A. Write the value itself."
    ]


def test_formula_text_is_refused_as_in_a_csv_file() -> None:
    cell = '<c r="{0}1" t="inlineStr"><is><t>{1}</t></is></c>'
    heads = "".join(cell.format(*pair) for pair in zip("ABC", COLUMNS, strict=False))
    row = (
        '<c r="A2" t="inlineStr"><is><t>a@example.com</t></is></c>'
        '<c r="B2" t="inlineStr"><is><t>=HYPERLINK(1)</t></is></c>'
        '<c r="C2" t="inlineStr"><is><t>customer</t></is></c>'
    )
    sheet = a_sheet(f'<row r="1">{heads}</row><row r="2">{row}</row>')

    found = read_list(with_part(people_workbook(), SHEET, sheet))

    assert "would read as a formula" in found.rejected[0].reason


def test_bomb_that_states_its_size_is_refused_before_it_is_unpacked() -> None:
    content = bytearray(people_workbook(ANNA))
    directory = content.rindex(SHEET.encode()) - 46
    stated = struct.pack("<I", archives.MOST_UNPACKED + 1)
    content[directory + 24 : directory + 28] = stated

    assert "unpacks to more than is read" in refusal(bytes(content))


def test_bomb_in_a_part_that_is_never_large_is_refused() -> None:
    content = with_part(people_workbook(ANNA), "xl/styles.xml", b" " * 5_000_000)

    assert len(content) < 50_000
    assert "unpacks to more than is read" in refusal(content)


def test_bomb_that_lies_about_its_size_is_found_while_it_unpacks() -> None:
    content = bytearray(with_part(people_workbook(ANNA), "xl/styles.xml", b" " * 60_000_000))
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        part = made.getinfo("xl/styles.xml")
    # The size stands in the directory at the end and before the part itself.
    lie = struct.pack("<I", 1000)
    directory = content.rindex(b"xl/styles.xml") - 46
    content[directory + 24 : directory + 28] = lie
    content[part.header_offset + 22 : part.header_offset + 26] = lie

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = refusal(bytes(content))

    assert "unpacks to more" in said
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40 * 1024


def test_part_that_is_larger_than_it_says_is_damage() -> None:
    content = bytearray(
        with_part(people_workbook(ANNA), "xl/styles.xml", b"<a>" + b" " * 5000 + b"</a>")
    )
    directory = content.rindex(b"xl/styles.xml") - 46
    content[directory + 24 : directory + 28] = struct.pack("<I", 3)

    assert "damaged" in refusal(bytes(content))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize(
    "part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml"]
)
def test_entities_are_refused_wherever_they_stand(declared: str, part: str) -> None:
    said = refusal(with_part(people_workbook(ANNA), part, a_sheet("", before=declared)))

    assert "entities" in said


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1">' + "<c/>" * 80_000 + "</row>",
        "<x/>" * 80_000,
    ],
    ids=["row", "outside"],
)
def test_one_row_of_any_number_of_cells_is_refused(rows: str) -> None:
    assert "unpacks to more" in refusal(with_part(people_workbook(ANNA), SHEET, a_sheet(rows)))


def test_cells_that_stand_far_out_are_refused_in_bounded_time() -> None:
    far = "".join(
        f'<row r="{n}"><c r="XFD{n}" t="inlineStr"><is><t>x</t></is></c></row>'
        for n in range(1, 2000)
    )

    said = refusal(with_part(people_workbook(ANNA), SHEET, a_sheet(far)))

    assert "16,384 columns" in said


def test_one_long_text_in_every_cell_is_refused_in_bounded_time() -> None:
    """A hundred thousand cells may share one text that the file holds once."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, COLUMNS)
        for line in range(1, 50_000):
            sheet.write_row(line, 0, ("x" * 32_000, "x" * 32_000))
    began = process_time()

    said = refusal(file.getvalue())

    assert "holds more text than a list of people has" in said
    assert process_time() - began < 10


def test_rows_beyond_every_sheet_are_refused() -> None:
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>email</t></is></c></row>'
    last = '<row r="2000000000"><c r="A2000000000" t="inlineStr"><is><t>x</t></is></c></row>'

    said = refusal(with_part(people_workbook(ANNA), SHEET, a_sheet(first + last)))

    assert "more cells than a list" in said


def test_long_cell_is_refused_with_its_row() -> None:
    content = people_workbook(ANNA)
    cell = f'<c r="A2" t="inlineStr"><is><t>{"x" * 10_000_000}</t></is></c>'
    head = '<c r="A1" t="inlineStr"><is><t>email</t></is></c>'

    said = refusal(
        with_part(content, SHEET, a_sheet(f'<row r="1">{head}</row><row r="2">{cell}</row>'))
    )

    assert "starts on line 2 holds a value of more than 131,072 characters" in said


def test_five_hundred_columns_are_refused() -> None:
    said = refusal(a_workbook([[f"c{n}" for n in range(500)], ANNA]))

    assert "has 500 columns; 100 is the most" in said


def test_protected_parts_are_refused() -> None:
    content = bytearray(people_workbook(ANNA))
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1

    assert "protected by a password" in refusal(bytes(content))


def test_archive_of_thousands_of_parts_is_refused() -> None:
    out = io.BytesIO(people_workbook(ANNA))
    with zipfile.ZipFile(out, "a") as made:
        for number in range(archives.MOST_PARTS):
            made.writestr(f"x{number}", b"")

    assert "unpacks to more" in refusal(out.getvalue())


@pytest.mark.parametrize(
    "part",
    [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        SHEET,
    ],
)
@pytest.mark.parametrize("content", [b"", b"<a", b"<a/>", b"<a>&b;</a>", b"\xff\xfe"])
def test_broken_parts_are_refused_in_words(part: str, content: bytes) -> None:
    try:
        read_list(with_part(people_workbook(ANNA), part, content))
    except ContactListUnreadable as error:
        # What is left may also be a workbook that can be read.
        assert any(words in str(error) for words in ("upload", "sheet"))  # noqa: PT017


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_workbook_with_any_damage_is_read_or_refused(place: int, damage: bytes) -> None:
    content = bytearray(people_workbook(ANNA))
    place %= len(content)
    content[place : place + len(damage)] = damage

    try:
        opening_of(io.BytesIO(bytes(content)))
    except ContactListUnreadable as error:
        assert str(error)  # noqa: PT017
