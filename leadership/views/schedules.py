"""Setting when rounds open by themselves, and seeing the next ones in a calendar."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leadership.domain.month_grids import month_grids, weekdays
from leadership.domain.openings import RoundsOverlap
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import Membership
from leadership.queries.health import worker_is_silent
from leadership.queries.planned_rounds import PlannedRounds, planned_rounds
from leadership.queries.schedules import taken_over
from leadership.schedule_forms import ScheduleForm
from leadership.services.schedules import change_schedule
from leadership.views.guards import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def schedule(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The rhythm as a form, and what follows from it."""
    organization, now = membership.organization, timezone.now()
    planned = planned_rounds(organization, now)
    form = ScheduleForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(planned),
        fiscal_year_starts_in=organization.fiscal_year_starts_in,
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_schedule(
                organization=organization,
                rhythm=form.rhythm,
                is_on=form.cleaned_data["is_on"],
                launches_by_itself=form.launches_by_itself,
                by=membership.user,
                now=now,
            )
        except RoundsOverlap as error:
            form.add_error("days_open", str(error))
        else:
            messages.success(request, _("The schedule is saved."))
            return redirect("leadership:schedule", organization.slug)
    context = {
        "form": form,
        "planned": planned,
        "months": month_grids([day for one in planned.rounds for day in one.marked_days]),
        "weekdays": weekdays(),
        "takeover": taken_over(organization),
        "worker_silent": planned.is_on and worker_is_silent(now),
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/rounds/schedule.html", context, status=status)


def _initial(planned: PlannedRounds) -> dict[str, object]:
    return ScheduleForm.filled_with(
        planned.rhythm, is_on=planned.is_on, launches_by_itself=planned.launches_by_itself
    )
