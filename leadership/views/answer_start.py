"""The start page of a self-assessment: the promise, the pages, and where to go on."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from assessment.domain.audiences import Audience
from assessment.models import Round
from assessment.queries.rounds import pages_for
from leadership.views.answer_pages import closing_day, promise_text
from leadership.views.respondent import render_page
from leadership.views.self_assessments import (
    Step,
    own_style,
    review_url,
    saved_answers,
    start_url,
    step_of,
    step_url,
)
from leadership.views.visits import Visit


def show_start(visit: Visit) -> HttpResponse:
    """What is asked, what is answered so far, and the page to go on with."""
    saved = saved_answers(visit)
    steps = [
        step_of(definition, visit.audience, step_url(visit, definition), saved)
        for definition in visit.pages
    ]
    context = {
        "started": bool(saved),
        "review_url": review_url(visit),
        "start": start_url(visit),
    }
    return _start_page(visit.invitation.round, visit.audience, steps, context)


def preview_overview(round_: Round, audience: Audience, urls: Mapping[str, str]) -> HttpResponse:
    """The start page as a lead sees it before the launch; `urls` by questionnaire."""
    steps = [
        step_of(definition, audience, urls[definition.key], {})
        for definition in pages_for(round_, audience)
    ]
    return _start_page(round_, audience, steps, {"preview": True})


def _start_page(
    round_: Round, audience: Audience, steps: Sequence[Step], context: dict[str, Any]
) -> HttpResponse:
    unfinished = [step for step in steps if step.answered < step.count]
    shared = {
        "style": own_style(),
        "organization": round_.organization.name,
        "round_": round_,
        "closes_on": closing_day(round_),
        "promise": promise_text(round_, audience),
        "pages": steps,
        "complete": not any(step.missing for step in steps),
        "next_page": unfinished[0].url if unfinished else "",
    }
    return render_page("leadership/answer/overview.html", shared | context)
