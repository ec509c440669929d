"""The pages of a personal link, rendered; empty ones once for everybody who sees the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

from django.http import HttpResponse

from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition, Kind, Question
from assessment.domain.language import long_date, translatable, translate
from assessment.domain.orders import arranged
from assessment.models import Round
from leadership.answer_forms import AnswerForm, Suggestion
from leadership.domain.concerns import AUDIENCES_HEARD
from leadership.domain.mail_wording import last_day
from leadership.views.languages import language_query, offered_here
from leadership.views.respondent import KeptPage, render_page

MINUTES = {Audience.EXECUTIVE: translatable("about ten minutes")}
FEW_MINUTES = translatable("under two minutes")


@dataclass(frozen=True, slots=True)
class Filled:
    """What an answer page shows beyond its questions; all empty for the page as mailed."""

    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""
    closed: bool = False
    preview: bool = False


@dataclass(frozen=True, slots=True)
class PageKey:
    """Who sees the same page: a round, an audience, a language, an order of the questions."""

    round_id: int
    launched_at: datetime | None
    closes_at: datetime
    organization: str
    audience: Audience
    language: str
    was_picked: bool
    offered: tuple[str, ...]
    order: int
    definition: Definition = field(compare=False)
    round_: Round = field(compare=False)


def page_key(
    round_: Round,
    audience: Audience,
    language: str,
    definition: Definition,
    seed: str,
) -> PageKey:
    """`seed` (the token) decides the order of the questions: the same at every visit."""
    return PageKey(
        round_id=round_.pk,
        launched_at=round_.launched_at,
        closes_at=round_.closes_at,
        organization=round_.organization.name,
        audience=audience,
        language=language,
        was_picked=bool(language_query()),
        offered=tuple(code for code, _ in offered_here()),
        order=crc32(seed.encode()) % 6,
        definition=definition,
        round_=round_,
    )


@lru_cache(maxsize=1024)
def kept_page(key: PageKey, chosen: tuple[tuple[str, str], ...] = ()) -> KeptPage:
    """A one-page survey as it is first seen, rendered once.

    `chosen` holds what the link proposes, as field and value: the mail has a button for every
    answer to its question, so there are a few such pages and most people see one of them.
    """
    return KeptPage.of(survey_page(key, Filled(typed={name: [value] for name, value in chosen})))


def survey_page(key: PageKey, filled: Filled, status: int = 200) -> HttpResponse:
    """A one-page survey with what one person typed, chose or got wrong."""
    questions = shown_questions(key)
    return render_page(
        "leadership/answer/page.html",
        {
            "kept_query": urlencode(filled.typed, doseq=True),
            "round_": key.round_,
            "organization": key.organization,
            "audience": key.audience.value,
            "closes_on": closing_day(key.round_),
            **counted(questions),
            "minutes": translate(MINUTES.get(key.audience, FEW_MINUTES)),
            "definition": key.definition,
            "promise": promise_text(key.round_, key.audience),
            "form": answer_form(key, questions, filled),
            **problems(questions, key, filled),
        },
        status,
    )


def shown_questions(key: PageKey) -> tuple[Question, ...]:
    questions = key.definition.questions_for(key.audience)
    return arranged(questions, [question.shuffled for question in questions], key.order)


def answer_form(
    key: PageKey,
    questions: Sequence[Question],
    filled: Filled,
    *,
    earlier: Mapping[str, Sequence[str]] | None = None,
    promised: Mapping[str, Sequence[str]] | None = None,
    suggested: Mapping[str, Suggestion] | None = None,
) -> AnswerForm:
    return AnswerForm(
        key.definition,
        questions,
        organization=key.organization,
        audience=key.audience,
        language=key.language,
        typed=filled.typed,
        errors_found=filled.errors,
        earlier=earlier,
        promised=promised,
        suggested=suggested,
        hears=key.audience in AUDIENCES_HEARD,
    )


def problems(questions: Sequence[Question], key: PageKey, filled: Filled) -> dict[str, Any]:
    """The part of the context that says what stands in the way."""
    return {
        "notice": filled.notice,
        "closed": filled.closed,
        "preview": filled.preview,
        "summary": [
            {
                "target": f"#{question.key}",
                "label": question.wording(key.audience, key.language).naming(key.organization).text,
                "text": filled.errors[question.key],
            }
            for question in questions
            if question.key in filled.errors
        ],
    }


def counted(questions: Sequence[Question]) -> dict[str, Any]:
    """How many questions there are to answer, and whether there is room for a comment."""
    kinds = [question.scale.kind for question in questions]
    comments = kinds.count(Kind.TEXT)
    return {"count": len(kinds) - comments, "has_comment": bool(comments)}


def promise_text(round_: Round, audience: Audience) -> str:
    """What a person is told before the first question."""
    return round_.promises.told(audience)


def closing_day(round_: Round) -> str:
    """The last day to answer, in the organization's time zone: “14 December 2026”."""
    return long_date(last_day(round_.closes_at, round_.organization.zone))


def day_closed(round_: Round) -> str:
    """The day on which a round closed, which may be earlier than it was meant to."""
    if round_.closed_at is None:
        return closing_day(round_)
    return long_date(last_day(round_.closed_at, round_.organization.zone))
