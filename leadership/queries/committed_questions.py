"""The questions that somebody can promise something about, as the executives read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition, Kind, Question
from assessment.domain.language import readers_language
from assessment.models import Round
from assessment.queries.rounds import definitions_of

EIGHT_SIGNS = "eight-signs"
GAP = "perception-gap"
CHECKLIST = "leadership-checklist"


@dataclass(frozen=True, slots=True)
class CommittedQuestion:
    """One question; `name` is how lists call it, such as “Sign 7: Incentives”.

    `instrument` is the key of its questionnaire and `title` what that is called; `text` names
    the organization, `evidence` says what would prove a yes.
    """

    key: str
    instrument: str
    title: str
    name: str
    text: str
    evidence: str

    @property
    def is_sign(self) -> bool:
        return self.instrument == EIGHT_SIGNS


def questions_to_commit_to(round_: Round) -> tuple[CommittedQuestion, ...]:
    """What a round asked, in its order, without what is answered in free words.

    Costs no query where the round was read before; its organization has to be at hand.
    """
    language, name = readers_language(), round_.organization.name
    return tuple(
        _committed(definition, number, question, language, name)
        for definition in definitions_of(round_)
        for number, question in enumerate(definition.questions, start=1)
        if question.scale.kind is not Kind.TEXT
    )


def question_in(round_: Round, key: str) -> CommittedQuestion | None:
    """One of them; None for a key that the round did not ask."""
    return next((one for one in questions_to_commit_to(round_) if one.key == key), None)


def questions_by_round(rounds: Iterable[Round]) -> dict[tuple[int, str], CommittedQuestion]:
    """The questions of several rounds by round and key."""
    return {
        (round_.pk, one.key): one
        for round_ in {one.pk: one for one in rounds}.values()
        for one in questions_to_commit_to(round_)
    }


def _committed(
    definition: Definition, number: int, question: Question, language: str, organization: str
) -> CommittedQuestion:
    read = question.read_in(language)
    asked = question.audiences
    reader = Audience.EXECUTIVE if Audience.EXECUTIVE in asked else asked[0]
    name = (
        _("Sign %(number)s: %(topic)s") % {"number": number, "topic": read.dimension}
        if definition.key == EIGHT_SIGNS
        else read.dimension
    )
    return CommittedQuestion(
        key=question.key,
        instrument=definition.key,
        title=_title(definition, language),
        name=name,
        text=question.wording(reader, language).naming(organization).text,
        evidence=read.evidence,
    )


def _title(definition: Definition, language: str) -> str:
    return definition.titles.get(language, definition.title)
