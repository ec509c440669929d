"""What an uploaded list of people says: each row taken as it stands, or refused with the reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from assessment.domain.audiences import Audience
from assessment.domain.text import one_line_error
from leadership.domain.addresses import AddressInvalid, canonical
from leadership.domain.contact_files import (
    MAX_COLUMNS,
    MAX_ROWS,
    ContactListUnreadable,
    NumberedRow,
    decoded,
    numbered_rows,
)
from leadership.domain.languages import LANGUAGES

COLUMNS: Final = ("email", "name", "audience", "unit", "language")
LONGEST_NAME: Final = 120  # as the columns of Contact and Unit

_SYNONYMS = {
    "e-mail": "email",
    "e mail": "email",
    "mail": "email",
    "email address": "email",
    "e-mail address": "email",
    "full name": "name",
    "group": "audience",
    "business unit": "unit",
    "region": "unit",
    "department": "unit",
    "lang": "language",
}
_AROUND = " \t\u00a0\u3000"  # blanks that spreadsheets leave around a value
_FORMULA_SIGNS = ("=", "+", "-", "@")
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Accepted:
    """A person as the list names them; `unit` is None when the cell is empty."""

    line: int
    email: str
    name: str
    audience: Audience
    unit: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not taken; `text` is the row, shortened and made visible."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ContactList:
    encoding: str
    accepted: tuple[Accepted, ...]
    rejected: tuple[Rejected, ...]
    ignored_columns: tuple[str, ...]


class _Fault(Exception):
    """Why one value of a row cannot be taken."""


def read_contact_list(content: bytes) -> ContactList:
    """Read a CSV file of people; its columns are those of COLUMNS, in any order.

    Blanks around a value are dropped, addresses are canonical, audience and language are read
    in any case, and an empty language stays empty: nobody knows it. Nothing else is changed: a
    row that would need it is rejected. Raises ContactListUnreadable when the file as a whole
    makes no sense.
    """
    text, encoding = decoded(content)
    rows = numbered_rows(text)
    first = next(rows, NumberedRow(1, ()))
    header = [_column(cell) for cell in first.cells]
    places = _places(header)
    body = list(islice(rows, MAX_ROWS + 1))
    if len(body) > MAX_ROWS:
        raise ContactListUnreadable(
            f"The file has more than {MAX_ROWS:,} rows. Split it and upload the parts."
        )
    if not body:
        raise ContactListUnreadable("There is nobody in the file: only the first line has text.")
    outcomes = tuple(_outcomes(body, places, len(header)))
    return ContactList(
        encoding=encoding,
        accepted=tuple(row for row in outcomes if isinstance(row, Accepted)),
        rejected=tuple(row for row in outcomes if isinstance(row, Rejected)),
        ignored_columns=tuple(_visible(name) for name in header if name and name not in COLUMNS),
    )


def rejected(row: Accepted, reason: str) -> Rejected:
    """The same row, turned down by a rule that the file alone does not show."""
    cells = (row.email, row.name, row.audience.value, row.unit or "", row.language)
    return Rejected(row.line, _shown(cells), reason)


def _column(cell: str) -> str:
    name = " ".join(cell.replace("_", " ").strip(_AROUND).casefold().split())
    return _SYNONYMS.get(name, name)


def _places(header: list[str]) -> Mapping[str, int]:
    if len(header) > MAX_COLUMNS:
        raise ContactListUnreadable(
            f"The first line of the file has {len(header):,} columns; {MAX_COLUMNS} is the most. "
            f"Keep only {_columns(list(COLUMNS))}."
        )
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise ContactListUnreadable(
            f"The first line of the file lacks {_columns(missing)}. It must name the columns "
            f"{', '.join(COLUMNS[:-1])} and {COLUMNS[-1]}; in name, unit and language the cells "
            "may stay empty."
        )
    twice = [name for name in COLUMNS if header.count(name) > 1]
    if twice:
        raise ContactListUnreadable(
            f"The first line of the file names {_columns(twice)} more than once. Keep one of each."
        )
    return {name: header.index(name) for name in COLUMNS}


def _columns(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    if len(quoted) == 1:
        return f"the column {quoted[0]}"
    return f"the columns {', '.join(quoted[:-1])} and {quoted[-1]}"


def _outcomes(
    rows: list[NumberedRow], places: Mapping[str, int], width: int
) -> Iterator[Accepted | Rejected]:
    first_lines: dict[str, int] = {}
    for row in rows:
        outcome = _outcome(row, places, width)
        if isinstance(outcome, Accepted):
            first = first_lines.setdefault(outcome.email, outcome.line)
            if first != outcome.line:
                reason = f"The address {outcome.email} stands on line {first} already."
                outcome = Rejected(row.line, _shown(row.cells), reason)
        yield outcome


def _outcome(row: NumberedRow, places: Mapping[str, int], width: int) -> Accepted | Rejected:
    cells = row.cells + ("",) * (width - len(row.cells))
    values = {name: cells[place].strip(_AROUND) for name, place in places.items()}
    found, faults = _read_values(values)
    surplus = row.cells[width:]
    # Empty cells at the end are common and harmless, unless they show that the row has slipped.
    if any(cell.strip() for cell in surplus) or (surplus and faults):
        faults = [
            f"The row has {len(row.cells)} cells, but the first line names {width} columns. "
            "A value that holds the separator must stand in quotation marks."
        ]
    if faults:
        return Rejected(row.line, _shown(row.cells), " ".join(faults))
    return Accepted(
        line=row.line,
        email=found["email"],
        name=found["name"],
        audience=Audience(found["audience"]),
        unit=found["unit"] or None,
        language=found["language"],
    )


def _read_values(values: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The values as they will be stored, and what is wrong with the others."""
    found: dict[str, str] = {}
    faults: list[str] = []
    for column, read in _READERS.items():
        try:
            found[column] = read(values[column])
        except (_Fault, AddressInvalid) as fault:
            faults.append(str(fault))
    return found, faults


def _email(value: str) -> str:
    if value.startswith(("=", "@")):
        raise _Fault(f"The address starts with {value[0]}, as a spreadsheet formula does.")
    return canonical(value)


def _name(value: str) -> str:
    return _line_of_text("name", value)


def _unit(value: str) -> str:
    return _line_of_text("unit", value)


def _audience(value: str) -> str:
    allowed = [audience.value for audience in Audience]
    word = value.casefold()
    if word in allowed:
        return word
    found = f"“{_visible(value)}” is not an audience." if value else "The audience is missing."
    raise _Fault(f"{found} Write one of {', '.join(allowed)}.")


def _language(value: str) -> str:
    code = value.casefold()
    if not code or code in LANGUAGES:
        return code
    raise _Fault(
        f"“{_visible(value)}” is not one of the languages. Write one of {', '.join(LANGUAGES)}."
    )


def _line_of_text(column: str, value: str) -> str:
    if value.startswith(_FORMULA_SIGNS):
        raise _Fault(
            f"The {column} starts with {value[0]}, which a spreadsheet would read as a formula. "
            "Remove the sign."
        )
    if error := one_line_error(value):
        raise _Fault(f"In the {column}: {error}")
    if len(value) > LONGEST_NAME:
        raise _Fault(f"The {column} has {len(value):,} characters; {LONGEST_NAME} is the most.")
    return value


_READERS = {
    "email": _email,
    "name": _name,
    "audience": _audience,
    "unit": _unit,
    "language": _language,
}


def _shown(cells: tuple[str, ...]) -> str:
    return _visible(", ".join(cells))


def _visible(text: str) -> str:
    """At most 160 characters, with what a reader could not see written out."""
    short = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)
