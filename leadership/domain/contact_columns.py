"""Which column of a file holds what: guessed from its name, chosen by people, remembered."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assessment.domain.audiences import Audience
from assessment.domain.language import listed, translate, translate_plural, whole_number
from leadership.domain.addresses import AddressInvalid, canonical
from leadership.domain.contact_files import MAX_COLUMNS, ContactListUnreadable

COLUMNS: Final = ("email", "name", "audience", "unit", "language")
OUR_OWN: Final = ("line", "reason")  # what the file of rejected rows has besides
_SHOWN = 60


class Field(StrEnum):
    """What is known of a contact; the value is what the mapping is stored with."""

    EMAIL = "email"
    NAME = "name"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    AUDIENCE = "audience"
    UNIT = "unit"
    LANGUAGE = "language"

    @property
    def label(self) -> str:
        return {
            Field.EMAIL: translate("Email address"),
            Field.NAME: translate("Name"),
            Field.FIRST_NAME: translate("First name"),
            Field.LAST_NAME: translate("Last name"),
            Field.AUDIENCE: translate("Audience"),
            Field.UNIT: translate("Unit"),
            Field.LANGUAGE: translate("Language"),
        }[self]


# In English, German, French and Spanish, as spreadsheets and address books head their columns.
_NAMES: Final[Mapping[Field, frozenset[str]]] = {
    Field.EMAIL: frozenset(
        {
            *("email", "e mail", "mail", "email address", "e mail address", "mail address"),
            *("mailbox", "e mails", "emails", "mail id", "email id"),
            *("work email", "business email", "primary email", "e mail 1 value", "contact email"),
            *("e mail adresse", "email adresse", "emailadresse", "mailadresse", "mail adresse"),
            *("courriel", "adresse e mail", "adresse mail", "adresse électronique"),
            *("adresse de courriel", "correo", "correo electrónico", "correo electronico"),
            *("dirección de correo", "dirección de correo electrónico", "dirección de email"),
        }
    ),
    Field.NAME: frozenset(
        {
            *("name", "full name", "display name", "contact name", "person", "contact"),
            *("vollständiger name", "anzeigename", "ansprechpartner", "kontakt"),
            *("vor und nachname", "vorname und nachname", "nom complet", "nom et prénom"),
            *("prénom et nom", "nom", "nombre", "nombre completo", "nombre y apellidos"),
        }
    ),
    Field.FIRST_NAME: frozenset(
        {"first name", "firstname", "given name", "forename", "vorname", "prénom", "prenom"}
    ),
    Field.LAST_NAME: frozenset(
        {
            *("last name", "lastname", "surname", "family name", "nachname", "familienname"),
            *("nom de famille", "apellido", "apellidos"),
        }
    ),
    Field.AUDIENCE: frozenset(
        {
            *(
                "audience",
                "group",
                "kind of person",
                "contact type",
                "type de contact",
                "zielgruppe",
                "gruppe",
                "personengruppe",
                "groupe",
                "public",
            ),
            *("catégorie", "audiencia", "grupo", "público"),
        }
    ),
    Field.UNIT: frozenset(
        {
            *("unit", "business unit", "region", "department", "division", "organizational unit"),
            *("einheit", "abteilung", "bereich", "geschäftsbereich", "organisationseinheit"),
            *("unité", "département", "région", "service", "unidad", "departamento", "región"),
            "área",
        }
    ),
    Field.LANGUAGE: frozenset(
        {
            *(
                "language",
                "lang",
                "locale",
                "preferred language",
                "sprache",
                "korrespondenzsprache",
            ),
            *("langue", "langue préférée", "idioma", "lengua"),
        }
    ),
}

# What these may mean besides, such as a street: taken where no column has a clearer name.
_VAGUE_NAMES: Final[Mapping[Field, frozenset[str]]] = {
    Field.EMAIL: frozenset({"address", "addresses", "adresse", "dirección", "direccion"}),
    Field.AUDIENCE: frozenset({"kind", "type", "art", "typ", "tipo", "genre"}),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row which field stands; `audience` is that of rows which name none."""

    places: Mapping[Field, int]
    audience: Audience | None = None

    def cells(self, values: Mapping[Field, str], width: int) -> tuple[str, ...]:
        """A row of the file in which these values stand in their places."""
        at = {place: values.get(field, "") for field, place in self.places.items()}
        return tuple(at.get(place, "") for place in range(width))


@dataclass(frozen=True, slots=True)
class Guess:
    """`is_sure` where nobody need be asked: our own columns and no others."""

    places: Mapping[Field, int]
    ambiguous: tuple[Field, ...]
    is_sure: bool


def plain_name(cell: str) -> str:
    """A column’s name as names are compared: "E-Mail_Adresse " is "e mail adresse"."""
    visible = "".join(c for c in cell if unicodedata.category(c) != "Cf")
    folded = unicodedata.normalize("NFKC", visible).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", folded).split())


def guessed(header: Sequence[str]) -> Guess:
    """What each column seems to hold; of two that seem to hold the same, neither is chosen.

    A column under our own name wins over others; "Name" beside "Vorname" is the last name.
    """
    names = [plain_name(cell) for cell in header]
    places: dict[Field, int] = {}
    ambiguous: list[Field] = []
    for field, known in _NAMES.items():
        found = [place for place, name in enumerate(names) if name in known]
        if not found:
            vague = _VAGUE_NAMES.get(field, frozenset())
            found = [place for place, name in enumerate(names) if name in vague]
        own = [place for place in found if names[place] == field.value]
        best = own if own else found
        if len(best) == 1:
            places[field] = best[0]
        elif best:
            ambiguous.append(field)
    _part_names(places)
    named = [name for name in names if name and name not in OUR_OWN]
    is_sure = sorted(named) == sorted(COLUMNS)
    return Guess(places, tuple(ambiguous), is_sure)


def _part_names(places: dict[Field, int]) -> None:
    """ "Name" and "Vorname", "Nombre" and "Apellidos": the whole name is one half then."""
    if Field.NAME not in places:
        return
    has_first, has_last = Field.FIRST_NAME in places, Field.LAST_NAME in places
    if has_first and has_last:
        del places[Field.FIRST_NAME], places[Field.LAST_NAME]
    elif has_first:
        places[Field.LAST_NAME] = places.pop(Field.NAME)
    elif has_last:
        places[Field.FIRST_NAME] = places.pop(Field.NAME)


def signature(header: Sequence[str]) -> str:
    """Equal for files of the same shape: the same columns in the same order.

    The columns that we add to a file of rejected rows do not count.
    """
    names = [plain_name(cell) for cell in header]
    while names and (not names[-1] or names[-1] in OUR_OWN):
        names.pop()
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest()


def check_header(header: Sequence[str]) -> None:
    """Raises ContactListUnreadable for a first line that cannot name the columns."""
    if len(header) > MAX_COLUMNS:
        raise ContactListUnreadable(
            translate(
                "The first line of the file has {number} columns; {most} is the most. Keep only "
                "those with address, name, audience, unit and language."
            ).format(number=whole_number(len(header)), most=whole_number(MAX_COLUMNS))
        )
    if any("@" in cell and _is_address(cell) for cell in header):
        raise ContactListUnreadable(
            translate(
                "The first line of the file holds a person. Put a line above it that names the "
                "columns, such as “{columns}”, and upload the file again."
            ).format(columns=",".join(COLUMNS))
        )


def choice_error(columns: Columns) -> str | None:
    """What is missing in a choice of columns, in words; None when rows can be read with it."""
    places = columns.places
    if Field.EMAIL not in places:
        return translate("Say which column holds the email addresses.")
    if Field.AUDIENCE not in places and columns.audience is None:
        return translate(
            "Say which column holds the audience, or choose below what everybody in the file is."
        )
    if Field.NAME in places and (Field.FIRST_NAME in places or Field.LAST_NAME in places):
        return translate("Choose either one column for the whole name, or those for its parts.")
    return None


def twice_error(header: Sequence[str], field: Field, places: Sequence[int]) -> str:
    names = listed([translate("“{name}”").format(name=shown_name(header, one)) for one in places])
    return translate("The columns {names} cannot both be “{field}”. Choose one of them.").format(
        names=names, field=field.label
    )


def shown_name(header: Sequence[str], place: int) -> str:
    """The name of a column as it can be shown; a nameless one is known by its number."""
    cell = " ".join(header[place].split())
    visible = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cell)
    if not visible:
        return translate("Column {number}").format(number=place + 1)
    return visible if len(visible) <= _SHOWN else f"{visible[: _SHOWN - 1]}…"


def same_named(header: Sequence[str]) -> tuple[str, ...]:
    """Names that more than one column has, each once."""
    names = [plain_name(cell) for cell in header]
    twice = {name for name in names if name and names.count(name) > 1}
    first = {name: names.index(name) for name in twice}
    return tuple(shown_name(header, place) for place in sorted(first.values()))


def same_named_words(names: Sequence[str]) -> str:
    quoted = listed([translate("“{name}”").format(name=name) for name in names])
    return translate_plural(
        "More than one column is called {names}. Their examples show which one is meant.",
        "More than one column is called by each of these names: {names}. Their examples show "
        "which ones are meant.",
        len(names),
    ).format(names=quoted)


def _is_address(cell: str) -> bool:
    try:
        canonical(cell)
    except AddressInvalid:
        return False
    return True
