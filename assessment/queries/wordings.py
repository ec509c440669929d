"""Organizations’ own words for questions: those written, and those that a round asks in."""

from collections.abc import Collection
from dataclasses import dataclass

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition, Question, Wording
from assessment.domain.own_wordings import (
    OwnWording,
    WordingKey,
    fitting,
    is_quoted,
    own_wordings_from_json,
    worded,
)
from assessment.models import Organization, Round
from assessment.models import OwnWording as Row
from assessment.queries.definitions import definition_of, in_asking_order, latest_versions


def own_wordings_of(organization_id: int) -> tuple[OwnWording, ...]:
    """Everything that the organization words in its own way now; one query."""
    rows = Row.objects.filter(organization=organization_id).order_by("pk")
    return tuple(
        OwnWording(
            key=WordingKey(row.questionnaire, row.question, Audience(row.audience), row.language),
            text=row.text,
            help=row.help,
            beside=row.beside,
        )
        for row in rows
    )


def own_wordings_for(round_: Round, version_ids: Collection[int] | None = None) -> list[OwnWording]:
    """The own words that a draft will be launched with: those that fit its versions."""
    own = own_wordings_of(round_.organization_id)
    if not own:
        return []
    if version_ids is None:
        version_ids = list(round_.versions.values_list("pk", flat=True))
    return fitting(own, [definition_of(version) for version in version_ids])


def own_wordings_in(round_: Round) -> tuple[OwnWording, ...]:
    """The own words that a launched round asks or asked in; no query."""
    return own_wordings_from_json(round_.own_wordings)


def worded_now(organization: Organization) -> tuple[Definition, ...]:
    """The newest instruments in the words that the next round would have."""
    definitions = [definition_of(version) for version in latest_versions().values()]
    own = fitting(own_wordings_of(organization.pk), definitions)
    return tuple(worded(definition, own) for definition in definitions)


@dataclass(frozen=True, slots=True)
class AskedInWords:
    """One question as the audiences that read it alike get it in one language.

    `own` is what the organization wrote, whether or not it is used; `ours` stands there otherwise.
    """

    definition: Definition
    question: Question
    audiences: tuple[Audience, ...]
    language: str
    own: OwnWording | None

    @property
    def english(self) -> Wording:
        return self.question.wording(self.audiences[0])

    @property
    def ours(self) -> Wording:
        return self.question.wording(self.audiences[0], self.language)

    @property
    def is_quoted(self) -> bool:
        return is_quoted(self.question, self.language)

    @property
    def is_own(self) -> bool:
        return self.own is not None and self.own.fits(self.definition)

    @property
    def waits(self) -> bool:
        """Whether own words are not used until somebody has looked at them again."""
        return self.own is not None and not self.is_own

    @property
    def words(self) -> Wording:
        """What people read from the next launch on."""
        if self.own and self.is_own:
            return Wording(self.own.text, self.own.help, is_own=True)
        return self.ours

    @property
    def keys(self) -> tuple[WordingKey, ...]:
        return tuple(
            WordingKey(self.definition.key, self.question.key, audience, self.language)
            for audience in self.audiences
        )


def asked_in_words(organization: Organization, language: str) -> list[AskedInWords]:
    """Every question of the newest instruments in one language, in their order; few queries."""
    own = {one.key: one for one in own_wordings_of(organization.pk)}
    versions = latest_versions().values()
    definitions = in_asking_order(definition_of(version) for version in versions)
    return [
        AskedInWords(
            definition=definition,
            question=question,
            audiences=reading.audiences,
            language=language,
            own=own.get(WordingKey(definition.key, question.key, reading.audiences[0], language)),
        )
        for definition in definitions
        for question in definition.questions
        for reading in question.readings()
    ]
