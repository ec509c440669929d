"""Taking all contacts away in the columns that an import reads; each download is written down."""

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leadership import access
from leadership.domain.contact_columns import COLUMNS
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import Membership
from leadership.services.contact_exports import ContactFile, export_contacts
from leadership.views.guards import for_roles

_TYPES = {
    ContactFile.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ContactFile.CSV: "text/csv; charset=utf-8",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def contact_export(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    """What the file holds and the buttons for it; with one of them pressed, the file."""
    contacts = access.contacts_seen_by(membership)
    form = request.POST.get("form", "")
    if request.method == "POST" and form in set(ContactFile):
        return _file(membership, ContactFile(form))
    context = {"count": contacts.count(), "columns": COLUMNS}
    return render(request, "leadership/people/contact_export.html", context)


def _file(membership: Membership, form: ContactFile) -> FileResponse:
    now = timezone.now()
    organization = membership.organization
    file = export_contacts(
        organization=organization,
        contacts=access.contacts_seen_by(membership),
        form=form,
        by=membership.user,
        now=now,
    )
    today = now.astimezone(organization.zone).date()
    name = f"{organization.slug}-contacts-{today:%Y-%m-%d}.{form.value}"
    return FileResponse(
        file,
        as_attachment=True,
        filename=name,
        content_type=_TYPES[form],
        headers={"Cache-Control": "private, no-store"},
    )
