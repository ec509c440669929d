"""An executive's self-assessment as a whole: its pages, what is answered and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from assessment.domain.answers import Answer, as_posted, parse
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition, Question
from leadership.queries.invitations import LinkState
from leadership.views.answers_in_words import in_words
from leadership.views.respondent import SELF_ASSESSMENT, style
from leadership.views.visits import Visit

REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Step:
    """One page in the list on the start page; `missing` counts what keeps it from being sent."""

    title: str
    url: str
    answered: int
    count: int
    missing: int


@dataclass(frozen=True, slots=True)
class Row:
    """One question with the answer given (empty: none) and what is wrong with it (or empty).

    `proof` is where evidence for a yes can be given; empty where none is asked for.
    """

    text: str
    answer: str
    url: str
    error: str
    proof: str = ""

    @property
    def is_answered(self) -> bool:
        return bool(self.answer) and not self.error


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of one group, or of a questionnaire that has none."""

    page: str
    title: str
    rows: tuple[Row, ...]


def own_style() -> str:
    return style(*SELF_ASSESSMENT)


def stays_theirs(visit: Visit) -> bool:
    """Whether the sheet knows its person after sending, as they were told before."""
    return visit.audience is Audience.EXECUTIVE and visit.invitation.round.is_attributed


def can_withdraw(visit: Visit) -> bool:
    """Whether the person can still take back what they sent."""
    round_ = visit.invitation.round
    return (
        visit.state is LinkState.SUBMITTED
        and stays_theirs(visit)
        and visit.invitation.sheet_id is not None
        and round_.is_open
        and round_.closes_at > timezone.now()
    )


def saved_answers(visit: Visit) -> dict[str, Answer]:
    return dict(visit.invitation.sheet.answers) if visit.invitation.sheet else {}


def language_of(visit: Visit) -> str:
    """The language in which this person reads."""
    return visit.language


def start_url(visit: Visit) -> str:
    return visit.url("answer")


def step_url(visit: Visit, definition: Definition) -> str:
    return visit.url("answer-step", definition.key)


def save_url(visit: Visit, definition: Definition) -> str:
    return visit.url("answer-autosave", definition.key)


def change_url(visit: Visit, definition: Definition, question: str) -> str:
    """Where a question is answered, on the way from the review and back to it."""
    page = step_url(visit, definition)
    return f"{page}{'&' if '?' in page else '?'}then={REVIEW}#{question}"


def review_url(visit: Visit) -> str:
    return visit.url("answer-review")


def step_of(
    definition: Definition, audience: Audience, url: str, saved: Mapping[str, Answer]
) -> Step:
    questions = definition.questions_for(audience)
    errors = parse(questions, as_posted(questions, saved)).errors
    answered = [question for question in questions if question.key in saved]
    return Step(
        title=definition.title,
        url=url,
        answered=sum(question.key not in errors for question in answered),
        count=len(questions),
        missing=len(errors),
    )


def sections_of(visit: Visit, saved: Mapping[str, Answer]) -> list[Section]:
    """Every question of every page with its answer, in the order in which they are asked."""
    sections: list[Section] = []
    for definition in visit.pages:
        rows: dict[str, list[Row]] = {}
        language = language_of(visit)
        errors = _errors(visit, definition, saved)
        for question in definition.questions_for(visit.audience):
            wording = question.wording(visit.audience, language)
            rows.setdefault(question.group, []).append(
                Row(
                    text=wording.naming(visit.invitation.round.organization.name).text,
                    answer=in_words(question, saved.get(question.key), language),
                    url=change_url(visit, definition, question.key),
                    error=errors.get(question.key, ""),
                    proof=_proof_url(visit, question, saved),
                )
            )
        sections += [
            Section(definition.key, _title(definition, group, language), tuple(of_group))
            for group, of_group in rows.items()
        ]
    return sections


def answered(sections: Sequence[Section]) -> list[Section]:
    """The sections with the rows that need nothing more."""
    kept = [
        replace(section, rows=tuple(row for row in section.rows if row.is_answered))
        for section in sections
    ]
    return [section for section in kept if section.rows]


def _proof_url(visit: Visit, question: Question, saved: Mapping[str, Answer]) -> str:
    """Beside a yes, for somebody who is really asked; a preview is of nobody."""
    if visit.invitation.pk is None or not question.evidence or saved.get(question.key) != "yes":
        return ""
    return visit.url("answer-proof", question.key)


def _errors(visit: Visit, definition: Definition, saved: Mapping[str, Answer]) -> dict[str, str]:
    questions = definition.questions_for(visit.audience)
    return parse(questions, as_posted(questions, saved)).errors


def _title(definition: Definition, group: str, language: str) -> str:
    return definition.group(group).title(language) if group else definition.title
