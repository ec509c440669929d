"""The last page of a self-assessment: every answer once more, and sending them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import Error
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessment.domain.answers import Answer
from assessment.domain.drafts import fingerprint
from assessment.queries.rounds import questions_for
from assessment.services.rounds import RoundNotOpen
from leadership.queries.invitations import LinkState
from leadership.services.answering import (
    AlreadySubmitted,
    AnswersMissing,
    ChangedMeanwhile,
    submit_draft,
)
from leadership.views.answer_pages import closing_day
from leadership.views.answer_results import own_result, thanked
from leadership.views.respondent import render_page
from leadership.views.self_assessments import (
    answered,
    own_style,
    saved_answers,
    sections_of,
    start_url,
    stays_theirs,
)
from leadership.views.visits import (
    CLOSED_WHILE_ANSWERING,
    SERVER_FAILED,
    Visit,
    log_fault,
    said_instead,
    visited,
)


@require_safe
@visited
def answer_review(visit: Visit) -> HttpResponse:
    """Every question with the answer given, what is missing first."""
    if len(visit.pages) == 1:
        raise Http404("Only a self-assessment has several pages to review.")
    if visit.state is not LinkState.ANSWERABLE:
        return thanked(visit)
    return _review_page(visit)


def send_draft(visit: Visit) -> HttpResponse:
    """Send the saved pages for good, and show the person's own result at once.

    Where the sheet stays theirs, the link shows it again. Where it is cut from them, it is shown
    in this answer and never again: nothing would know whose it is.
    """
    if visit.state is LinkState.REVOKED:
        return said_instead(visit)
    if visit.state is LinkState.CLOSED:
        return _review_page(visit, CLOSED_WHILE_ANSWERING, 409, closed=True)
    try:
        sent = submit_draft(
            invitation=visit.invitation,
            questions=questions_for(visit.invitation.round, visit.audience),
            now=timezone.now(),
            reviewed=visit.request.POST.get("reviewed", ""),
        )
    except AlreadySubmitted:
        return visit.back_to_start()
    except AnswersMissing:
        return _review_page(visit, _("Some answers are still missing."), 422)
    except ChangedMeanwhile:
        changed = _("You changed answers on another device meanwhile. Look at them once more.")
        return _review_page(visit, changed, 409)
    except RoundNotOpen:
        return _review_page(visit, CLOSED_WHILE_ANSWERING, 409, closed=True)
    except Error as error:
        log_fault("A self-assessment could not be stored", error)
        return _review_page(visit, SERVER_FAILED, 503)
    if stays_theirs(visit):
        return visit.back_to_start()
    return own_result(visit, sent, once=True)


def preview_review(
    visit: Visit,
    answers: Mapping[str, Answer],
    start: str,
    carried: Sequence[tuple[str, str]],
    status: int = 200,
) -> HttpResponse:
    """The page as those who run the round try it: its form holds the answers it is about."""
    context = {"start": start, "carried": carried, "can_change": False, "preview": True}
    notice = _("Some answers are still missing.") if status == 422 else ""
    return _review(visit, answers, context | {"notice": notice}, status)


def _review_page(
    visit: Visit, notice: str = "", status: int = 200, *, closed: bool = False
) -> HttpResponse:
    saved = saved_answers(visit)
    context = {
        "start": start_url(visit),
        "can_change": not closed,
        "reviewed": fingerprint(saved),
        "notice": notice,
        "closed": closed,
    }
    return _review(visit, saved, context, status)


def _review(
    visit: Visit, answers: Mapping[str, Answer], context: dict[str, Any], status: int
) -> HttpResponse:
    sections = sections_of(visit, answers)
    rows = [row for section in sections for row in section.rows]
    shared = {
        "style": own_style(),
        "organization": visit.invitation.round.organization.name,
        "round_": visit.invitation.round,
        "closes_on": closing_day(visit.invitation.round),
        "stays_theirs": stays_theirs(visit),
        "missing": [row for row in rows if row.error],
        "left_open": [row for row in rows if not row.answer and not row.error],
        "sections": answered(sections),
    }
    return render_page("leadership/answer/review.html", shared | context, status)
