"""An executive's own log of time with customers: entered with two taps, listed by week."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leadership.access import immersions_of
from leadership.domain.errors import LeadershipError
from leadership.domain.immersion import ImmersionKind, as_hours
from leadership.domain.roles import EVERYBODY
from leadership.domain.spreadsheets import as_csv
from leadership.models import Immersion, Membership
from leadership.queries.immersion import Entry, entry_shown, log_chart, log_of
from leadership.services.immersion import change_immersion, delete_immersion, log_immersion
from leadership.tone_forms import ImmersionForm
from leadership.views.charts import ChartView
from leadership.views.guards import for_roles

TAPS = (1, 2, 3, 4, 6, 8)  # half hours with a button of their own


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(EVERYBODY)
def immersion(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The log and, above it, two taps that make an entry; the second one stores."""
    _only_executives(membership)
    form = ImmersionForm(request.POST or None, initial={"spent_on": _today(membership)})
    if request.method == "POST" and form.is_valid():
        try:
            entry = log_immersion(
                membership=membership,
                entry_id=_posted_id(request),
                now=timezone.now(),
                **_values(form),
            )
        except LeadershipError as error:
            form.add_error("spent_on", str(error))
        else:
            there = reverse("leadership:immersion", args=[membership.organization.slug])
            return redirect(f"{there}?entry={entry.pk}")
    context = {
        "form": form,
        "log": log_of(membership, today=_today(membership), page=request.GET.get("page", "1")),
        "taps": [(number, as_hours(number)) for number in TAPS],
        "kinds": [(kind.value, kind.label) for kind in ImmersionKind],
        "kind": form["kind"].value() or "",
        "entry_id": uuid4(),
        "stored": _stored(request, membership),
        "today": _today(membership),
        "chart_url": _address("immersion-chart", membership),
        "table_url": _address("immersion-table", membership),
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/immersion/log.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(EVERYBODY)
def immersion_entry(request: HttpRequest, membership: Membership, entry_id: UUID) -> HttpResponse:
    """One entry, to be corrected or deleted."""
    entry = _entry(membership, entry_id)
    initial = {name: getattr(entry, name) for name in ("kind", "half_hours", "spent_on", "note")}
    form = ImmersionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_immersion(entry=entry, now=timezone.now(), **_values(form))
        except LeadershipError as error:
            form.add_error("spent_on", str(error))
        else:
            messages.success(request, _("The entry is changed."))
            return redirect("leadership:immersion", membership.organization.slug)
    status = 422 if form.errors else 200
    context = {"form": form, "entry": entry}
    return render(request, "leadership/immersion/entry.html", context, status=status)


@require_POST
@for_roles(EVERYBODY)
def immersion_delete(request: HttpRequest, membership: Membership, entry_id: UUID) -> HttpResponse:
    """Undo an entry, now or later."""
    delete_immersion(entry=_entry(membership, entry_id))
    messages.success(request, _("The entry is deleted."))
    return redirect("leadership:immersion", membership.organization.slug)


@require_safe
@never_cache
@for_roles(EVERYBODY)
def immersion_chart(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    """The weeks of one's own log, for Chart.js."""
    _only_executives(membership)
    block = log_chart(membership, today=_today(membership))
    response: HttpResponseBase = ChartView.as_view(block=block)(request)
    return response


@require_safe
@never_cache
@for_roles(EVERYBODY)
def immersion_table(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The table of that chart as a CSV file."""
    _only_executives(membership)
    block = log_chart(membership, today=_today(membership))
    name = f"{slugify(membership.organization.name)}-{block.key}.csv"
    return HttpResponse(
        as_csv([block.headers, *block.rows]),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _only_executives(membership: Membership) -> None:
    if not membership.on_executive_team:
        raise Http404("The executive team keeps logs.")


def _entry(membership: Membership, entry_id: UUID) -> Immersion:
    own = immersions_of(membership).select_related("membership__organization")
    return get_object_or_404(own, pk=entry_id)


def _stored(request: HttpRequest, membership: Membership) -> Entry | None:
    """The entry that was just made, to be undone; other texts in the address are ignored."""
    try:
        just_made = UUID(request.GET.get("entry", ""))
    except ValueError:
        return None
    return entry_shown(membership, just_made)


def _posted_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("entry", ""))
    except ValueError:
        return uuid4()


def _values(form: ImmersionForm) -> dict[str, Any]:
    return {**form.cleaned_data, "kind": ImmersionKind(form.cleaned_data["kind"])}


def _today(membership: Membership) -> date:
    return timezone.now().astimezone(membership.organization.zone).date()


def _address(name: str, membership: Membership) -> str:
    return reverse(f"leadership:{name}", args=[membership.organization.slug])
