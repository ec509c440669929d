"""Everything that is held about a person, in the order of the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Model

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Question
from assessment.domain.language import translate
from assessment.models import AnswerSheet, Organization
from assessment.queries.rounds import questions_for
from leadership.queries.personal_register import REGISTER, Held
from leadership.queries.persons import Person

MOST_ROWS: Final = 5_000  # of one table; nobody has sent more, and a file has to end


@dataclass(frozen=True, slots=True)
class Answered:
    """A question as it was read, and what was answered."""

    question: Question
    wording: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a row; `key` is its name for programs, `label` for people.

    `words` say a value to people that is a word of ours; "" for all others.
    """

    key: str
    label: str
    value: object
    words: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What one table holds; `key` is the table’s name for programs."""

    key: str
    title: str
    rows: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """`organization` is None where the person themself asks, of all organizations."""

    address: str
    organization: str | None
    made_at: datetime
    sections: tuple[Section, ...]


def personal_data_of(person: Person, *, now: datetime) -> PersonalData:
    """What the person may read of themself, or what those who run rounds may hand over."""
    name = None
    if person.organization_id is not None:
        name = Organization.objects.get(pk=person.organization_id).name
    sections = (
        _section(held, person)
        for held in REGISTER
        if held.shown and (person.own or not held.own_only)
    )
    filled = tuple(section for section in sections if section.rows)
    return PersonalData(person.address, name, now, filled)


def _section(held: Held, person: Person) -> Section:
    rows = held.rows(person).order_by("pk")[:MOST_ROWS]
    return Section(
        key=held.model._meta.model_name or "",
        title=translate(held.title),
        rows=tuple(_facts(held, row, person) for row in rows),
    )


def _facts(held: Held, row: Model, person: Person) -> tuple[Fact, ...]:
    facts = (_fact(held, row, path, person) for path in held.shown)
    return tuple(fact for fact in facts if fact.value not in (None, "", (), []))


def _fact(held: Held, row: Model, path: str, person: Person) -> Fact:
    value = _value(held, row, path, person)
    words = held.said[path](row, person) if value and path in held.said else ""
    return Fact(path.replace(".", "_"), translate(held.shown[path]), value, words)


def _value(held: Held, row: Model, path: str, person: Person) -> object:
    if path in held.read:
        return held.read[path](row, person)
    if isinstance(row, AnswerSheet) and path == "answers":
        return _answers_of(row)
    value: Any = row
    for name in path.split("."):
        value = getattr(value, name, None) if value is not None else None
    return value


def _answers_of(sheet: AnswerSheet) -> tuple[Answered, ...]:
    """In the order in which they were asked, in the words of the round."""
    audience = Audience(sheet.audience)
    organization = sheet.round.organization.name
    given: Mapping[str, Answer] = sheet.answers
    return tuple(
        Answered(
            question,
            question.wording(audience).naming(organization).text,
            given[question.key],
        )
        for question in questions_for(sheet.round, audience)
        if question.key in given
    )
