"""CSV files: encodings, separators, lines, and what is refused."""

import codecs
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.domain.audiences import Audience
from leadership.domain.contact_files import ContactListUnreadable
from leadership.domain.contact_lists import Accepted
from leadership.uploads.tables import opening_of
from leadership.uploads.text_files import UTF_8, UTF_16, WINDOWS_1252
from tests.leadership.uploaded_lists import HEADER, ReadList, read_list

ANNA = Accepted(2, "anna@example.com", "Anna Müller", Audience.CUSTOMER, "North", "de")
ANNAS_ROW = "anna@example.com,Anna Müller,customer,North,de\n"


def read(*lines: str) -> ReadList:
    return read_list(HEADER + "".join(f"{line}\n" for line in lines))


def refusal(content: bytes) -> str:
    with pytest.raises(ContactListUnreadable) as refused:
        read_list(content)
    return str(refused.value)


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
    assert read_list(content) == ReadList(encoding, (ANNA,), ())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_ends_are_found(delimiter: str, end: str) -> None:
    text = (HEADER + ANNAS_ROW).replace(",", delimiter).replace("\n", end)

    assert read_list(text).accepted == (ANNA,)


def test_excels_line_above_the_list_names_the_separator() -> None:
    found = read_list("sep=;\n" + (HEADER + ANNAS_ROW).replace(",", ";"))

    assert [(row.line, row.email) for row in found.accepted] == [(3, "anna@example.com")]


def test_delimiter_inside_a_quoted_header_does_not_count() -> None:
    text = 'email;"a,b,c,d,e,f,g";name;audience\nanna@example.com;;Anna;manager\n'

    found = read_list(text)

    anna = Accepted(
        2, "anna@example.com", "Anna", Audience.MANAGER, None, "", unsaid=("unit", "language")
    )
    assert found.accepted == (anna,)


def test_lines_are_those_of_an_editor() -> None:
    found = read("", '"bad', 'address",Anna,customer,,', ",,,,", "bob@example.com,Bob,customer,,")

    assert [row.line for row in found.rejected] == [3]
    assert [row.line for row in found.accepted] == [6]


def test_mixed_encodings_are_refused_with_both_lines() -> None:
    content = (
        HEADER.encode()
        + "a@example.com,Jürgen,customer,,\n".encode()
        + "b@example.com,Müller,customer,,\n".encode("cp1252")
    )

    said = refusal(content)

    assert "line 2 is written in UTF-8 and line 3 in another one" in said
    assert "Correct the accents in line 3" in said


def test_mark_of_utf_8_above_another_encoding_counts_as_mixed() -> None:
    content = codecs.BOM_UTF8 + (HEADER + ANNAS_ROW).encode("cp1252")

    assert "Two encodings are mixed" in refusal(content)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \r\n\r\n", "The file is empty."),
        (codecs.BOM_UTF16_LE, "The file is empty."),
        (HEADER.encode() + b"\na@example.com,An\0na,customer,,\n", "Line 3 holds a NUL character"),
        (HEADER.encode("utf-16-le"), "Line 1 holds a NUL character"),
        ((HEADER + "\0").encode("utf-16"), "Line 2 holds a NUL character"),
        (
            HEADER.encode() + b'a@example.com,"Anna,customer,,\nb@example.com,Bob,customer,,\n',
            "opens on line 2 or after it is never closed",
        ),
        (HEADER.encode() + b'a@example.com,"Anna" B,customer,,\n', "row that starts on line 2"),
        (HEADER.encode() + b'"' + b"a" * 200_000, "a quotation mark may be missing"),
        (
            HEADER.encode() + b"a@example.com," + b"x" * 10_000_000 + b",customer,,\n",
            "line 2 holds a value of more than 131,072 characters",
        ),
        (HEADER.encode() + "a@example.com,Иванов,customer,,\n".encode("cp1251"), "not UTF-8 text"),
        (HEADER.encode() + "a@example.com,山田太郎,customer,,\n".encode("shift-jis"), "line 2"),
        (HEADER.encode() + "a@example.com,Müller,customer,,\n".encode("mac-roman"), "CSV UTF-8"),
        (codecs.BOM_UTF16_LE + b"e", "not UTF-8 text"),
        (HEADER.encode() + b"," * 1_000_000, "has 1,000,001 cells"),
        (HEADER.encode() + b"," * 20_000, "has 20,001 cells"),
    ],
)
def test_file_that_makes_no_sense_is_refused(content: bytes, says: str) -> None:
    assert says in refusal(content)


@given(st.binary(max_size=400))
@example(b'"')
@example(b"\xff\xfe\xff")
@example(b"\r\n,")
@example(b"sep=;")
def test_any_bytes_are_opened_or_refused(content: bytes) -> None:
    with suppress(ContactListUnreadable):
        opening_of(BytesIO(content))


@given(st.text(max_size=200))
def test_any_rows_are_accounted_for(body: str) -> None:
    try:
        found = read_list((HEADER + body).encode("utf-8", "surrogatepass"))
    except ContactListUnreadable:
        return
    lines = [row.line for row in found.accepted] + [row.line for row in found.rejected]

    assert len(set(lines)) == len(lines)
    assert min(lines, default=2) >= 2
