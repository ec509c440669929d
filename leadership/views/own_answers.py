"""A respondent's own answers where they carry the name: looked at, and taken back."""

from django.db import Error
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessment.services.rounds import RoundNotOpen
from leadership.queries.invitations import LinkState
from leadership.services.withdrawing import NothingToWithdraw, withdraw_answers
from leadership.views.answer_pages import closing_day
from leadership.views.answer_results import own_result
from leadership.views.respondent import render_page
from leadership.views.self_assessments import can_withdraw, start_url, stays_theirs
from leadership.views.visits import Visit, log_fault, visited


@require_safe
@visited
def answer_mine(visit: Visit) -> HttpResponse:
    """What this person answered, as long as the sheet is known to be theirs."""
    _only_theirs(visit)
    sheet = visit.invitation.sheet
    if visit.state is not LinkState.SUBMITTED or sheet is None:
        return visit.back_to_start()
    return own_result(visit, sheet.answers)


@require_http_methods(["GET", "HEAD", "POST"])
@visited
def answer_withdraw(visit: Visit) -> HttpResponse:
    """Ask once more, then delete the answers; the link takes new ones until the close."""
    _only_theirs(visit)
    if visit.state is not LinkState.SUBMITTED or visit.invitation.sheet_id is None:
        return visit.back_to_start()
    if not can_withdraw(visit):
        return _page(visit, closed=True, status=409)
    if visit.request.method != "POST":
        return _page(visit)
    try:
        withdraw_answers(invitation=visit.invitation, now=timezone.now())
    except NothingToWithdraw:
        return visit.back_to_start()
    except RoundNotOpen:
        return _page(visit, closed=True, status=409)
    except Error as error:
        log_fault("Answers could not be withdrawn", error)
        return _page(visit, failed=True, status=503)
    return _page(visit, done=True)


def _page(
    visit: Visit,
    *,
    done: bool = False,
    closed: bool = False,
    failed: bool = False,
    status: int = 200,
) -> HttpResponse:
    round_ = visit.invitation.round
    context = {
        "round_": round_,
        "organization": round_.organization.name,
        "closes_on": closing_day(round_),
        "start": start_url(visit),
        "mine": visit.url("answer-mine"),
        "done": done,
        "closed": closed,
        "failed": failed,
    }
    return render_page("leadership/answer/withdraw.html", context, status)


def _only_theirs(visit: Visit) -> None:
    """Raise Http404 where answers were cut from the person, or always will be."""
    if not stays_theirs(visit):
        raise Http404("Nobody can say which answers are this person's.")
