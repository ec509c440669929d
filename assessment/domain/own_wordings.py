"""An organization’s own words for a question, in place of ours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from assessment.domain.audiences import Audience
from assessment.domain.definitions import (
    DEFAULT_LANGUAGE,
    Definition,
    Origin,
    Question,
    Wording,
)


class WordingKey(NamedTuple):
    """What an organization may word in its own way."""

    questionnaire: str
    question: str
    audience: Audience
    language: str


@dataclass(frozen=True, slots=True)
class OwnWording:
    """Own words; `beside` is our English question as it read when they were written."""

    key: WordingKey
    text: str
    help: str
    beside: str

    def fits(self, definition: Definition) -> bool:
        """Whether these words may stand in place of ours.

        They may not when the question is asked no more, is quoted in English, or reads
        differently in English now: then they would say what nobody means any more.
        """
        question = _asked(definition, self.key)
        return (
            question is not None
            and not is_quoted(question, self.key.language)
            and question.wording(self.key.audience).text == self.beside
        )


def is_quoted(question: Question, language: str) -> bool:
    """Whether these are the source’s own words, which nobody changes."""
    return question.origin is Origin.VERBATIM and language == DEFAULT_LANGUAGE


def fitting(own: Iterable[OwnWording], definitions: Iterable[Definition]) -> list[OwnWording]:
    """Those that stand in place of ours in these instruments."""
    by_key = {definition.key: definition for definition in definitions}
    return [
        one
        for one in own
        if (definition := by_key.get(one.key.questionnaire)) and one.fits(definition)
    ]


def worded(definition: Definition, own: Iterable[OwnWording]) -> Definition:
    """The instrument with these words in place of ours, where its questions are asked."""
    by_question: dict[str, dict[tuple[Audience, str], Wording]] = defaultdict(dict)
    for one in own:
        if _asked(definition, one.key):
            words = Wording(one.text, one.help, is_own=True)
            by_question[one.key.question][one.key.audience, one.key.language] = words
    return replace(definition, questions=_reworded(definition.questions, by_question))


def _reworded(
    questions: tuple[Question, ...],
    own: Mapping[str, Mapping[tuple[Audience, str], Wording]],
) -> tuple[Question, ...]:
    return tuple(
        replace(question, wordings={**question.wordings, **own[question.key]})
        if question.key in own
        else question
        for question in questions
    )


def _asked(definition: Definition, key: WordingKey) -> Question | None:
    """The question of this instrument that the audience is asked, None where it is not."""
    if key.questionnaire != definition.key:
        return None
    for question in definition.questions_for(key.audience):
        if question.key == key.question:
            return question
    return None


def own_wordings_as_json(own: Iterable[OwnWording]) -> list[dict[str, str]]:
    return [
        {
            "questionnaire": one.key.questionnaire,
            "question": one.key.question,
            "audience": one.key.audience.value,
            "language": one.key.language,
            "text": one.text,
            "help": one.help,
            "beside": one.beside,
        }
        for one in own
    ]


def own_wordings_from_json(stored: Iterable[Mapping[str, str]] | None) -> tuple[OwnWording, ...]:
    """Read back what a round was launched with; None, as in older rounds, is none."""
    return tuple(
        OwnWording(
            key=WordingKey(
                one["questionnaire"], one["question"], Audience(one["audience"]), one["language"]
            ),
            text=one["text"],
            help=one["help"],
            beside=one["beside"],
        )
        for one in stored or ()
    )
