"""What the holder of a personal link sees and sends: one page, or a start page and steps."""

from django.db import Error
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessment.domain.answers import Parsed, as_posted, parse, preselected
from assessment.queries.rounds import questions_for
from assessment.services.rounds import RoundNotOpen
from leadership.links import unsubscribe_link
from leadership.queries.invitations import LinkState
from leadership.services.answering import AlreadySubmitted, submit_answers
from leadership.views.answer_pages import (
    Filled,
    closing_day,
    counted,
    kept_page,
    promise_text,
    survey_page,
)
from leadership.views.answer_steps import send_steps, show_steps
from leadership.views.languages import language_query
from leadership.views.respondent import render_page
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
def answer(visit: Visit) -> HttpResponse:
    """The page of a personal link. Reading it writes nothing: mail scanners open links too."""
    one_page = len(visit.pages) == 1
    if visit.request.method == "POST":
        return _send_survey(visit) if one_page else send_steps(visit)
    if visit.state is not LinkState.ANSWERABLE:
        return said_instead(visit)
    return _show_survey(visit) if one_page else show_steps(visit)


def _show_survey(visit: Visit) -> HttpResponse:
    definition = visit.pages[0]
    questions = definition.questions_for(visit.audience)
    chosen = preselected(questions, visit.request.GET.dict())
    if len(chosen) > 1:
        return survey_page(visit.key(definition), Filled(typed=as_posted(questions, chosen)))
    kept = kept_page(visit.key(definition), tuple((key, str(chosen[key])) for key in chosen))
    return kept.answer_to(visit.request)


def _send_survey(visit: Visit) -> HttpResponse:
    questions = visit.pages[0].questions_for(visit.audience)
    parsed = parse(questions, visit.posted)
    if visit.state is LinkState.REVOKED:
        return said_instead(visit)
    if visit.state is LinkState.SUBMITTED:
        return visit.back_to_start()
    if visit.state is LinkState.CLOSED:
        return _shown_again(visit, parsed, CLOSED_WHILE_ANSWERING, 409, closed=True)
    if parsed.errors:
        return _shown_again(visit, parsed, "", 422)
    try:
        submit_answers(
            invitation=visit.invitation,
            answers=parsed.answers,
            questions=questions,
            now=timezone.now(),
        )
    except AlreadySubmitted:
        return visit.back_to_start()
    except RoundNotOpen:
        return _shown_again(visit, parsed, CLOSED_WHILE_ANSWERING, 409, closed=True)
    except Error as error:
        log_fault("A submission could not be stored", error)
        return _shown_again(visit, parsed, SERVER_FAILED, 503)
    return visit.back_to_start()


def _shown_again(
    visit: Visit, parsed: Parsed, notice: str, status: int, *, closed: bool = False
) -> HttpResponse:
    """The page with everything that was typed, and why it was not stored."""
    filled = Filled(typed=parsed.typed, errors=parsed.errors, notice=notice, closed=closed)
    return survey_page(visit.key(visit.pages[0]), filled, status)


@require_http_methods(["GET", "HEAD"])
@visited
def answer_privacy(visit: Visit) -> HttpResponse:
    """What is stored about the holder of this link, from the settings of the round."""
    round_ = visit.invitation.round
    return render_page(
        "leadership/answer/privacy.html",
        {
            "round_": round_,
            "organization": round_.organization.name,
            "audience": visit.audience.value,
            "promise": promise_text(round_, visit.audience),
            "minimum_group": round_.minimum_group,
            "closes_on": closing_day(round_),
            "state": visit.state.value,
            **counted(questions_for(round_, visit.audience)),
        },
    )


@require_http_methods(["GET", "HEAD"])
@visited
def answer_unsubscribe(visit: Visit) -> HttpResponse:
    """To the page with the button; the answer page is the same for all and cannot link there."""
    return HttpResponseRedirect(unsubscribe_link(visit.invitation) + language_query())
