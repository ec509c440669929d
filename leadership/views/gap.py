"""The page of the gap: what the difference between management and customers rests on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leadership.access import (
    makes_commitments,
    rounds_visible_to,
    rounds_with_results_for,
    runs_rounds,
    sees_executives_by_name,
)
from leadership.domain.result_words import side_heading
from leadership.domain.roles import EVERYBODY
from leadership.models import Membership
from leadership.queries import dashboard_parts as parts
from leadership.queries import dashboard_statistics as statistics
from leadership.queries import gap_pages
from leadership.queries.charts import charts_of
from leadership.queries.charts_of_answers import gap_charts_of
from leadership.queries.commitments_about import open_about
from leadership.queries.committed_questions import GAP
from leadership.queries.dashboards import dashboard_for
from leadership.views.charts import addressed
from leadership.views.compared_rounds import comparison_of
from leadership.views.guards import for_roles
from leadership.views.results import none_yet

SHOWN_HERE_TOO = ("gap-by-question", "gap-by-unit")


@require_safe
@for_roles(EVERYBODY)
def gap(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Both ends, all answers, questions, units, the prediction, and any earlier round."""
    closed = list(rounds_with_results_for(membership))
    round_ = next((one for one in closed if one.pk == round_id), None)
    if round_ is None:
        asked = get_object_or_404(rounds_visible_to(membership), pk=round_id)
        return none_yet(request, membership, asked)
    comparison = comparison_of(request, membership, round_, closed)
    dashboard = dashboard_for(
        round_,
        named=sees_executives_by_name(membership),
        compared_with=comparison.chosen,
        closed=closed,
    )
    charts = gap_charts_of(dashboard)
    charts |= {key: one for key, one in charts_of(dashboard).items() if key in SHOWN_HERE_TOO}
    perception = dashboard.results.perception
    context = {
        "round_": round_,
        "dashboard": dashboard,
        "perception": perception,
        "heading": gap_pages.gap_heading(dashboard),
        "figures": gap_pages.end_figures(
            perception, k=dashboard.k, attributed=dashboard.management_is_attributed
        )
        if perception
        else (),
        **addressed(charts, membership.organization.slug, round_.pk),
        "audiences": parts.audience_rows(dashboard),
        "audience_headers": parts.audience_headers(),
        "prediction": parts.prediction_sentence(dashboard),
        "dont_know": parts.dont_know_sentences(dashboard),
        "dont_know_headers": (
            _("Question"),
            *(side_heading(side) for side in gap_pages.asked_sides(round_)),
        ),
        "dont_know_heading": gap_pages.dont_know_heading(dashboard),
        "dont_know_rows": gap_pages.dont_know_rows(dashboard),
        "weights": statistics.weight_sentences(dashboard),
        "changes": gap_pages.gap_changes(dashboard),
        "comparison": comparison,
        "others": [one for one in closed if one.pk != round_.pk],
        "runs": runs_rounds(membership),
        "promised": open_about(membership, GAP, now=timezone.now()),
        "makes_commitments": makes_commitments(membership),
    }
    return render(request, "leadership/results/gap_page.html", context)
