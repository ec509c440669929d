"""The inventory of service metrics that a lead keeps for a round."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessment.domain.language import in_front, readers_language
from assessment.domain.metrics_test import MetricTag
from assessment.models import Round
from assessment.queries.results import metrics_of
from assessment.queries.rounds import definitions_of
from assessment.services.metrics import (
    InventoryClosed,
    MetricListed,
    add_metric,
    copy_metrics,
    remove_metric,
)
from leadership.access import rounds_run_by
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import Membership
from leadership.queries.inventories import earlier_inventory, inventory_sentence
from leadership.round_forms import MetricForm
from leadership.views.guards import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def metrics(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """The list, and a form to add to it while the round has not closed."""
    round_ = get_object_or_404(rounds_run_by(membership), pk=round_id)
    definition = next((one for one in definitions_of(round_) if one.key == "metrics-test"), None)
    tags = [(tag.value, in_front(tag.label)) for tag in MetricTag]
    if definition:
        language = readers_language()
        definition = definition.read_in(language)
        tags = [(choice.code, choice.label(language)) for choice in definition.scale("tag").choices]
    form = MetricForm(request.POST if request.method == "POST" else None, tags=tags)
    if request.method == "POST" and form.is_valid():
        try:
            add_metric(
                round_=round_,
                name=form.cleaned_data["name"],
                tag=MetricTag(form.cleaned_data["tag"]),
                on_dashboard=form.cleaned_data["on_dashboard"],
                in_pay=form.cleaned_data["in_pay"],
            )
        except MetricListed as error:
            form.add_error("name", str(error))
        except InventoryClosed as error:
            messages.error(request, str(error))
            return redirect("leadership:metrics", membership.organization.slug, round_.pk)
        else:
            return redirect("leadership:metrics", membership.organization.slug, round_.pk)
    context = {
        "round_": round_,
        "definition": definition,
        "form": form,
        "metrics": [(metric, dict(tags)[metric.tag]) for metric in round_.metrics.all()],
        "sentence": inventory_sentence(metrics_of(round_)),
        "earlier": None if round_.is_closed else earlier_inventory(round_),
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/rounds/metrics.html", context, status=status)


@require_POST
@for_roles(RUNS_ROUNDS)
def metric_remove(
    request: HttpRequest, membership: Membership, round_id: int, metric_id: int
) -> HttpResponse:
    round_ = get_object_or_404(rounds_run_by(membership), pk=round_id)
    metric = get_object_or_404(round_.metrics, pk=metric_id)
    try:
        remove_metric(round_=round_, metric_id=metric.pk)
    except InventoryClosed as error:
        messages.error(request, str(error))
    return redirect("leadership:metrics", membership.organization.slug, round_.pk)


@require_POST
@for_roles(RUNS_ROUNDS)
def metrics_copy(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Start from the list of the latest earlier round."""
    round_ = get_object_or_404(rounds_run_by(membership), pk=round_id)
    earlier = earlier_inventory(round_)
    try:
        # A round has nothing that it lacks itself: copying from it says whether it has closed.
        copied = copy_metrics(earlier=earlier or round_, round_=round_)
    except InventoryClosed as error:
        messages.error(request, str(error))
    else:
        messages.info(request, _copied(copied, earlier))
    return redirect("leadership:metrics", membership.organization.slug, round_.pk)


def _copied(count: int, earlier: Round | None) -> str:
    if not count or earlier is None:
        return _("There was nothing to copy.")
    said = ngettext(
        "{count} metric was copied from {round}.",
        "{count} metrics were copied from {round}.",
        count,
    )
    return said.format(count=count, round=earlier.label)
