"""The dashboard: what a closed round found."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.domain.audiences import Audience
from assessment.domain.comments import FEWEST_COMMENTS
from assessment.domain.language import listed
from assessment.models import Round
from assessment.queries.comments import comments_of
from leadership.access import (
    rounds_visible_to,
    rounds_with_results_for,
    runs_rounds,
    sees_executives_by_name,
    sees_meetings,
    sees_participation,
)
from leadership.domain.roles import EVERYBODY
from leadership.models import Membership
from leadership.queries import dashboard_parts as parts
from leadership.queries import dashboard_statistics as statistics
from leadership.queries.ceo_messages import answering_part
from leadership.queries.charts import charts_of
from leadership.queries.charts_of_executives import who_says_what
from leadership.queries.dashboards import dashboard_for
from leadership.queries.evidence import takes_evidence
from leadership.queries.matrix import matrix_of
from leadership.queries.own_questions import own_questions_of
from leadership.views.charts import addressed
from leadership.views.compared_rounds import PARAMETER, address_of, comparison_of, one_of
from leadership.views.guards import for_roles
from leadership.views.kept_commitments import kept_on_dashboard


@require_safe
@for_roles(EVERYBODY)
def results(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The latest results, or what is missing until there are some."""
    if asked := request.GET.get("round", ""):
        return redirect(address_of(membership, asked, compared_with=request.GET.get(PARAMETER, "")))
    latest = rounds_with_results_for(membership).first()
    if latest:
        return redirect("leadership:results-of", membership.organization.slug, latest.pk)
    return none_yet(request, membership)


@require_safe
@for_roles(EVERYBODY)
def results_of_round(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """One closed round; of an open one only that it has not closed."""
    visible = list(
        rounds_visible_to(membership)
        .select_related("organization", "meeting")
        .defer("meeting__minutes")
    )
    closed = [one for one in visible if one.is_closed]
    round_ = next((one for one in closed if one.pk == round_id), None)
    if round_ is None:
        return none_yet(request, membership, one_of(visible, round_id))
    comparison = comparison_of(request, membership, round_, closed)
    dashboard = dashboard_for(
        round_,
        named=sees_executives_by_name(membership),
        compared_with=comparison.chosen,
        closed=closed,
    )
    matrix = matrix_of(round_, dashboard.earlier) if sees_executives_by_name(membership) else None
    by_name = who_says_what(matrix)
    charts = {
        **charts_of(dashboard),
        **({by_name.key: by_name} if by_name and dashboard.signs else {}),
    }
    if not sees_participation(membership):
        charts.pop("participation", None)
    keeping, kept = kept_on_dashboard(membership, round_)
    charts |= kept
    commenting = _commenting(round_)
    context: dict[str, Any] = {
        **keeping,
        "round_": round_,
        "rounds": closed,
        "pickable": [one for one in visible if not one.is_draft],
        "comparison": comparison,
        "dashboard": dashboard,
        **addressed(charts, membership.organization.slug, round_.pk),
        "signs_heading": parts.signs_heading(dashboard),
        "trend_heading": parts.trend_heading(dashboard),
        "proofs": parts.proofs_sentence_of(dashboard),
        "may_give": sees_executives_by_name(membership),
        "takes_evidence": takes_evidence(round_),
        "prediction": parts.prediction_sentence(dashboard),
        "dont_know": parts.dont_know_sentences(dashboard),
        "weights": statistics.weight_sentences(dashboard),
        "silence": statistics.silence_sentence(dashboard) if sees_participation(membership) else "",
        "opinions": statistics.opinion_rows(dashboard.results.opinions, k=dashboard.k),
        "opinion_headers": statistics.opinion_headers(),
        "matrix": matrix,
        "commenters": listed([one.plural for one in commenting]) if commenting else "",
        "tone": parts.tone_part(dashboard),
        "tone_heading": parts.tone_heading(dashboard),
        "ceo_messages": answering_part(round_, now=timezone.now()),
        "metrics_headers": parts.metrics_headers(),
        "metrics": parts.metrics_part(dashboard),
        "own_wordings": own_questions_of(round_),
        "runs": runs_rounds(membership),
        "sees_participation": sees_participation(membership),
        "sees_meetings": sees_meetings(membership),
    }
    return render(request, "leadership/results/dashboard.html", context)


@require_safe
@for_roles(EVERYBODY)
def comments(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """What people wrote in a closed round, audience by audience."""
    round_ = rounds_with_results_for(membership).filter(pk=round_id).first()
    if round_ is None:
        get_object_or_404(rounds_visible_to(membership), pk=round_id)
        return none_yet(request, membership)
    context = {
        "round_": round_,
        "groups": [(audience, comments_of(round_, audience)) for audience in _commenting(round_)],
        "fewest": max(FEWEST_COMMENTS, round_.minimum_group),
    }
    return render(request, "leadership/results/comments.html", context)


def _commenting(round_: Round) -> list[Audience]:
    """Whose comments are shown: everybody's who was asked, but the executives'."""
    return [one for one in reversed(round_.asks) if one is not Audience.EXECUTIVE]


def none_yet(
    request: HttpRequest, membership: Membership, round_: Round | None = None
) -> HttpResponse:
    """What a page of results says of a round that has none yet, by default the latest one."""
    visible = rounds_visible_to(membership).select_related("organization")
    current = round_ or visible.first()
    sees = sees_participation(membership)
    context = {
        "current": current,
        "latest": rounds_with_results_for(membership).first(),
        "runs": runs_rounds(membership),
        "sees_participation": sees,
        "participation": parts.participation_rows(current)
        if current and current.is_open and sees
        else (),
        "participation_headers": parts.participation_headers(),
    }
    return render(request, "leadership/results/none_yet.html", context)
