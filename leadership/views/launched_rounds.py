"""The page of a round that runs or has run, how far its inviting is, and who has not answered."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessment.models import Round
from assessment.queries.counts import counts_of
from leadership.access import rounds_run_by, runs_rounds, sees_meetings
from leadership.domain.result_words import progress_words
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import InvitationRun, Membership
from leadership.queries.health import worker_is_silent
from leadership.queries.hearing import heard_in
from leadership.queries.inviting import joined_since, run_under_way
from leadership.queries.participation import mail_by_cell, turnout_of
from leadership.queries.participation_dates import dates_of
from leadership.queries.reminders import reminders_of, reminders_planned
from leadership.queries.round_mail import delivery_of
from leadership.queries.unanswered import unanswered_page
from leadership.round_forms import UnansweredForm
from leadership.views.guards import for_roles
from leadership.views.round_words import about


def launched_page(request: HttpRequest, membership: Membership, round_: Round) -> HttpResponse:
    """How an open round is going or a closed one went; those who run it see more than counts."""
    now = timezone.now()
    runs = runs_rounds(membership)
    counts = counts_of([round_.pk])[round_.pk]
    dates = dates_of(round_, now)
    mail = mail_by_cell(round_) if runs else None
    turnout = turnout_of(
        round_, counts, mail=mail, executives_started=dates.executives_started if runs else None
    )
    context = about(round_) | {
        "runs": runs,
        "sees_meetings": sees_meetings(membership),
        "turnout": turnout,
        "asked": sum(row.asked for row in turnout),
        "answered": sum(row.answered for row in turnout),
        "dates": dates,
        "run": run_under_way(round_),
        "heard": heard_in(round_),
    }
    if runs:
        context |= _for_those_who_run_it(round_, now)
        context["is_reported"] = any(row.mail and row.mail.delivered for row in turnout)
    return render(request, "leadership/rounds/launched.html", context)


def _for_those_who_run_it(round_: Round, now: datetime) -> dict[str, Any]:
    reminders = reminders_of(round_)
    return {
        "delivery": delivery_of(round_),
        "reminders": reminders,
        "reminded": sum(reminder.gone > 0 for reminder in reminders),
        "planned": reminders_planned(round_, now),
        "joined": joined_since(round_),
        "mail_is_kept": settings.EMAIL_IS_LOCAL,
        "worker_silent": round_.is_open and worker_is_silent(now),
    }


@require_safe
@never_cache
@for_roles(RUNS_ROUNDS)
def round_progress(request: HttpRequest, membership: Membership, round_id: int) -> JsonResponse:
    """How far the inviting of people is, for the script that shows it."""
    round_ = get_object_or_404(rounds_run_by(membership), pk=round_id)
    run = run_under_way(round_)
    return JsonResponse({"is_done": True} if run is None else _progress(run))


def _progress(run: InvitationRun) -> dict[str, object]:
    words = progress_words(run.seen, run.total)
    return {"is_done": False, "seen": run.seen, "total": run.total, "words": words}


@require_safe
@for_roles(RUNS_ROUNDS)
def round_unanswered(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Who has not answered, with what became of the last mail; never who answered what."""
    round_ = get_object_or_404(rounds_run_by(membership), pk=round_id)
    if round_.is_draft:
        messages.info(request, _("Nobody has been asked yet."))
        return redirect("leadership:round", membership.organization.slug, round_.pk)
    units = membership.organization.units.values_list("pk", "name")
    form = UnansweredForm(request.GET, audiences=round_.asks, units=list(units))
    asked = form.cleaned_data if form.is_valid() else _EVERYBODY
    context = about(round_) | {
        "form": form,
        "people": unanswered_page(round_, **asked, number=request.GET.get("page", "1")),
        "is_search": asked != _EVERYBODY,
        "has_units": bool(units),
    }
    return render(request, "leadership/rounds/unanswered.html", context)


_EVERYBODY = {"search": "", "audience": "", "unit": None}
