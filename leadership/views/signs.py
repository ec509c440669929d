"""One of the eight signs: how it was answered over the quarters, and what to do about it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.models import Round
from leadership.access import (
    makes_commitments,
    rounds_with_results_for,
    sees_executives_by_name,
    sees_meetings,
    sees_participation,
)
from leadership.domain.roles import EVERYBODY
from leadership.models import Membership
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.commitments_about import promised_about
from leadership.queries.evidence import accepted_for
from leadership.queries.meetings import decided_on
from leadership.queries.sign_pages import SignPage, chart_of_sign, sign_page
from leadership.views.charts import ChartView, table_file
from leadership.views.guards import for_roles


@require_safe
@for_roles(EVERYBODY)
def sign(request: HttpRequest, membership: Membership, round_id: int, sign: str) -> HttpResponse:
    """The sign in one closed round, and in the quarters before it."""
    closed = list(rounds_with_results_for(membership))
    round_ = next((one for one in closed if one.pk == round_id), None)
    named = sees_executives_by_name(membership)
    page = sign_page(round_, sign, named=named) if round_ else None
    if round_ is None or page is None:
        raise Http404("There is no such sign in this round.")
    address = [membership.organization.slug, round_id, sign]
    context = {
        "round_": round_,
        "page": page,
        "others": _other_quarters(closed, round_, page),
        "chart_url": reverse("leadership:sign-chart", args=address),
        "table_url": reverse("leadership:sign-table", args=address),
        "key": sign,
        "evidence": accepted_for(round_, sign) if named and page.row else [],
        "may_give": named,
        "promised": promised_about(membership, sign, now=timezone.now()),
        "makes_commitments": makes_commitments(membership),
        "sees_participation": sees_participation(membership),
        "sees_meetings": sees_meetings(membership),
        "decided": decided_on(round_, page.row, membership),
    }
    return render(request, "leadership/results/sign.html", context)


@require_safe
@for_roles(EVERYBODY)
def sign_chart(
    request: HttpRequest, membership: Membership, round_id: int, sign: str
) -> HttpResponseBase:
    _, block = _block(membership, round_id, sign)
    response: HttpResponseBase = ChartView.as_view(block=block)(request)
    return response


@require_safe
@for_roles(EVERYBODY)
def sign_table(
    request: HttpRequest, membership: Membership, round_id: int, sign: str
) -> HttpResponse:
    """The table of the chart as a CSV file."""
    return table_file(*_block(membership, round_id, sign))


def _other_quarters(closed: list[Round], round_: Round, page: SignPage) -> list[Round]:
    """The other closed rounds that have a page on this sign: all later ones, earlier if asked."""
    asked = {quarter.round_id for quarter in page.quarters if quarter.result is not None}
    return [
        one
        for one in closed
        if one.pk in asked - {round_.pk} or one.quarter_starts_on > round_.quarter_starts_on
    ]


def _block(membership: Membership, round_id: int, key: str) -> tuple[Round, ChartBlock]:
    round_ = get_object_or_404(rounds_with_results_for(membership), pk=round_id)
    block = chart_of_sign(round_, key, named=sees_executives_by_name(membership))
    if block is None:
        raise Http404("There is no such sign, or none of its answers may be shown.")
    return round_, block
