"""An executive's self-assessment: a start page, one page per questionnaire, saved as they go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import Error
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from assessment.domain.answers import Answer, Parsed, as_posted, parse
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition, Question
from assessment.models import Round
from assessment.queries.rounds import pages_for, questions_for
from assessment.services.rounds import RoundNotOpen
from leadership.queries.invitations import EarlierAnswers, LinkState, answers_before
from leadership.services.answering import (
    AlreadySubmitted,
    AnswersMissing,
    save_page,
    submit_draft,
)
from leadership.views.answer_pages import (
    Filled,
    PageKey,
    answer_form,
    closing_day,
    in_words,
    page_key,
    problems,
    promise_text,
    shown_questions,
)
from leadership.views.respondent import render_page
from leadership.views.visits import (
    CLOSED_WHILE_ANSWERING,
    SERVER_FAILED,
    Visit,
    log_fault,
    said_instead,
    visited,
)

REST_IS_SAVED = "Everything else on this page is saved."


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the self-assessment in the list on the start page."""

    title: str
    url: str
    answered: int
    count: int
    missing: int


def show_steps(
    visit: Visit,
    notice: str = "",
    errors: dict[str, str] | None = None,
    status: int = 200,
    *,
    closed: bool = False,
) -> HttpResponse:
    """The start page, which is the last one too: what is answered, what is missing, and sending."""
    saved = _saved(visit)
    steps = [
        _step(definition, visit.audience, _step_url(visit, definition), saved)
        for definition in visit.pages
    ]
    context = {
        "started": bool(saved),
        "notice": notice,
        "summary": _missing(visit, errors or {}),
        "closed": closed,
    }
    return _overview(visit.invitation.round, visit.audience, steps, context, status)


def preview_overview(round_: Round, audience: Audience, urls: Mapping[str, str]) -> HttpResponse:
    """The start page as a lead sees it before the launch; `urls` by questionnaire."""
    steps = [
        _step(definition, audience, urls[definition.key], {})
        for definition in pages_for(round_, audience)
    ]
    return _overview(round_, audience, steps, {"preview": True})


def preview_step(
    round_: Round, audience: Audience, definition: Definition, back: str
) -> HttpResponse:
    """One questionnaire as a lead sees it before the launch."""
    key = page_key(round_, audience, get_language() or "en", definition, seed="preview")
    return _step_page(key, pages_for(round_, audience), Filled(preview=True), {"back": back})


def _overview(
    round_: Round,
    audience: Audience,
    steps: Sequence[Step],
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    unfinished = [step for step in steps if step.answered < step.count]
    shared = {
        "organization": round_.organization.name,
        "round_": round_,
        "closes_on": closing_day(round_),
        "promise": promise_text(round_, audience),
        "pages": steps,
        "complete": not any(step.missing for step in steps),
        "next_page": (unfinished or steps)[0].url,
    }
    return render_page("leadership/answer/overview.html", shared | context, status)


def send_steps(visit: Visit) -> HttpResponse:
    """Send the saved pages for good."""
    if visit.state is LinkState.REVOKED:
        return said_instead(visit)
    if visit.state is LinkState.CLOSED:
        return show_steps(visit, CLOSED_WHILE_ANSWERING, status=409, closed=True)
    try:
        submit_draft(
            invitation=visit.invitation,
            questions=questions_for(visit.invitation.round, visit.audience),
            now=timezone.now(),
        )
    except AlreadySubmitted:
        return visit.back_to_start()
    except AnswersMissing as error:
        return show_steps(visit, errors=error.errors, status=422)
    except RoundNotOpen:
        return show_steps(visit, CLOSED_WHILE_ANSWERING, status=409, closed=True)
    except Error as error:
        log_fault("A self-assessment could not be stored", error)
        return show_steps(visit, SERVER_FAILED, status=503)
    return visit.back_to_start()


@require_http_methods(["GET", "HEAD", "POST"])
@visited
def answer_step(visit: Visit, questionnaire: str) -> HttpResponse:
    """One questionnaire: shown as it was saved, or saved and then on to the next."""
    definition = _page(visit, questionnaire)
    questions = definition.questions_for(visit.audience)
    if visit.request.method != "POST":
        if visit.state is not LinkState.ANSWERABLE:
            return said_instead(visit)
        return _show_step(visit, definition, Filled(typed=as_posted(questions, _saved(visit))))
    parsed = parse(questions, visit.posted)
    if visit.state is LinkState.REVOKED:
        return said_instead(visit)
    if visit.state is LinkState.CLOSED:
        return _step_again(visit, definition, parsed, CLOSED_WHILE_ANSWERING, 409, closed=True)
    try:
        _save(visit, definition)
    except AlreadySubmitted:
        return visit.back_to_start()
    except RoundNotOpen:
        return _step_again(visit, definition, parsed, CLOSED_WHILE_ANSWERING, 409, closed=True)
    except Error as error:
        log_fault("A page of a self-assessment could not be saved", error)
        return _step_again(visit, definition, parsed, SERVER_FAILED, 503)
    if parsed.errors:
        return _step_again(visit, definition, parsed, REST_IS_SAVED, 422)
    return HttpResponseRedirect(_next_url(visit, definition), status=303)


@require_POST
@visited
def answer_autosave(visit: Visit, questionnaire: str) -> HttpResponse:
    """Keep what is on the page so far, in the background."""
    definition = _page(visit, questionnaire)
    if visit.state is not LinkState.ANSWERABLE:
        return JsonResponse({"saved": False}, status=409)
    try:
        _save(visit, definition)
    except (AlreadySubmitted, RoundNotOpen):
        return JsonResponse({"saved": False}, status=409)
    except Error as error:
        log_fault("An autosave failed", error)
        return JsonResponse({"saved": False}, status=503)
    return JsonResponse({"saved": True})


def _save(visit: Visit, definition: Definition) -> None:
    questions = definition.questions_for(visit.audience)
    parsed = parse(questions, visit.posted, partial=True)
    save_page(
        invitation=visit.invitation,
        answers=parsed.answers,
        # What cannot be read yet, a half-typed number, must not wipe out what was saved before.
        page=[question for question in questions if question.key not in parsed.errors],
        now=timezone.now(),
    )


def _show_step(
    visit: Visit, definition: Definition, filled: Filled, status: int = 200
) -> HttpResponse:
    context = {
        "back": visit.url("answer"),
        "save_url": visit.url("answer-autosave", definition.key),
    }
    earlier = answers_before(visit.invitation)
    return _step_page(
        visit.key(definition), visit.pages, filled, context, earlier=earlier, status=status
    )


def _step_page(
    key: PageKey,
    pages: Sequence[Definition],
    filled: Filled,
    context: dict[str, Any],
    *,
    earlier: EarlierAnswers | None = None,
    status: int = 200,
) -> HttpResponse:
    questions = shown_questions(key)
    said_before = _earlier(questions, earlier or EarlierAnswers())
    shared = {
        "organization": key.organization,
        "definition": key.definition,
        "number": pages.index(key.definition) + 1,
        "total": len(pages),
        "form": answer_form(key, questions, filled, said_before),
        **problems(questions, key, filled),
    }
    return render_page("leadership/answer/step.html", shared | context, status)


def _earlier(questions: Sequence[Question], earlier: EarlierAnswers) -> dict[str, str]:
    """What this person said before, as one line beside each question."""
    said = in_words(questions, earlier.answers)
    return {key: f"Your answer in {earlier.label}: {words}" for key, words in said.items()}


def _step_again(
    visit: Visit,
    definition: Definition,
    parsed: Parsed,
    notice: str,
    status: int,
    *,
    closed: bool = False,
) -> HttpResponse:
    filled = Filled(typed=parsed.typed, errors=parsed.errors, notice=notice, closed=closed)
    return _show_step(visit, definition, filled, status)


def _page(visit: Visit, questionnaire: str) -> Definition:
    if len(visit.pages) > 1:
        for definition in visit.pages:
            if definition.key == questionnaire:
                return definition
    raise Http404("This person is not asked that questionnaire.")


def _saved(visit: Visit) -> dict[str, Answer]:
    return dict(visit.invitation.sheet.answers) if visit.invitation.sheet else {}


def _step_url(visit: Visit, definition: Definition) -> str:
    return visit.url("answer-step", definition.key)


def _next_url(visit: Visit, definition: Definition) -> str:
    following = visit.pages[visit.pages.index(definition) + 1 :]
    if following:
        return _step_url(visit, following[0])
    return visit.url("answer")


def _step(
    definition: Definition, audience: Audience, url: str, saved: Mapping[str, Answer]
) -> Step:
    questions = definition.questions_for(audience)
    return Step(
        title=definition.title,
        url=url,
        answered=sum(question.key in saved for question in questions),
        count=len(questions),
        missing=sum(question.required and question.key not in saved for question in questions),
    )


def _missing(visit: Visit, errors: dict[str, str]) -> list[dict[str, str]]:
    """The questions that keep the sheet from being sent, each with a link to where it stands."""
    return [
        {
            "target": f"{_step_url(visit, definition)}#{question.key}",
            "label": question.wording(visit.audience)
            .naming(visit.invitation.round.organization.name)
            .text,
            "text": errors[question.key],
        }
        for definition in visit.pages
        for question in definition.questions_for(visit.audience)
        if question.key in errors
    ]
