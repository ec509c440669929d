"""One questionnaire of a self-assessment: shown as it was saved, saved by its button."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import Error
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessment.domain.answers import Answer, Parsed, as_posted, field_names, parse
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition, Question
from assessment.domain.drafts import as_seen, seen_in
from assessment.models import Round
from assessment.queries.rounds import pages_for, questions_for
from assessment.services.answering import SavedDraft
from assessment.services.rounds import RoundNotOpen
from leadership.answer_forms import Suggestion
from leadership.queries.invitations import EarlierAnswers, LinkState, answers_before
from leadership.services.answering import AlreadySubmitted, save_page
from leadership.views.answer_pages import (
    Filled,
    PageKey,
    answer_form,
    page_key,
    problems,
    shown_questions,
)
from leadership.views.answer_results import thanked
from leadership.views.answers_in_words import in_words, said_before
from leadership.views.commitments_in_words import promised_in_words
from leadership.views.log_suggestions import posted_with_log, suggestions, taken_over
from leadership.views.respondent import render_page
from leadership.views.self_assessments import (
    REVIEW,
    language_of,
    own_style,
    review_url,
    save_url,
    saved_answers,
    start_url,
    step_url,
)
from leadership.views.visits import (
    CLOSED_WHILE_ANSWERING,
    SERVER_FAILED,
    Visit,
    log_fault,
    said_instead,
    visited,
)


@require_http_methods(["GET", "HEAD", "POST"])
@visited
def answer_step(visit: Visit, questionnaire: str) -> HttpResponse:
    """One questionnaire: shown as it was saved, or saved and then on to the next."""
    definition = page_asked(visit, questionnaire)
    if visit.request.method == "POST":
        return _saved_step(visit, definition)
    if visit.state is not LinkState.ANSWERABLE:
        return thanked(visit)
    saved = saved_answers(visit)
    typed = as_posted(definition.questions_for(visit.audience), saved)
    return _show_step(visit, definition, Filled(typed=typed), saved)


def preview_step(
    round_: Round,
    audience: Audience,
    definition: Definition,
    filled: Filled,
    context: dict[str, Any],
) -> HttpResponse:
    """One questionnaire as those who run the round try it; see views.preview_pages."""
    key = page_key(round_, audience, get_language() or "en", definition, seed="preview")
    status = 422 if filled.errors else 200
    return _step_page(key, pages_for(round_, audience), filled, context, status=status)


def page_asked(visit: Visit, questionnaire: str) -> Definition:
    """The page of this person with that questionnaire. Raises Http404."""
    if len(visit.pages) > 1:
        for definition in visit.pages:
            if definition.key == questionnaire:
                return definition
    raise Http404("This person is not asked that questionnaire.")


def save_posted(visit: Visit, definition: Definition) -> tuple[SavedDraft, Parsed]:
    """Keep what can be read of what was posted. Raises AlreadySubmitted, RoundNotOpen."""
    questions = definition.questions_for(visit.audience)
    parsed = parse(questions, posted_with_log(visit, definition), partial=True)
    saved = save_page(
        invitation=visit.invitation,
        answers=parsed.answers,
        # What cannot be read yet, a half-typed number, must not wipe out what was saved before.
        page=[question for question in questions if question.key not in parsed.errors],
        now=timezone.now(),
        seen=seen_in(visit.request.POST.get("seen", "")),
    )
    return saved, parsed


def answered_elsewhere(visit: Visit, definition: Definition, saved: SavedDraft) -> dict[str, str]:
    """What another device has stored meanwhile for questions of this page, in words."""
    words = {}
    for question in definition.questions_for(visit.audience):
        if question.key in saved.elsewhere:
            answer = in_words(question, saved.elsewhere[question.key], language_of(visit))
            words[question.key] = answer or _("no answer")
    return words


def _saved_step(visit: Visit, definition: Definition) -> HttpResponse:
    parsed = parse(definition.questions_for(visit.audience), visit.posted)
    if visit.state is LinkState.REVOKED:
        return said_instead(visit)
    if visit.state is LinkState.CLOSED:
        return _step_again(visit, definition, parsed, CLOSED_WHILE_ANSWERING, 409, closed=True)
    try:
        saved, read = save_posted(visit, definition)
    except AlreadySubmitted:
        return visit.back_to_start()
    except RoundNotOpen:
        return _step_again(visit, definition, parsed, CLOSED_WHILE_ANSWERING, 409, closed=True)
    except Error as error:
        log_fault("A page of a self-assessment could not be saved", error)
        return _step_again(visit, definition, parsed, SERVER_FAILED, 503)
    if (taken := taken_over(visit, definition)) and not (saved.elsewhere or read.errors):
        return HttpResponseRedirect(f"{step_url(visit, definition)}#{taken}", status=303)
    parsed = _as_it_is_now(definition.questions_for(visit.audience), saved, read)
    parsed.errors.update(_to_decide(answered_elsewhere(visit, definition, saved)))
    if parsed.errors:
        rest = _("Everything else on this page is saved.")
        status = 409 if saved.elsewhere else 422
        return _step_again(visit, definition, parsed, rest, status, stored=saved.answers)
    return HttpResponseRedirect(_next_url(visit, definition), status=303)


def _as_it_is_now(questions: Sequence[Question], saved: SavedDraft, read: Parsed) -> Parsed:
    """The page with what is stored, also by another device, and with what was not taken."""
    refused = [one for one in questions if one.key in read.errors or one.key in saved.elsewhere]
    stored = as_posted([one for one in questions if one not in refused], saved.answers)
    names = {name for question in refused for name in field_names(question)}
    return parse(questions, stored | {name: read.typed.get(name, []) for name in names})


def _to_decide(elsewhere: Mapping[str, str]) -> dict[str, str]:
    sentence = _(
        "On another device you answered this meanwhile: %(answer)s. The answer shown here is not "
        "stored. Save again to keep it, or change it first."
    )
    return {key: sentence % {"answer": answer} for key, answer in elsewhere.items()}


def _step_again(
    visit: Visit,
    definition: Definition,
    parsed: Parsed,
    notice: str,
    status: int,
    *,
    stored: Mapping[str, Answer] | None = None,
    closed: bool = False,
) -> HttpResponse:
    filled = Filled(typed=parsed.typed, errors=parsed.errors, notice=notice, closed=closed)
    known = saved_answers(visit) if stored is None else stored
    return _show_step(visit, definition, filled, known, status)


def _show_step(
    visit: Visit,
    definition: Definition,
    filled: Filled,
    stored: Mapping[str, Answer],
    status: int = 200,
) -> HttpResponse:
    questions = questions_for(visit.invitation.round, visit.audience)
    on_page = {question.key for question in definition.questions_for(visit.audience)}
    context = {
        "back": start_url(visit),
        "save_url": save_url(visit, definition),
        "seen": as_seen(sorted(on_page), stored),
        "count": len(questions),
        "elsewhere": sum(one.key in stored and one.key not in on_page for one in questions),
        "answered": sum(one.key in stored for one in questions),
        "from_review": _from_review(visit),
    }
    return _step_page(
        visit.key(definition),
        visit.pages,
        filled,
        context,
        earlier=answers_before(visit.invitation),
        suggested=suggestions(visit, definition, filled.typed),
        status=status,
    )


def _step_page(
    key: PageKey,
    pages: Sequence[Definition],
    filled: Filled,
    context: dict[str, Any],
    *,
    earlier: EarlierAnswers | None = None,
    suggested: Mapping[str, Suggestion] | None = None,
    status: int = 200,
) -> HttpResponse:
    questions = shown_questions(key)
    shared = {
        "style": own_style(),
        "round_": key.round_,
        "organization": key.organization,
        "definition": key.definition,
        "number": pages.index(key.definition) + 1,
        "total": len(pages),
        "form": answer_form(
            key,
            questions,
            filled,
            earlier=_beside(key, questions, earlier),
            promised=promised_in_words(key.round_, timezone.now()),
            suggested=suggested,
        ),
        "has_suggestion": bool(suggested),
        **problems(questions, key, filled),
    }
    return render_page("leadership/answer/step.html", shared | context, status)


def _beside(
    key: PageKey, questions: Sequence[Question], earlier: EarlierAnswers | None
) -> dict[str, list[str]]:
    return said_before(
        questions,
        earlier or EarlierAnswers(),
        audience=key.audience,
        language=key.language,
        organization=key.organization,
    )


def _from_review(visit: Visit) -> bool:
    return visit.request.GET.get("then") == REVIEW


def _next_url(visit: Visit, definition: Definition) -> str:
    following = visit.pages[visit.pages.index(definition) + 1 :]
    if following and not _from_review(visit):
        return step_url(visit, following[0])
    return review_url(visit)
