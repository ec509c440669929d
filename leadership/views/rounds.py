"""The list of rounds, and setting up and launching one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from assessment.domain.language import whole_number
from assessment.domain.rounds import Promise
from assessment.models import Round
from assessment.queries.counts import counts_of
from assessment.queries.results import participation_of
from assessment.queries.rounds import questions_for
from assessment.services import rounds as round_services
from assessment.services.rounds import RoundExists, RoundNotDraft
from leadership.access import rounds_run_by, rounds_visible_to, runs_rounds
from leadership.domain.roles import RUNS_ROUNDS, SEES_PARTICIPATION
from leadership.models import Membership
from leadership.queries import rounds as queries
from leadership.queries.planned_rounds import planned_rounds
from leadership.round_forms import RoundForm
from leadership.services import programme
from leadership.services.programme import ClosesTooEarly, NobodyToAsk
from leadership.views.answer_pages import closing_day, counted, promise_text
from leadership.views.guards import for_roles
from leadership.views.launched_rounds import launched_page
from leadership.views.round_words import about


@require_safe
@for_roles(SEES_PARTICIPATION)
def rounds(request: HttpRequest, membership: Membership) -> HttpResponse:
    """All rounds, the newest first."""
    visible = list(rounds_visible_to(membership).select_related("organization"))
    counts = counts_of([round_.pk for round_ in visible])
    current = next((round_ for round_ in visible if round_.is_open), None)
    now, runs = timezone.now(), runs_rounds(membership)
    context = {
        "current": current,
        "current_closes_on": closing_day(current) if current else "",
        "rows": [
            (round_, closing_day(round_), participation_of(round_, counts[round_.pk]))
            for round_ in visible
        ],
        "runs": runs,
        "can_draft": runs and bool(queries.quarters_to_choose(membership.organization, now)),
        "planned": planned_rounds(membership.organization, now) if runs else None,
    }
    return render(request, "leadership/rounds/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def round_add(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Draft this quarter's round; the form is filled in as it usually is."""
    organization, now = membership.organization, timezone.now()
    quarters = queries.quarters_to_choose(organization, now)
    if not quarters:
        messages.info(request, _("This quarter and the next have their rounds already."))
        return redirect("leadership:rounds", organization.slug)
    people = queries.people_by_audience(organization)
    today = now.astimezone(organization.zone).date()
    first = next(iter(quarters.values()))
    usual = queries.usual_settings(organization, people, max(today, first.starts_on))
    planned = planned_rounds(organization, now)
    if last_day := planned.last_day_of(first):
        usual["closes_on"] = last_day
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        initial=usual,
        organization=organization,
        quarters=quarters,
        people=people,
    )
    if request.method == "POST" and form.is_valid():
        try:
            drafted = programme.draft_round(
                organization=organization,
                quarter=quarters[form.cleaned_data["quarter"]],
                by=membership.user,
                now=now,
                **_settings(form),
            )
        except RoundExists as error:
            form.add_error("quarter", str(error))
        else:
            return redirect("leadership:round", organization.slug, drafted.pk)
    context = {"form": form, "nobody": not any(people.values()), "planned": planned}
    return render(request, "leadership/rounds/add.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def round_change(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Change a draft."""
    round_ = get_object_or_404(rounds_run_by(membership), pk=round_id)
    organization = membership.organization
    if not round_.is_draft:
        messages.info(request, _("This round has been launched; what it promised cannot change."))
        return redirect("leadership:round", organization.slug, round_.pk)
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        initial={
            "closes_on": round_.closes_at.astimezone(organization.zone).date(),
            "audiences": round_.audiences,
            "promise": round_.promise,
            "minimum_group": round_.minimum_group,
        },
        organization=organization,
        quarters={},
        people=queries.people_by_audience(organization),
    )
    if request.method == "POST" and form.is_valid():
        try:
            round_services.change_draft(round_=round_, **_settings(form))
        except RoundNotDraft as error:
            messages.error(request, str(error))
        return redirect("leadership:round", organization.slug, round_.pk)
    context = {"form": form, "round_": round_}
    return render(request, "leadership/rounds/change.html", context, status=_status(form))


@require_safe
@for_roles(SEES_PARTICIPATION)
def round_page(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """One round: a draft to check and launch, or how an open or closed one went."""
    visible = rounds_visible_to(membership).select_related("organization", "meeting")
    round_ = get_object_or_404(visible.defer("meeting__minutes"), pk=round_id)
    if round_.is_draft:
        planned = planned_rounds(membership.organization, timezone.now())
        context = _before_launch(round_) | {"planned": planned, "plan": planned.of(round_)}
        return render(request, "leadership/rounds/draft.html", context)
    return launched_page(request, membership, round_)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def round_launch(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Ask once more, then launch."""
    round_ = get_object_or_404(rounds_run_by(membership), pk=round_id)
    slug = membership.organization.slug
    if request.method == "POST":
        try:
            invited = programme.launch_round(round_=round_, by=membership.user, now=timezone.now())
        except (NobodyToAsk, ClosesTooEarly, RoundNotDraft) as error:
            messages.error(request, str(error))
        else:
            said = ngettext(
                "Launched. {count} person is being invited by email.",
                "Launched. {count} people are being invited by email.",
                invited,
            )
            messages.success(request, said.format(count=whole_number(invited)))
        return redirect("leadership:round", slug, round_.pk)
    if not round_.is_draft:
        return redirect("leadership:round", slug, round_.pk)
    return render(request, "leadership/rounds/launch.html", _before_launch(round_))


def _before_launch(round_: Round) -> dict[str, Any]:
    """What a draft would ask of whom."""
    people = queries.people_by_audience(round_.organization)
    asked = [
        {
            "audience": audience,
            "people": people.get(audience, 0),
            **counted(questions_for(round_, audience)),
            "promise": promise_text(round_, audience),
        }
        for audience in round_.asks
    ]
    return about(round_) | {
        "asked": asked,
        "total": sum(people.get(audience, 0) for audience in round_.asks),
        "notes": queries.notes_before_launch(round_, people, timezone.now()),
    }


def _settings(form: RoundForm) -> dict[str, Any]:
    return {
        "closes_at": form.closes_at,
        "promise": Promise(form.cleaned_data["promise"]),
        "audiences": form.chosen_audiences,
        "minimum_group": form.cleaned_data["minimum_group"],
    }


def _status(form: RoundForm) -> int:
    return 422 if form.errors else 200
