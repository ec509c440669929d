"""The dashboard: what a closed round found."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessment.domain.audiences import Audience
from assessment.domain.comments import FEWEST_COMMENTS
from assessment.models import Round
from assessment.queries.comments import comments_of
from leadership.access import (
    rounds_visible_to,
    rounds_with_results_for,
    runs_rounds,
    sees_executives_by_name,
    sees_participation,
)
from leadership.domain.findings import listed
from leadership.domain.roles import EVERYBODY
from leadership.models import Membership
from leadership.queries import dashboard_parts as parts
from leadership.queries import dashboard_statistics as statistics
from leadership.queries.charts import charts_of
from leadership.queries.dashboards import dashboard_for
from leadership.queries.matrix import matrix_of
from leadership.views.compared_rounds import comparison_of
from leadership.views.guards import for_roles


@require_safe
@for_roles(EVERYBODY)
def results(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The latest results, or what is missing until there are some."""
    latest = rounds_with_results_for(membership).first()
    if latest:
        return redirect("leadership:results-of", membership.organization.slug, latest.pk)
    return none_yet(request, membership)


@require_safe
@for_roles(EVERYBODY)
def results_of_round(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """One closed round; of an open one only that it has not closed."""
    closed = list(rounds_with_results_for(membership))
    round_ = next((one for one in closed if one.pk == round_id), None)
    if round_ is None:
        get_object_or_404(rounds_visible_to(membership), pk=round_id)
        return none_yet(request, membership)
    comparison = comparison_of(request, membership, round_, closed)
    dashboard = dashboard_for(
        round_, named=sees_executives_by_name(membership), compared_with=comparison.chosen
    )
    slug = membership.organization.slug
    charts = {
        block.key.replace("-", "_"): block
        for block in charts_of(dashboard).values()
        if block.key != "participation" or sees_participation(membership)
    }
    context: dict[str, Any] = {
        "round_": round_,
        "rounds": closed,
        "comparison": comparison,
        "dashboard": dashboard,
        "charts": charts,
        "chart_urls": {
            name: reverse("leadership:chart", args=[slug, round_.pk, block.key])
            for name, block in charts.items()
        },
        "table_urls": {
            name: reverse("leadership:chart-table", args=[slug, round_.pk, block.key])
            for name, block in charts.items()
        },
        "signs_heading": parts.signs_heading(dashboard),
        "trend_heading": parts.trend_heading(dashboard),
        "prediction": parts.prediction_sentence(dashboard),
        "dont_know": parts.dont_know_sentences(dashboard),
        "weights": statistics.weight_sentences(dashboard),
        "silence": statistics.silence_sentence(dashboard) if sees_participation(membership) else "",
        "opinions": statistics.opinion_rows(dashboard.results.opinions, k=dashboard.k),
        "opinion_headers": statistics.OPINION_HEADERS,
        "matrix": matrix_of(round_, dashboard.earlier)
        if sees_executives_by_name(membership)
        else None,
        "commenters": listed([one.plural for one in _commenting(round_)]),
        "tone": parts.tone_part(dashboard),
        "metrics_headers": ("Metric", "What it is for", "On the dashboard", "In somebody’s pay"),
        "metrics": parts.metrics_part(dashboard),
        "runs": runs_rounds(membership),
        "sees_participation": sees_participation(membership),
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


def none_yet(request: HttpRequest, membership: Membership) -> HttpResponse:
    """What a page of results says of a round that has none yet."""
    current = rounds_visible_to(membership).select_related("organization").first()
    context = {
        "current": current,
        "runs": runs_rounds(membership),
        "sees_participation": sees_participation(membership),
    }
    return render(request, "leadership/results/none_yet.html", context)
