"""Reading uploaded lists of people: what is taken, what is refused, and what it says."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.domain.audiences import Audience
from leadership.domain.contact_files import (
    MAX_BYTES,
    MAX_ROWS,
    UTF_8,
    UTF_16,
    WINDOWS_1252,
    ContactListUnreadable,
)
from leadership.domain.contact_lists import (
    Accepted,
    ContactList,
    Rejected,
    read_contact_list,
)

HEADER = "email,name,audience,unit,language\n"
ANNA = Accepted(2, "anna@example.com", "Anna Müller", Audience.CUSTOMER, "North", "de")
ANNAS_ROW = "anna@example.com,Anna Müller,customer,North,de\n"


def read(*lines: str) -> ContactList:
    return read_contact_list((HEADER + "".join(f"{line}\n" for line in lines)).encode())


def refusal(line: str) -> str:
    """The reason why the one row of a list is not taken."""
    (row,) = read(line).rejected
    return row.reason


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ((HEADER + ANNAS_ROW).encode(), UTF_8),
        (codecs.BOM_UTF8 + (HEADER + ANNAS_ROW).encode(), UTF_8),
        ((HEADER + ANNAS_ROW).encode("utf-16"), UTF_16),
        (codecs.BOM_UTF16_BE + (HEADER + ANNAS_ROW).encode("utf-16-be"), UTF_16),
        ((HEADER + ANNAS_ROW).encode("cp1252"), WINDOWS_1252),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "windows-1252"],
)
def test_encoding_is_found(content: bytes, encoding: str) -> None:
    found = read_contact_list(content)

    assert found == ContactList(encoding, (ANNA,), (), ())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends_are_found(delimiter: str, end: str) -> None:
    text = (HEADER + ANNAS_ROW).replace(",", delimiter).replace("\n", end)

    assert read_contact_list(text.encode()).accepted == (ANNA,)


def test_delimiter_inside_a_quoted_header_does_not_count() -> None:
    text = 'email;"a,b,c,d,e,f,g";name;audience;unit;language\nanna@example.com;;Anna;manager;;\n'

    found = read_contact_list(text.encode())

    assert found.accepted == (Accepted(2, "anna@example.com", "Anna", Audience.MANAGER, None, ""),)
    assert found.ignored_columns == ("a,b,c,d,e,f,g",)


def test_column_names_are_read_in_any_case_and_order_and_by_synonym() -> None:
    header = " LANGUAGE ,Department,Audience,Full_Name,E-Mail"
    row = "de,North,CUSTOMER,Anna Müller,Anna@Example.com"

    assert read_contact_list(f"{header}\n{row}".encode()).accepted == (ANNA,)


def test_blanks_around_values_are_dropped() -> None:
    found = read("  anna@example.com , Anna Müller\t,customer ,\u00a0North,de")

    assert found.accepted == (ANNA,)


def test_cells_missing_at_the_end_count_as_empty() -> None:
    assert read("anna@example.com,Anna,employee").accepted == (
        Accepted(2, "anna@example.com", "Anna", Audience.EMPLOYEE, None, ""),
    )


def test_every_audience_is_taken() -> None:
    found = read(*(f"{audience}@example.com,,{audience},," for audience in Audience))

    assert [row.audience for row in found.accepted] == list(Audience)


def test_lines_are_those_of_an_editor() -> None:
    found = read("", '"bad', 'address",Anna,customer,,', ",,,,", "bob@example.com,Bob,customer,,")

    assert [row.line for row in found.rejected] == [3]
    assert [row.line for row in found.accepted] == [6]


def test_address_twice_in_the_file_is_refused_with_its_first_line() -> None:
    found = read(
        "anna@example.com,Anna,customer,,",
        "bob@example.com,Bob,customer,,",
        "ANNA@example.com,Anna,manager,,",
    )

    assert [row.email for row in found.accepted] == ["anna@example.com", "bob@example.com"]
    assert found.rejected == (
        Rejected(
            4,
            "ANNA@example.com, Anna, manager, , ",
            "The address anna@example.com stands on line 2 already.",
        ),
    )


@pytest.mark.parametrize(
    "address", ["anna", "anna@", "@example.com", "a b@example.com", "a@b@c.de"]
)
def test_malformed_address_is_refused(address: str) -> None:
    assert "address" in refusal(f"{address},Anna,customer,,")


@pytest.mark.parametrize("sign", "=+-@")
@pytest.mark.parametrize("column", ["name", "unit"])
def test_formula_is_refused(sign: str, column: str) -> None:
    value = f"{sign}HYPERLINK(1)"
    row = {
        "name": f"anna@example.com,{value},customer,,",
        "unit": f"anna@example.com,Anna,customer,{value},",
    }[column]

    assert refusal(row) == (
        f"The {column} starts with {sign}, which a spreadsheet would read as a formula. "
        "Remove the sign."
    )


def test_formula_behind_a_tab_is_refused() -> None:
    assert "formula" in refusal("anna@example.com,\t=1+1,customer,,")


def test_formula_as_address_is_refused() -> None:
    assert "formula" in refusal("=1+1@example.com,Anna,customer,,")


@pytest.mark.parametrize("sign", ["\x0b", "\x1c", "\x7f", "\u202e", "\u2028"])
def test_control_character_in_a_name_is_refused_and_shown(sign: str) -> None:
    (row,) = read(f"anna@example.com,An{sign}na,customer,,").rejected

    assert row.reason == (
        f"In the name: Remove the invisible character U+{ord(sign):04X}: this must be one line."
    )
    assert sign not in row.text


def test_unknown_audience_is_refused_with_the_known_ones() -> None:
    assert refusal("anna@example.com,Anna,clients,,") == (
        "“clients” is not an audience. "
        "Write one of executive, manager, employee, customer, partner."
    )


def test_missing_audience_is_refused() -> None:
    assert refusal("anna@example.com,Anna,,,").startswith("The audience is missing.")


def test_language_that_nobody_wrote_down_is_not_known() -> None:
    found = read("anna@example.com,Anna,customer,,\nben@example.com,Ben,customer,,DE")

    assert [row.language for row in found.accepted] == ["", "de"]


def test_unknown_language_is_refused_with_the_known_ones() -> None:
    assert refusal("anna@example.com,Anna,customer,,tlh") == (
        "“tlh” is not one of the languages. Write one of en, de, fr, es, pt, it, nl, pl, ja, ar."
    )


def test_every_fault_of_a_row_is_named() -> None:
    reason = refusal(f"anna,{'x' * 121},boss,=1,tlh")

    assert "“anna” is not an email address" in reason
    assert "The name has 121 characters; 120 is the most." in reason
    assert "“boss” is not an audience." in reason
    assert "The unit starts with =" in reason
    assert "“tlh” is not one of the languages." in reason


def test_row_with_too_many_cells_is_refused() -> None:
    assert refusal("anna@example.com,Müller, Anna,customer,,").startswith(
        "The row has 6 cells, but the first line names 5 columns."
    )


def test_empty_cells_too_many_at_the_end_are_dropped() -> None:
    assert read(f"{ANNAS_ROW.strip()},,").accepted == (ANNA,)


def test_long_row_is_shown_shortened() -> None:
    (row,) = read(f"anna,{'x' * 5000},customer,,").rejected

    assert len(row.text) == 160
    assert row.text.endswith("…")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \r\n\r\n", "The file is empty."),
        (HEADER.encode(), "There is nobody in the file"),
        (
            b"email,name\na@example.com,Anna\n",
            "lacks the columns “audience”, “unit” and “language”",
        ),
        (b"email,name,audience,uint,language\n", "lacks the column “unit”."),
        (b",,,\n", "lacks the columns “email”, “name”"),
        (
            b"email,e-mail,name,audience,unit,language\n",
            "names the column “email” more than once",
        ),
        (HEADER.encode() + b"\na@example.com,An\0na,customer,,\n", "Line 3 holds a NUL character"),
        (HEADER.encode("utf-16-le"), "Line 1 holds a NUL character"),
        (
            HEADER.encode() + b'a@example.com,"Anna,customer,,\nb@example.com,Bob,customer,,\n',
            "opens on line 2 or after it is never closed",
        ),
        (HEADER.encode() + b'a@example.com,"Anna" B,customer,,\n', "row that starts on line 2"),
        (HEADER.encode() + b'"' + b"a" * 200_000, "A quotation mark may be missing there"),
        (HEADER.encode() + "a@example.com,Иванов,customer,,\n".encode("cp1251"), "not UTF-8 text"),
        (HEADER.encode() + "a@example.com,山田太郎,customer,,\n".encode("shift-jis"), "line 2"),
        (HEADER.encode() + "a@example.com,Müller,customer,,\n".encode("mac-roman"), "CSV UTF-8"),
        (codecs.BOM_UTF16_LE + b"e", "not UTF-8 text"),
        (b"PK\x03\x04workbook", "This is a workbook"),
        (b"a" * (MAX_BYTES + 1), "larger than 5 MB"),
        (
            HEADER.encode() + b"a@example.com,,customer,,\n" * (MAX_ROWS + 1),
            "more than 20,000 rows",
        ),
        (HEADER.strip().encode() + b"," * 100, "has 105 columns; 100 is the most"),
    ],
)
def test_file_that_makes_no_sense_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(ContactListUnreadable) as refused:
        read_contact_list(content)

    assert says in str(refused.value)


@given(st.binary(max_size=400))
@example(b'"')
@example(b"\xff\xfe\xff")
@example(b"\r\n,")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(ContactListUnreadable):
        read_contact_list(content)


@given(st.text(max_size=200))
def test_any_rows_are_accounted_for(body: str) -> None:
    try:
        found = read_contact_list((HEADER + body).encode("utf-8", "surrogatepass"))
    except ContactListUnreadable:
        return
    lines = [row.line for row in found.accepted] + [row.line for row in found.rejected]

    assert lines
    assert len(set(lines)) == len(lines)
    assert min(lines) >= 2
