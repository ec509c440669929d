"""What the holder of a personal link sees and sends: one page, or a start page and steps."""

from django.db import Error
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessment.domain.answers import Parsed, as_posted, preselected
from assessment.domain.audiences import Audience
from assessment.models import Round
from assessment.queries.rounds import questions_for
from assessment.services.rounds import RoundNotOpen
from leadership.domain.concerns import AUDIENCES_HEARD
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
from leadership.views.answer_results import thanked
from leadership.views.answer_reviews import send_draft
from leadership.views.answer_start import show_start
from leadership.views.languages import language_query
from leadership.views.respondent import render_page
from leadership.views.sent_surveys import sent_survey
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
        return _send_survey(visit) if one_page else send_draft(visit)
    if visit.state is not LinkState.ANSWERABLE:
        return thanked(visit)
    return _show_survey(visit) if one_page else show_start(visit)


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
    sent = sent_survey(questions, visit.posted, visit.audience)
    parsed = sent.parsed
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
            may_be_contacted=sent.may_be_contacted,
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
    return privacy_page(visit.invitation.round, visit.audience, visit.state.value)


def privacy_page(
    round_: Round, audience: Audience, state: str = "", *, preview: bool = False
) -> HttpResponse:
    """What the settings of a round mean for an audience; `state` is that of the link."""
    return render_page(
        "leadership/answer/privacy.html",
        {
            "round_": round_,
            "organization": round_.organization.name,
            "audience": audience.value,
            "hears": audience in AUDIENCES_HEARD,
            "promise": promise_text(round_, audience),
            "minimum_group": round_.minimum_group,
            "closes_on": closing_day(round_),
            "state": state,
            "preview": preview,
            **counted(questions_for(round_, audience)),
        },
    )


@require_http_methods(["GET", "HEAD"])
@visited
def answer_unsubscribe(visit: Visit) -> HttpResponse:
    """To the page with the button; the answer page is the same for all and cannot link there."""
    return HttpResponseRedirect(unsubscribe_link(visit.invitation) + language_query())
