"""Which questions of a round were asked in the organization's own words."""

from dataclasses import dataclass
from itertools import groupby

from assessment.domain.definitions import DEFAULT_LANGUAGE, Wording
from assessment.domain.language import listed, readers_language
from assessment.models import Round
from assessment.queries.rounds import questions_of
from assessment.queries.wordings import own_wordings_in
from leadership.domain.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """One wording with everybody who read it; `topic` is the question's dimension."""

    topic: str
    readers: str
    code: str
    language: str
    text: str


def own_questions_of(round_: Round) -> list[OwnQuestion]:
    """A launched round's own words, in the order of its questions and languages."""
    own = own_wordings_in(round_)
    if not own:
        return []
    order = {question.key: at for at, question in enumerate(questions_of(round_))}
    topics = {
        question.key: question.read_in(readers_language()).dimension
        for question in questions_of(round_)
    }
    asked = sorted(
        ((one.key.question, one.key.language, one.text, one.key.audience) for one in own),
        key=lambda one: (order[one[0]], list(LANGUAGES).index(one[1]), one[2]),
    )
    return [
        OwnQuestion(
            topic=topics[question],
            readers=listed([audience.plural for *_, audience in together]),
            code=language,
            language=LANGUAGES[language],
            text=Wording(text).naming(round_.organization.name).text,
        )
        for (question, language, text), together in groupby(asked, key=lambda one: one[:3])
    ]


def is_in_own_english(round_: Round, question: str) -> bool:
    """Whether somebody was asked another English question than ours: it stands beside no other
    organization’s.
    """
    return any(
        one.key.question == question and one.key.language == DEFAULT_LANGUAGE
        for one in own_wordings_in(round_)
    )
