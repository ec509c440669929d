"""Saving a page of a self-assessment in the background, while it is being filled in."""

from django.db import Error
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from assessment.domain.answers import as_posted
from assessment.services.rounds import RoundNotOpen
from leadership.queries.invitations import LinkState
from leadership.services.answering import AlreadySubmitted
from leadership.views.answer_steps import answered_elsewhere, page_asked, save_posted
from leadership.views.visits import Visit, log_fault, visited


@require_POST
@visited
def answer_autosave(visit: Visit, questionnaire: str) -> HttpResponse:
    """Keep what was answered so far, and say what is stored now for every question of the page.

    `seen` and `fields` are that, as the page knows it and as its form shows it; `elsewhere` says
    what another device has stored where this one answered differently, and `unread` what could
    not be read: those two were not stored.
    """
    definition = page_asked(visit, questionnaire)
    if visit.state is not LinkState.ANSWERABLE:
        return JsonResponse({"saved": False}, status=409)
    try:
        saved, parsed = save_posted(visit, definition)
    except (AlreadySubmitted, RoundNotOpen):
        return JsonResponse({"saved": False}, status=409)
    except Error as error:
        log_fault("An autosave failed", error)
        return JsonResponse({"saved": False}, status=503)
    questions = definition.questions_for(visit.audience)
    return JsonResponse(
        {
            "saved": True,
            "seen": {question.key: saved.answers.get(question.key) for question in questions},
            "fields": as_posted(questions, saved.answers),
            "elsewhere": answered_elsewhere(visit, definition, saved),
            "unread": parsed.errors,
        }
    )
