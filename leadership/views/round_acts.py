"""What can be done to a running round; each page asks once more before it does it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from assessment.domain.language import whole_number
from assessment.models import Round
from assessment.queries.counts import counts_of
from assessment.queries.results import participation_of
from assessment.services.rounds import ClosesInThePast, RoundNotOpen
from leadership.access import rounds_run_by
from leadership.domain.mail_wording import last_day
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import InvitationRun, Membership, Reminder
from leadership.queries.inviting import joined_since
from leadership.queries.reminders import counted_to_remind, reminders_of, reminders_planned
from leadership.round_forms import LastDayForm, ReminderForm
from leadership.services import programme
from leadership.services.inviting import InvitingAlready
from leadership.services.reminders import (
    NobodyToRemind,
    NothingToTakeBack,
    remind_now,
    withdraw_reminder,
)
from leadership.views.answer_pages import closing_day
from leadership.views.guards import for_roles
from leadership.views.round_words import about

Rest = ParamSpec("Rest")
Act = Callable[Concatenate[HttpRequest, Membership, Round, Rest], HttpResponse]


def of_an_open_round(act: Act[Rest]) -> Callable[..., HttpResponse]:
    """Give an act the round that its address names; of one that is not open it says so."""

    @wraps(act)
    def found(
        request: HttpRequest,
        membership: Membership,
        round_id: int,
        *args: Rest.args,
        **kwargs: Rest.kwargs,
    ) -> HttpResponse:
        round_ = get_object_or_404(rounds_run_by(membership), pk=round_id)
        if not round_.is_open:
            messages.info(request, _("This round is not open."))
            return _back(round_)
        return act(request, membership, round_, *args, **kwargs)

    return found


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
@of_an_open_round
def round_close(request: HttpRequest, membership: Membership, round_: Round) -> HttpResponse:
    """Close before the time."""
    if request.method != "POST":
        counts = counts_of([round_.pk])[round_.pk]
        context = about(round_) | {"participation": participation_of(round_, counts)}
        return render(request, "leadership/rounds/close.html", context)
    try:
        programme.close_round(round_=round_, by=membership.user, now=timezone.now())
    except RoundNotOpen as error:
        messages.error(request, str(error))
        return _back(round_)
    said = _("{round} is closed. These are its results.").format(round=round_.label)
    messages.success(request, said)
    return redirect("leadership:results-of", membership.organization.slug, round_.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
@of_an_open_round
def round_closing(request: HttpRequest, membership: Membership, round_: Round) -> HttpResponse:
    """Move the last day to answer."""
    organization, now = membership.organization, timezone.now()
    form = LastDayForm(
        request.POST if request.method == "POST" else None,
        initial={"closes_on": last_day(round_.closes_at, organization.zone)},
        organization=organization,
    )
    if request.method == "POST" and form.is_valid():
        try:
            programme.change_closing(
                round_=round_, closes_at=form.closes_at, by=membership.user, now=now
            )
        except ClosesInThePast as error:
            form.add_error("closes_on", str(error))
        except RoundNotOpen as error:
            messages.error(request, str(error))
            return _back(round_)
        else:
            said = _("People can answer until the end of {day}.")
            messages.success(request, said.format(day=closing_day(round_)))
            return _back(round_)
    context = about(round_) | {"form": form, "planned": reminders_planned(round_, now)}
    status = 422 if form.errors else 200
    return render(request, "leadership/rounds/closing.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
@of_an_open_round
def round_remind(request: HttpRequest, membership: Membership, round_: Round) -> HttpResponse:
    """Remind chosen audiences now."""
    now = timezone.now()
    counts = counted_to_remind(round_, now)
    if request.method == "POST" and not any(counts.values()):
        messages.error(request, _("There is nobody to remind just now."))
        return _back(round_)
    form = ReminderForm(
        request.POST if request.method == "POST" else None,
        initial={"audiences": [audience.value for audience, count in counts.items() if count]},
        people=counts,
    )
    if request.method == "POST" and form.is_valid():
        try:
            reminder = remind_now(
                round_=round_, audiences=form.chosen_audiences, by=membership.user, now=now
            )
        except (NobodyToRemind, RoundNotOpen) as error:
            messages.error(request, str(error))
        else:
            most = sum(counts[audience] for audience in form.chosen_audiences)
            messages.success(request, _reminded(reminder, most))
        return _back(round_)
    context = about(round_) | {"form": form, "total": sum(counts.values())}
    context["planned"] = reminders_planned(round_, now)
    status = 422 if form.errors else 200
    return render(request, "leadership/rounds/remind.html", context, status=status)


def _reminded(reminder: Reminder, most: int) -> str:
    if reminder.finished_at is None:
        said = ngettext(
            "Up to {count} person is being reminded. What waits can be taken back below.",
            "Up to {count} people are being reminded. What waits can be taken back below.",
            most,
        )
        return said.format(count=whole_number(most))
    said = ngettext(
        "{count} person is reminded in a minute. Until then the reminder can be taken back below.",
        "{count} people are reminded in a minute. Until then the reminder can be taken back below.",
        reminder.queued,
    )
    return said.format(count=whole_number(reminder.queued))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def reminder_take_back(
    request: HttpRequest, membership: Membership, round_id: int, reminder_id: int
) -> HttpResponse:
    """Keep what has not gone out of a reminder from going out."""
    round_ = get_object_or_404(rounds_run_by(membership), pk=round_id)
    reminder = get_object_or_404(Reminder, pk=reminder_id, round=round_)
    row = next(one for one in reminders_of(round_) if one.pk == reminder.pk)
    if not row.can_be_taken_back:
        messages.info(request, _("Nothing of this reminder waits any more."))
        return _back(round_)
    if request.method != "POST":
        context = about(round_) | {"reminder": row}
        return render(request, "leadership/rounds/reminder_take_back.html", context)
    try:
        gone = withdraw_reminder(reminder=reminder, by=membership.user, now=timezone.now())
    except NothingToTakeBack as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _taken_back(gone))
    return _back(round_)


def _taken_back(gone: int) -> str:
    if not gone:
        return _("The reminder is taken back. No mail had gone out.")
    said = ngettext(
        "The reminder is taken back. {count} mail had gone out already.",
        "The reminder is taken back. {count} mails had gone out already.",
        gone,
    )
    return said.format(count=whole_number(gone))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
@of_an_open_round
def round_joiners(request: HttpRequest, membership: Membership, round_: Round) -> HttpResponse:
    """Ask those who joined since the launch."""
    joined = joined_since(round_)
    if not joined:
        messages.info(request, _("Everybody who can be asked has been asked."))
        return _back(round_)
    if request.method != "POST":
        return render(request, "leadership/rounds/joiners.html", about(round_) | {"joined": joined})
    try:
        run = programme.ask_joiners(round_=round_, by=membership.user, now=timezone.now())
    except (InvitingAlready, RoundNotOpen) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _asked(run))
    return _back(round_)


def _asked(run: InvitationRun) -> str:
    """While it goes on, nobody knows how many of those it walks past may be asked."""
    if run.finished_at is None:
        return _("Those who joined are being invited by email.")
    said = ngettext(
        "{count} person who joined is being invited by email.",
        "{count} people who joined are being invited by email.",
        run.invited,
    )
    return said.format(count=whole_number(run.invited))


def _back(round_: Round) -> HttpResponse:
    return redirect("leadership:round", round_.organization.slug, round_.pk)
