"""A closed round beside other organizations, and an owner’s yes to that."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from assessment.models import Round
from leadership.access import (
    is_owner,
    rounds_visible_to,
    rounds_with_results_for,
    runs_rounds,
    sees_executives_by_name,
)
from leadership.domain.roles import EVERYBODY, OWNS
from leadership.models import Membership
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.dashboards import dashboard_for
from leadership.queries.peers import (
    PeerPage,
    cells_of,
    has_agreed,
    headers,
    peer_charts_of,
    peer_page,
)
from leadership.services import peers as services
from leadership.views.charts import ChartView, table_file
from leadership.views.guards import for_roles
from leadership.views.results import none_yet

_CONSENTS = {
    "yes": (
        services.agree_to_be_compared,
        gettext_lazy("The organization takes part in the comparison."),
    ),
    "no": (
        services.stop_being_compared,
        gettext_lazy("The organization takes no part any more."),
    ),
}


@require_safe
@for_roles(EVERYBODY)
def peers(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Own numbers beside the quartiles, or what is missing until there are some."""
    round_ = rounds_with_results_for(membership).filter(pk=round_id).first()
    if round_ is None:
        get_object_or_404(rounds_visible_to(membership), pk=round_id)
        return none_yet(request, membership)
    page = _page(membership, round_)
    charts = peer_charts_of(page)
    drawn = {row for block in charts.values() for row in block.rows}
    address = [membership.organization.slug, round_.pk]
    context = {
        "round_": round_,
        "page": page,
        "headers": headers(),
        "kept_back": [cells for row in page.rows if (cells := cells_of(row)) not in drawn],
        "charts": [
            {
                "block": block,
                "url": reverse("leadership:peers-chart", args=[*address, key]),
                "table_url": reverse("leadership:peers-table", args=[*address, key]),
            }
            for key, block in charts.items()
        ],
        "owns": is_owner(membership),
        "runs": runs_rounds(membership),
    }
    return render(request, "leadership/results/peers.html", context)


@require_safe
@for_roles(EVERYBODY)
def peers_chart(
    request: HttpRequest, membership: Membership, round_id: int, chart: str
) -> HttpResponseBase:
    _, block = _block(membership, round_id, chart)
    response: HttpResponseBase = ChartView.as_view(block=block)(request)
    return response


@require_safe
@for_roles(EVERYBODY)
def peers_table(
    request: HttpRequest, membership: Membership, round_id: int, chart: str
) -> HttpResponse:
    """The table of a chart as a CSV file."""
    return table_file(*_block(membership, round_id, chart))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(OWNS)
def peers_consent(request: HttpRequest, membership: Membership) -> HttpResponse:
    """An owner agrees that the organization is compared, or takes it back."""
    act, said = _CONSENTS.get(request.POST.get("take_part", ""), (None, ""))
    if act:
        act(organization=membership.organization, by=membership.user, now=timezone.now())
        messages.success(request, said)
        return redirect("leadership:peers-consent", membership.organization.slug)
    context = {
        "agreed": has_agreed(membership),
        "latest": rounds_with_results_for(membership).first(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "leadership/peers_consent.html", context, status=status)


def _page(membership: Membership, round_: Round) -> PeerPage:
    return peer_page(membership, dashboard_for(round_, named=sees_executives_by_name(membership)))


def _block(membership: Membership, round_id: int, key: str) -> tuple[Round, ChartBlock]:
    round_ = get_object_or_404(rounds_with_results_for(membership), pk=round_id)
    block = peer_charts_of(_page(membership, round_)).get(key)
    if block is None:
        raise Http404("This round has no such chart.")
    return round_, block
