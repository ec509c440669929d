"""What a round asks, of whom, and in which words."""

from copy import copy
from datetime import datetime
from functools import lru_cache
from typing import TypeAlias

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition, Question
from assessment.domain.language import readers_language
from assessment.domain.own_wordings import OwnWording, own_wordings_from_json, worded
from assessment.domain.rounds import Promise
from assessment.models import Round
from assessment.queries.definitions import definition_of, in_asking_order
from assessment.queries.wordings import own_wordings_for

_Asked: TypeAlias = tuple[tuple[int, ...], tuple[OwnWording, ...]]


def without_names(round_: Round) -> Round:
    """The round as somebody reads it to whom executives did not agree to be named.

    An attributed round then reads like one that promised totals: its executives need company,
    like everybody else. The copy is for reading and is never saved.
    """
    read = copy(round_)
    if round_.is_attributed:
        read.promise, read.with_names = Promise.TOTALS_ONLY.value, round_
    return read


def definitions_of(round_: Round) -> tuple[Definition, ...]:
    """A round's instruments, in the order in which they are asked."""
    return _definitions(*_asked(round_))


def pages_for(round_: Round, audience: Audience, language: str = "") -> tuple[Definition, ...]:
    """The instruments that ask this audience something: one page each.

    They are read in `language`, else in that of the present reader.
    """
    return _pages(*_asked(round_), audience, language or readers_language())


def questions_of(round_: Round) -> tuple[Question, ...]:
    """All questions of a round, whoever is asked."""
    return tuple(question for one in definitions_of(round_) for question in one.questions)


def questions_for(round_: Round, audience: Audience) -> tuple[Question, ...]:
    return tuple(
        question
        for page in pages_for(round_, audience)
        for question in page.questions_for(audience)
    )


def is_asked_alike(question: str, one: Round, other: Round) -> bool | None:
    """Whether both rounds asked a question in the same words with the same answers to choose from.

    None where one of them did not ask it. Words are compared for the audiences that both asked.
    """
    first, second = (
        next((asked for asked in questions_of(round_) if asked.key == question), None)
        for round_ in (one, other)
    )
    if first is None or second is None:
        return None
    both = set(first.audiences) & set(second.audiences)
    return _answers_offered(first) == _answers_offered(second) and all(
        first.wording(audience).text == second.wording(audience).text for audience in both
    )


def _answers_offered(question: Question) -> list[tuple[str, str]]:
    return [(choice.code, choice.label()) for choice in question.scale.choices]


def _asked(round_: Round) -> _Asked:
    """The versions of a round, and the organization’s own words in them."""
    if round_.launched_at is None:
        versions = tuple(round_.versions.values_list("pk", flat=True))
        return versions, tuple(own_wordings_for(round_, versions))
    return _frozen(round_.pk, round_.launched_at)


@lru_cache(maxsize=1024)
def _frozen(round_id: int, launched_at: datetime) -> _Asked:
    """What a launched round asks: it never changes, so one query serves a process."""
    rows = list(
        Round.versions.through.objects.filter(round=round_id).values_list(
            "questionnaireversion", "round__own_wordings"
        )
    )
    return (
        tuple(version for version, _ in rows),
        own_wordings_from_json(rows[0][1]) if rows else (),
    )


@lru_cache(maxsize=1024)
def _definitions(
    version_ids: tuple[int, ...], own: tuple[OwnWording, ...]
) -> tuple[Definition, ...]:
    return in_asking_order(worded(one, own) for one in map(definition_of, version_ids))


@lru_cache(maxsize=1024)
def _pages(
    version_ids: tuple[int, ...], own: tuple[OwnWording, ...], audience: Audience, language: str
) -> tuple[Definition, ...]:
    asking = (one for one in _definitions(version_ids, own) if one.questions_for(audience))
    return tuple(one.read_in(language) for one in asking)
