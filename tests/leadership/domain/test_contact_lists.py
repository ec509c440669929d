"""Rows of uploaded lists: what is taken, what is refused, and what it says."""

import pytest

from assessment.domain.audiences import Audience
from leadership.domain.contact_columns import Columns, Field
from leadership.domain.contact_files import NumberedRow
from leadership.domain.contact_lists import Accepted, ListReader, Rejected, rejected
from tests.leadership.uploaded_lists import HEADER, ReadList, read_list

ANNA = Accepted(2, "anna@example.com", "Anna Müller", Audience.CUSTOMER, "North", "de")
ANNAS_ROW = "anna@example.com,Anna Müller,customer,North,de\n"


def read(*lines: str) -> ReadList:
    return read_list(HEADER + "".join(f"{line}\n" for line in lines))


def refusal(line: str) -> str:
    """The reason why the one row of a list is not taken."""
    (row,) = read(line).rejected
    return row.reason


def test_column_names_are_read_in_any_case_and_order_and_by_synonym() -> None:
    header = " LANGUAGE ,Department,Audience,Full_Name,E-Mail"
    row = "de,North,CUSTOMER,Anna Müller,Anna@Example.com"

    assert read_list(f"{header}\n{row}").accepted == (ANNA,)


def test_first_and_last_name_make_a_name() -> None:
    found = read_list("E-Mail;Vorname;Name;Zielgruppe\nanna@example.com;Anna;Müller;Kundin\n")

    unsaid = ("unit", "language")
    assert found.accepted == (
        Accepted(2, "anna@example.com", "Anna Müller", Audience.CUSTOMER, None, "", unsaid),
    )


def test_everybody_is_what_was_chosen_where_the_file_does_not_say() -> None:
    columns = Columns({Field.EMAIL: 0, Field.AUDIENCE: 1}, Audience.PARTNER)

    found = read_list("mail,kind\na@example.com,\nb@example.com,employee\n", columns)

    assert [row.audience for row in found.accepted] == [Audience.PARTNER, Audience.EMPLOYEE]


def test_blanks_around_values_are_dropped() -> None:
    found = read("  anna@example.com , Anna Müller\t,customer ,\u00a0North,de")

    assert found.accepted == (ANNA,)


def test_letters_are_composed_so_that_equal_names_are_equal() -> None:
    (row,) = read("a@example.com,Ju\u0308rgen,customer,Zu\u0308rich,").accepted

    assert (row.name, row.unit) == ("Jürgen", "Zürich")


def test_cells_missing_at_the_end_count_as_empty() -> None:
    assert read("anna@example.com,Anna,employee").accepted == (
        Accepted(2, "anna@example.com", "Anna", Audience.EMPLOYEE, None, ""),
    )


def test_every_audience_is_taken() -> None:
    found = read(*(f"{audience}@example.com,,{audience},," for audience in Audience))

    assert [row.audience for row in found.accepted] == list(Audience)


@pytest.mark.parametrize(
    ("word", "audience"),
    [
        ("Kunden", Audience.CUSTOMER),
        ("client", Audience.CUSTOMER),
        ("Führungskraft", Audience.MANAGER),
        ("EMPLOYÉE", Audience.EMPLOYEE),
        ("empleado", Audience.EMPLOYEE),
        ("partenaire", Audience.PARTNER),
        ("cus\u200btomer", Audience.CUSTOMER),
    ],
)
def test_audiences_are_known_by_their_words(word: str, audience: Audience) -> None:
    assert [row.audience for row in read(f"a@example.com,,{word},,").accepted] == [audience]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("DE", "de"),
        ("de-AT", "de"),
        ("en_US", "en"),
        ("German", "de"),
        ("Deutsch", "de"),
        ("français", "fr"),
        ("inglés", "en"),
        ("日本語", "ja"),
        ("", ""),
    ],
)
def test_languages_are_known_by_code_and_name(word: str, code: str) -> None:
    assert [row.language for row in read(f"a@example.com,,customer,,{word}").accepted] == [code]


@pytest.mark.parametrize(
    "address",
    ["ANNA@example.com", "\u200banna@example.com", "anna＠example.com", "anna@EXAMPLE.com."],
)
def test_address_twice_in_the_file_is_refused_with_its_first_line(address: str) -> None:
    found = read("anna@example.com,Anna,customer,,", f"{address},Anna,manager,,")

    assert [row.email for row in found.accepted] == ["anna@example.com"]
    assert found.rejected == (
        Rejected(
            3,
            (address, "Anna", "manager", "", ""),
            "The address anna@example.com stands on line 2 already.",
        ),
    )


def test_international_domains_are_one_however_they_are_written() -> None:
    found = read("a@Bücher.example,,customer,,", "a@xn--bcher-kva.example,,customer,,")

    assert [row.email for row in found.accepted] == ["a@xn--bcher-kva.example"]
    assert [row.line for row in found.rejected] == [3]


@pytest.mark.parametrize(
    "address",
    ["anna", "anna@", "@example.com", "a b@example.com", "a@b@c.de", "a@exa\u2028mple.com"],
)
def test_malformed_address_is_refused(address: str) -> None:
    assert "address" in refusal(f"{address},Anna,customer,,") or "domain" in refusal(
        f"{address},Anna,customer,,"
    )


@pytest.mark.parametrize("sign", "=+-@")
@pytest.mark.parametrize("column", ["Name", "Unit"])
def test_formula_is_refused(sign: str, column: str) -> None:
    value = f"{sign}HYPERLINK(1)"
    row = {
        "Name": f"anna@example.com,{value},customer,,",
        "Unit": f"anna@example.com,Anna,customer,{value},",
    }[column]

    assert refusal(row) == (
        f"{column}: this starts with {sign}, which a spreadsheet would read as a formula. "
        "Remove the sign."
    )


def test_formula_behind_a_tab_is_refused() -> None:
    assert "formula" in refusal("anna@example.com,\t=1+1,customer,,")


def test_formula_as_address_is_refused() -> None:
    assert "formula" in refusal("=1+1@example.com,Anna,customer,,")


def test_guard_of_an_export_is_taken_off_again() -> None:
    (row,) = read("'+anna@example.com,'=Anna,customer,''-North,").accepted

    assert (row.email, row.name, row.unit) == ("+anna@example.com", "=Anna", "'-North")


@pytest.mark.parametrize("sign", ["\x0b", "\x1c", "\x7f", "\u202e", "\u2028"])
def test_control_character_in_a_name_is_refused_and_shown(sign: str) -> None:
    (row,) = read(f"anna@example.com,An{sign}na,customer,,").rejected

    assert row.reason == (
        f"Name: Remove the invisible character U+{ord(sign):04X}: this must be one line."
    )
    assert sign not in row.text


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u2060", "\u00ad"])
def test_character_of_no_width_in_a_unit_is_refused(sign: str) -> None:
    assert refusal(f"anna@example.com,Anna,customer,No{sign}rth,") == (
        f"Unit: remove the invisible character U+{ord(sign):04X}."
    )


def test_joiners_that_scripts_need_stay() -> None:
    (row,) = read("anna@example.com,می\u200cخواهم,customer,,").accepted

    assert row.name == "می\u200cخواهم"


def test_script_is_a_name_like_any_other() -> None:
    (row,) = read('anna@example.com,"<script>alert(1)</script>",customer,,').accepted

    assert row.name == "<script>alert(1)</script>"


def test_unknown_audience_is_refused_with_the_known_ones() -> None:
    assert refusal("anna@example.com,Anna,friends,,") == (
        "“friends” is not an audience. "
        "Write one of executive, manager, employee, customer, partner."
    )


def test_missing_audience_is_refused() -> None:
    assert refusal("anna@example.com,Anna,,,").startswith("The audience is missing.")


def test_unknown_language_is_refused_with_the_known_ones() -> None:
    assert refusal("anna@example.com,Anna,customer,,tlh") == (
        "“tlh” is not one of the languages. Write one of en, de, fr, es, pt, it, nl, pl, ja, ar."
    )


def test_every_fault_of_a_row_is_named() -> None:
    reason = refusal(f"anna,{'x' * 121},boss,=1,tlh")

    assert "“anna” is not an email address" in reason
    assert "Name: this has 121 characters; 120 is the most." in reason
    assert "“boss” is not an audience." in reason
    assert "Unit: this starts with =" in reason
    assert "“tlh” is not one of the languages." in reason


def test_row_with_too_many_cells_is_refused() -> None:
    assert refusal("anna@example.com,Müller, Anna,customer,,").startswith(
        "The row has 6 cells, but the first line names 5 columns."
    )


def test_empty_cells_too_many_at_the_end_are_dropped() -> None:
    assert read(f"{ANNAS_ROW.strip()},,").accepted == (ANNA,)


def test_long_row_is_kept_shortened() -> None:
    (row,) = read(f"anna,{'x' * 5000},{'y' * 5000},{'z' * 5000},{'w' * 5000}").rejected

    assert len(row.text) == 160
    assert row.text.endswith("…")
    assert sum(map(len, row.cells)) < 1010


def test_row_turned_down_later_has_its_values_where_the_file_has_them() -> None:
    columns = Columns({Field.EMAIL: 2, Field.AUDIENCE: 0})

    assert rejected(ANNA, "why", columns, 4) == Rejected(
        2, ("customer", "", "anna@example.com", ""), "why"
    )


def test_reader_knows_addresses_over_its_whole_file() -> None:
    reader = ListReader(Columns({Field.EMAIL: 0}, Audience.CUSTOMER), 1)

    outcomes = [reader.read(NumberedRow(line, ("a@example.com",))) for line in (2, 900, 70_000)]

    assert [type(one) for one in outcomes] == [Accepted, Rejected, Rejected]
