"""Who did what in the organization: the list for owners, and the list as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from leadership.access import audit_seen_by
from leadership.audit_forms import AuditForm
from leadership.domain.roles import OWNS
from leadership.domain.spreadsheets import as_csv
from leadership.models import Membership
from leadership.queries.audit import Sought, audit_page, audit_rows
from leadership.services.exporting import record_audit_export
from leadership.views.guards import for_roles


@require_safe
@for_roles(OWNS)
def audit(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The latest acts first, those that are looked for."""
    return _page(request, membership, AuditForm(request.GET))


@require_POST
@for_roles(OWNS)
def audit_export(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The entries that are looked for as CSV; that they were taken away is an entry itself."""
    form = AuditForm(request.POST)
    if not form.is_valid():
        return _page(request, membership, form)
    record_audit_export(
        organization=membership.organization, by=membership.user, now=timezone.now()
    )
    return HttpResponse(
        as_csv(audit_rows(audit_seen_by(membership), membership, form.sought)).encode(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )


def _page(request: HttpRequest, membership: Membership, form: AuditForm) -> HttpResponse:
    sought = form.sought
    context = {
        "form": form,
        "entries": audit_page(
            audit_seen_by(membership), membership, sought, number=request.GET.get("page", "1")
        ),
        "is_search": sought != Sought(),
        "zone": membership.organization.time_zone,
    }
    return render(request, "leadership/audit.html", context, status=422 if form.errors else 200)
