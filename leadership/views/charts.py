"""The numbers behind a chart, as JSON for Chart.js."""

import json
from typing import Any

from chartjs.views.base import JSONView
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from assessment.models import Round
from leadership.access import (
    rounds_with_results_for,
    sees_executives_by_name,
    sees_participation,
)
from leadership.domain.roles import EVERYBODY
from leadership.domain.spreadsheets import as_csv
from leadership.models import Membership
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.chart_of_commitments import KEPT_RATE
from leadership.queries.charts import every_chart_of
from leadership.queries.charts_of_executives import WHO_SAYS_WHAT
from leadership.queries.dashboards import dashboard_for
from leadership.queries.keeping import keeping_of
from leadership.queries.matrix import matrix_of
from leadership.views.guards import for_roles


class ChartView(JSONView):
    """One chart; whoever hands over the `block` has found that the reader may see it."""

    block: ChartBlock | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Only type, data and options: the parent's own context would leak the URL's arguments."""
        if self.block is None:
            raise PermissionDenied
        return self.block.draw()

    def convert_context_to_json(self, context: dict[str, Any]) -> str:
        return json.dumps(context, cls=DjangoJSONEncoder, allow_nan=False)


@require_safe
@for_roles(EVERYBODY)
def chart(
    request: HttpRequest, membership: Membership, round_id: int, chart: str
) -> HttpResponseBase:
    _, block = _block(membership, round_id, chart)
    response: HttpResponseBase = ChartView.as_view(block=block)(request)
    return response


@require_safe
@for_roles(EVERYBODY)
def chart_table(
    request: HttpRequest, membership: Membership, round_id: int, chart: str
) -> HttpResponse:
    """The table of a chart as a CSV file: the words that the page shows, hidden cells' too."""
    return table_file(*_block(membership, round_id, chart))


def table_file(round_: Round, block: ChartBlock) -> HttpResponse:
    name = f"{slugify(round_.organization.name)}-{slugify(round_.label)}-{block.key}.csv"
    return HttpResponse(
        as_csv([block.headers, *block.rows]),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def addressed(charts: dict[str, ChartBlock], slug: str, round_id: int) -> dict[str, Any]:
    """The charts under names fit for a template, with the addresses of each."""
    named = {block.key.replace("-", "_"): block for block in charts.values()}
    return {"charts": named} | {
        urls: {
            name: reverse(f"leadership:{view}", args=[slug, round_id, block.key])
            for name, block in named.items()
        }
        for urls, view in (("chart_urls", "chart"), ("table_urls", "chart-table"))
    }


def _block(membership: Membership, round_id: int, key: str) -> tuple[Round, ChartBlock]:
    """The round and its chart, for whoever may see both."""
    if key == "participation" and not sees_participation(membership):
        raise PermissionDenied
    named = sees_executives_by_name(membership)
    if key == WHO_SAYS_WHAT and not named:
        raise PermissionDenied
    round_ = get_object_or_404(rounds_with_results_for(membership), pk=round_id)
    dashboard = dashboard_for(round_, named=named)
    matrix = matrix_of(round_, None) if key == WHO_SAYS_WHAT else None
    now = timezone.now()
    keeping = keeping_of(round_, named=named, now=now) if key == KEPT_RATE else None
    block = every_chart_of(dashboard, matrix, keeping).get(key)
    if block is None:
        raise Http404("This round has no such chart.")
    return round_, block
