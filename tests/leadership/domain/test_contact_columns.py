"""Columns: guessed from their names in four languages, chosen, known again by their shape."""

import pytest

from assessment.domain.audiences import Audience
from leadership.domain.contact_columns import (
    COLUMNS,
    Columns,
    Field,
    check_header,
    choice_error,
    guessed,
    same_named,
    shown_name,
    signature,
)
from leadership.domain.contact_files import ContactListUnreadable


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (COLUMNS, ["email", "name", "audience", "unit", "language"]),
        (["E-Mail-Adresse", "Vorname", "Nachname"], ["email", "first name", "last name"]),
        (["Name", "Vorname", "E-Mail"], ["last name", "first name", "email"]),
        (["Nombre", "Apellidos", "Correo electrónico"], ["first name", "last name", "email"]),
        (["Nom complet", "Courriel", "Langue"], ["name", "email", "language"]),
        (["Abteilung", "Sprache", "Zielgruppe"], ["unit", "language", "audience"]),
        (["\ufeffE\u200bMAIL ", "full_name"], ["email", "name"]),
        (["Name", "First name", "Last name"], ["name", "", ""]),
        (["Address", "Kind", "Name"], ["email", "audience", "name"]),
        (["Adresse", "E-Mail", "Art", "Gruppe"], ["", "email", "", "audience"]),
        (["Phone", "Notes"], ["", ""]),
    ],
)
def test_columns_are_guessed_from_their_names(header: list[str], fields: list[str]) -> None:
    places = guessed(header).places

    found = {place: field.value for field, place in places.items()}
    assert [found.get(place, "") for place in range(len(header))] == fields


def test_two_columns_that_seem_the_same_are_left_to_people() -> None:
    guess = guessed(["E-Mail", "Mail", "Region", "Unit"])

    assert guess.places == {Field.UNIT: 3}
    assert guess.ambiguous == (Field.EMAIL,)


def test_guess_is_sure_for_our_own_columns_alone() -> None:
    assert guessed(COLUMNS).is_sure
    assert guessed([*reversed(COLUMNS), "line", "reason"]).is_sure
    assert not guessed([*COLUMNS, "notes"]).is_sure
    assert not guessed(COLUMNS[:-1]).is_sure
    assert not guessed([*COLUMNS, "email"]).is_sure


def test_shape_of_a_file_is_its_columns_in_their_order() -> None:
    shape = signature(["E-Mail", "Name"])

    assert shape == signature(["e mail ", "NAME", "", "line", "reason"])
    assert shape != signature(["Name", "E-Mail"])
    assert shape != signature(["E-Mail", "Name", "Unit"])


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (Columns({Field.NAME: 0}, Audience.CUSTOMER), "Say which column holds the email"),
        (Columns({Field.EMAIL: 0}), "Say which column holds the audience, or choose below"),
        (
            Columns({Field.EMAIL: 0, Field.NAME: 1, Field.LAST_NAME: 2}, Audience.CUSTOMER),
            "either one column for the whole name",
        ),
    ],
)
def test_choice_that_rows_cannot_be_read_with_says_what_is_missing(
    columns: Columns, says: str
) -> None:
    assert says in (choice_error(columns) or "")


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (["c"] * 101, "has 101 columns; 100 is the most"),
        (["anna@example.com", "Anna"], "The first line of the file holds a person."),
    ],
)
def test_header_that_names_no_columns_is_refused(header: list[str], says: str) -> None:
    with pytest.raises(ContactListUnreadable, match=says):
        check_header(header)


def test_names_that_stand_twice_are_told() -> None:
    assert same_named(["Mail", "Name", "mail ", "", ""]) == ("Mail",)


def test_names_are_shown_on_one_line_and_nameless_ones_by_number() -> None:
    assert shown_name(["a\nb\u202e", ""], 0) == "a b\\u202e"
    assert shown_name(["a", ""], 1) == "Column 2"
    assert len(shown_name(["x" * 500], 0)) == 60
