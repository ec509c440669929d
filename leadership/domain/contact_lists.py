"""What a row of an uploaded list says: taken as it stands, or refused with the reason."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from assessment.domain.audiences import Audience
from assessment.domain.language import translate, whole_number
from assessment.domain.text import one_line_error
from leadership.domain.addresses import AddressInvalid, canonical
from leadership.domain.contact_columns import Columns, Field
from leadership.domain.contact_files import NumberedRow
from leadership.domain.contact_words import audience_of, language_of
from leadership.domain.languages import LANGUAGES
from leadership.domain.spreadsheets import without_guard

LONGEST_NAME: Final = 120  # as the columns of Contact and Unit
_LOOKED_THROUGH: Final = 8 * LONGEST_NAME  # what combines into one character may be many

_AROUND = " \t\u00a0\u3000"  # blanks that spreadsheets leave around a value
_FORMULA_SIGNS = ("=", "+", "-", "@")
# What nobody sees and no spelling needs; two units that differ by one would look the same.
_ZERO_WIDTH = frozenset("\u00ad\u180e\u200b\u2060\ufeff")
_ERRORS = frozenset({"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
_SHOWN = 160
_KEPT_OF_A_CELL = 254
_KEPT_OF_A_ROW = 1000


@dataclass(frozen=True, slots=True)
class Accepted:
    """A person as the list names them; `unit` is None when the cell is empty.

    `unsaid` are the fields of which the file has no column: whoever is known keeps what is known.
    """

    line: int
    email: str
    name: str
    audience: Audience
    unit: str | None
    language: str
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not taken; its cells are shortened where nobody would type so much."""

    line: int
    cells: tuple[str, ...]
    reason: str

    @property
    def text(self) -> str:
        """The row on one line, with what a reader could not see written out."""
        return _visible(", ".join(self.cells))


_SAID_BY: Final = {
    "name": {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME},
    "unit": {Field.UNIT},
    "language": {Field.LANGUAGE},
}


class _Fault(Exception):
    """Why one value of a row cannot be taken."""


class ListReader:
    """Reads the rows of one file in their order, and knows which addresses have been there.

    Blanks around a value are dropped, addresses are canonical, text is composed (NFC), audience
    and language are read in any case and as words, and an empty language stays empty: nobody
    knows it. Nothing else is changed: a row that would need it is rejected.
    """

    def __init__(self, columns: Columns, width: int) -> None:
        self.columns = columns
        self.width = width
        self._unsaid = tuple(
            name for name, fields in _SAID_BY.items() if not fields & columns.places.keys()
        )
        self._lines: dict[str, int] = {}

    def read(self, row: NumberedRow) -> Accepted | Rejected:
        outcome = self._outcome(row)
        if isinstance(outcome, Accepted):
            first = self._lines.setdefault(outcome.email, outcome.line)
            if first != outcome.line:
                reason = translate("The address {address} stands on line {line} already.")
                return rejected_row(row, reason.format(address=outcome.email, line=first))
        return outcome

    def _outcome(self, row: NumberedRow) -> Accepted | Rejected:
        cells = row.cells + ("",) * (self.width - len(row.cells))
        values = {
            field: without_guard(cells[place].strip(_AROUND))
            for field, place in self.columns.places.items()
        }
        guarded = {
            field
            for field, place in self.columns.places.items()
            if values[field] != cells[place].strip(_AROUND)
        }
        found, faults = _read_values(values, guarded, self.columns.audience)
        surplus = row.cells[self.width :]
        # Empty cells at the end are common and harmless, unless they show that the row has slipped.
        if any(cell.strip() for cell in surplus) or (surplus and faults):
            faults = [
                translate(
                    "The row has {cells} cells, but the first line names {columns} columns. "
                    "A value that holds the separator must stand in quotation marks."
                ).format(cells=len(row.cells), columns=self.width)
            ]
        if faults:
            return rejected_row(row, " ".join(faults))
        return Accepted(
            line=row.line,
            email=found["email"],
            name=found["name"],
            audience=Audience(found["audience"]),
            unit=found["unit"] or None,
            language=found["language"],
            unsaid=self._unsaid,
        )


def rejected_row(row: NumberedRow, reason: str) -> Rejected:
    return Rejected(row.line, _kept(row.cells), reason)


def rejected(row: Accepted, reason: str, columns: Columns, width: int) -> Rejected:
    """The same row, turned down by a rule that the file alone does not show."""
    values = {
        Field.EMAIL: row.email,
        Field.NAME: row.name,
        Field.LAST_NAME: row.name,
        Field.AUDIENCE: row.audience.value,
        Field.UNIT: row.unit or "",
        Field.LANGUAGE: row.language,
    }
    return Rejected(row.line, columns.cells(values, width), reason)


def _read_values(
    values: Mapping[Field, str], guarded: set[Field], everybody: Audience | None
) -> tuple[dict[str, str], list[str]]:
    """The values as they will be stored, and what is wrong with the others."""
    found: dict[str, str] = {}
    faults: list[str] = []
    readers: dict[str, Callable[[], str]] = {
        "email": lambda: _email(values[Field.EMAIL], Field.EMAIL in guarded),
        "name": lambda: _name(values, guarded),
        "audience": lambda: _audience(values.get(Field.AUDIENCE, ""), everybody),
        "unit": lambda: _line_of_text(Field.UNIT, values.get(Field.UNIT, ""), guarded),
        "language": lambda: _language(values.get(Field.LANGUAGE, "")),
    }
    for key, read in readers.items():
        try:
            found[key] = read()
        except (_Fault, AddressInvalid) as fault:
            faults.append(str(fault))
    return found, faults


def _email(value: str, is_guarded: bool) -> str:
    if value in _ERRORS:
        raise _formula_error(Field.EMAIL, value)
    if value.startswith(("=", "@")) and not is_guarded:
        raise _Fault(
            translate(
                "The address starts with {sign}, as a spreadsheet formula does. Write the address "
                "itself."
            ).format(sign=value[0])
        )
    return canonical(value)


def _name(values: Mapping[Field, str], guarded: set[Field]) -> str:
    if Field.NAME in values:
        return _line_of_text(Field.NAME, values[Field.NAME], guarded)
    parts = [
        _line_of_text(field, values.get(field, ""), guarded)
        for field in (Field.FIRST_NAME, Field.LAST_NAME)
    ]
    return _short_enough(Field.NAME, " ".join(filter(None, parts)))


def _audience(value: str, everybody: Audience | None) -> str:
    if not value and everybody is not None:
        return everybody.value
    if found := audience_of(value):
        return found.value
    allowed = ", ".join(audience.value for audience in Audience)
    if not value:
        raise _Fault(
            translate("The audience is missing. Write one of {allowed}.").format(allowed=allowed)
        )
    raise _Fault(
        translate("“{word}” is not an audience. Write one of {allowed}.").format(
            word=_visible(value), allowed=allowed
        )
    )


def _language(value: str) -> str:
    if not value:
        return ""
    if code := language_of(value):
        return code
    raise _Fault(
        translate("“{word}” is not one of the languages. Write one of {allowed}.").format(
            word=_visible(value), allowed=", ".join(LANGUAGES)
        )
    )


def _line_of_text(field: Field, value: str, guarded: set[Field]) -> str:
    if value in _ERRORS:
        raise _formula_error(field, value)
    if value.startswith(_FORMULA_SIGNS) and field not in guarded:
        raise _Fault(
            translate(
                "{field}: this starts with {sign}, which a spreadsheet would read as a formula. "
                "Remove the sign."
            ).format(field=field.label, sign=value[0])
        )
    if len(value) > _LOOKED_THROUGH:
        return _short_enough(field, value)
    if error := one_line_error(value):
        raise _Fault(translate("{field}: {fault}").format(field=field.label, fault=error))
    if unseen := next((sign for sign in value if sign in _ZERO_WIDTH), None):
        raise _Fault(
            translate("{field}: remove the invisible character {sign}.").format(
                field=field.label, sign=f"U+{ord(unseen):04X}"
            )
        )
    return _short_enough(field, unicodedata.normalize("NFC", value))


def _short_enough(field: Field, value: str) -> str:
    if len(value) > LONGEST_NAME:
        raise _Fault(
            translate("{field}: this has {number} characters; {most} is the most.").format(
                field=field.label, number=whole_number(len(value)), most=LONGEST_NAME
            )
        )
    return value


def _formula_error(field: Field, value: str) -> _Fault:
    return _Fault(
        translate(
            "{field}: the formula in this cell gives the error {error}. Write the value itself."
        ).format(field=field.label, error=value)
    )


def _kept(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells as far as they are kept, so that no row of a hostile file takes much room."""
    kept: list[str] = []
    room = _KEPT_OF_A_ROW
    for cell in cells:
        most = min(room, _KEPT_OF_A_CELL)
        kept.append(cell if len(cell) <= most else f"{cell[: max(most - 1, 0)]}…")
        room -= min(len(cell), most)
        if room <= 0:
            break
    return tuple(kept)


def _visible(text: str) -> str:
    """At most 160 characters, with what a reader could not see written out."""
    short = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)
