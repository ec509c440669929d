"""What an instrument is: its scales, its questions and their wording, as published."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from assessment.domain.audiences import Audience
from assessment.domain.language import speaking, translate

DEFAULT_LANGUAGE = "en"
DONT_KNOW = "dk"
ORGANIZATION_PLACEHOLDER = "{organization}"


class Kind(StrEnum):
    """The shape an answer on a scale has."""

    CHOICE = "choice"
    NUMBER = "number"
    HOURS = "hours"
    TEXT = "text"


class Origin(StrEnum):
    """How close a wording stands to its source."""

    VERBATIM = "verbatim"
    PARAPHRASED = "paraphrased"
    PROJECT = "project-authored"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be chosen; `labels` maps a language to what people read."""

    code: str
    labels: Mapping[str, str] = field(hash=False)

    def label(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the label in `language`, in English where it was not translated."""
        return self.labels.get(language, self.labels[DEFAULT_LANGUAGE])


@dataclass(frozen=True, slots=True)
class Scale:
    """How a question is answered: `choices` for CHOICE, the limits for NUMBER and HOURS.

    `values` is how many numbers one answer holds: four for HOURS (one a week), else one.
    """

    key: str
    kind: Kind
    choices: tuple[Choice, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    step: Fraction | None = None
    values: int = 1

    @property
    def valid_codes(self) -> frozenset[str]:
        return frozenset(choice.code for choice in self.choices)

    @property
    def limits(self) -> tuple[int, int]:
        """The least and the greatest number; raises ValueError where the scale has no numbers."""
        if self.minimum is None or self.maximum is None:
            raise ValueError(f"scale {self.key} has no numbers")
        return self.minimum, self.maximum

    @property
    def dont_know(self) -> Choice | None:
        """The choice that says "Don’t know", None where the scale has none."""
        return next((choice for choice in self.choices if choice.code == DONT_KNOW), None)


@dataclass(frozen=True, slots=True)
class Wording:
    """What one audience reads; `{organization}` is the only placeholder.

    `is_own` says that an organization wrote it in place of ours.
    """

    text: str
    help: str = ""
    is_own: bool = field(default=False, compare=False)

    def naming(self, organization: str) -> "Wording":
        """Return the wording with the organization’s name put in literally."""
        return replace(
            self,
            text=self.text.replace(ORGANIZATION_PLACEHOLDER, organization),
            help=self.help.replace(ORGANIZATION_PLACEHOLDER, organization),
        )


class Reading(NamedTuple):
    """What some audiences read of a question in one language; in English they read it alike."""

    audiences: tuple[Audience, ...]
    english: Wording
    words: Wording


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `key` is stable over versions, `group` is "" where there are no groups.

    `dimensions` and `evidences` map a language other than English to the text in it.
    """

    key: str
    dimension: str
    group: str
    scale: Scale
    origin: Origin
    required: bool
    shuffled: bool
    evidence: str
    wordings: Mapping[tuple[Audience, str], Wording] = field(hash=False)
    dimensions: Mapping[str, str] = field(default_factory=dict, hash=False)
    evidences: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Who is asked, in the order of `Audience`."""
        asked = {audience for audience, _ in self.wordings}
        return tuple(audience for audience in Audience if audience in asked)

    def wording(self, audience: Audience, language: str = DEFAULT_LANGUAGE) -> Wording:
        """Return what `audience` reads, in English where it was not translated.

        Raises KeyError for an audience that is not asked.
        """
        translated = self.wordings.get((audience, language))
        return translated or self.wordings[audience, DEFAULT_LANGUAGE]

    def readings(self, language: str = DEFAULT_LANGUAGE) -> tuple[Reading, ...]:
        """Return what is read in `language`, once for the audiences that read the same English.

        Their answers stand side by side, so they share their words in every language.
        """
        alike: dict[Wording, list[Audience]] = {}
        for audience in self.audiences:
            alike.setdefault(self.wording(audience), []).append(audience)
        return tuple(
            Reading(tuple(audiences), english, self.wording(audiences[0], language))
            for english, audiences in alike.items()
        )

    def read_in(self, language: str) -> "Question":
        """Return the question with its dimension and its evidence in `language`."""
        return replace(
            self,
            dimension=self.dimensions.get(language, self.dimension),
            evidence=self.evidences.get(language, self.evidence),
        )

    def original_of(self, audience: Audience, language: str) -> Wording | None:
        """Return the source’s own words beside a translation of them, None elsewhere."""
        if self.origin is not Origin.VERBATIM or (audience, language) not in self.wordings:
            return None
        return None if language == DEFAULT_LANGUAGE else self.wording(audience)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions judged together; `titles` maps a language to the group’s own question."""

    key: str
    titles: Mapping[str, str] = field(hash=False)
    origin: Origin = Origin.PROJECT

    def title(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the title in `language`, in English where it was not translated."""
        return self.titles.get(language, self.titles[DEFAULT_LANGUAGE])

    def original_of(self, language: str) -> str:
        """Return the source’s own words beside a translation of them, "" elsewhere."""
        is_translated = language != DEFAULT_LANGUAGE and language in self.titles
        return self.title() if is_translated and self.origin is Origin.VERBATIM else ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an instrument comes from; `url` is "" where no address was confirmed."""

    author: str
    title: str
    publisher: str
    published: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole instrument as one published version holds it.

    `titles` and `intros` map a language other than English to the text in it.
    """

    key: str
    title: str
    intro: str
    source: Source
    attribution: str
    audiences: tuple[Audience, ...]
    scales: tuple[Scale, ...]
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    intros: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """English, and the languages into which the whole instrument was translated."""
        return (DEFAULT_LANGUAGE, *self.titles)

    def read_in(self, language: str) -> "Definition":
        """Return the instrument as pages in `language` show it.

        Title, introduction, dimensions and evidence are then in it, and so are the attribution
        and the note on the source where the catalogs have them, as they have ours; wordings,
        labels and the titles of groups are asked for with a language anyway.
        """
        with speaking(language):
            attribution, note = _in_language(self.attribution), _in_language(self.source.note)
        return replace(
            self,
            title=self.titles.get(language, self.title),
            intro=self.intros.get(language, self.intro),
            source=replace(self.source, note=note),
            attribution=attribution,
            questions=tuple(question.read_in(language) for question in self.questions),
        )

    def questions_for(self, audience: Audience) -> tuple[Question, ...]:
        """Return the questions asked of `audience`, in their published order."""
        return tuple(question for question in self.questions if audience in question.audiences)

    def question(self, key: str) -> Question:
        """Return the question with this key; raises KeyError where there is none."""
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)

    def scale(self, key: str) -> Scale:
        """Return the scale with this key; raises KeyError where there is none."""
        for scale in self.scales:
            if scale.key == key:
                return scale
        raise KeyError(key)

    def group(self, key: str) -> Group:
        """Return the group with this key; raises KeyError where there is none."""
        for group in self.groups:
            if group.key == key:
                return group
        raise KeyError(key)


def _in_language(text: str) -> str:
    """In the language that is spoken; no catalog knows the empty text."""
    return translate(text) if text else ""
