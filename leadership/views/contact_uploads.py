"""Uploading a list of people in three steps: the file, the preview, the yes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.domain.audiences import Audience
from leadership import access
from leadership.domain.contact_files import WINDOWS_1252, ContactListUnreadable
from leadership.domain.contact_lists import read_contact_list
from leadership.domain.languages import LANGUAGES
from leadership.domain.roles import RUNS_ROUNDS
from leadership.forms import ContactUploadForm
from leadership.models import Membership
from leadership.queries.contact_imports import import_preview, pending_import_of
from leadership.services.contact_imports import UploadGone, confirm_upload, keep_upload
from leadership.services.people import ImportResult
from leadership.views.guards import for_roles

_SHOWN = 20
_GONE = "There is no upload waiting any more. Upload the file again."
_SAMPLE = """\
email,name,audience,unit,language
grace.miller@example.com,Grace Miller,customer,North,en
juergen.gross@example.com,Jürgen Groß,customer,South,de
amelie.durand@example.com,Amélie Durand,manager,North,fr
paulo.silva@example.com,Paulo Silva,employee,,pt
contact@partner.example,,partner,,
"""


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def contact_upload(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = ContactUploadForm()
    if request.method == "POST":
        form = ContactUploadForm(request.POST, request.FILES)
        if form.is_valid() and _keep(form, membership):
            return redirect("leadership:contact-preview", membership.organization.slug)
    context = {
        "form": form,
        "audiences": [one.value for one in Audience],
        "languages": LANGUAGES,
        "is_owner": access.is_owner(membership),
    }
    return render(request, "leadership/people/contact_upload.html", context)


def _keep(form: ContactUploadForm, membership: Membership) -> bool:
    """Keep a file that can be read; otherwise the form says what is wrong with it."""
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        read_contact_list(content)
    except ContactListUnreadable as error:
        form.add_error("file", str(error))
        return False
    keep_upload(
        organization=membership.organization,
        file_name=file.name,
        content=content,
        by=membership.user,
        now=timezone.now(),
    )
    return True


@require_safe
@for_roles(RUNS_ROUNDS)
def contact_preview(request: HttpRequest, membership: Membership) -> HttpResponse:
    pending = pending_import_of(
        organization=membership.organization, user=membership.user, now=timezone.now()
    )
    if pending is None:
        messages.error(request, _GONE)
        return redirect("leadership:contact-upload", membership.organization.slug)
    preview = import_preview(pending)
    context: dict[str, Any] = {
        "pending": pending,
        "preview": preview,
        "plan": preview.plan,
        "taken": len(preview.plan.new) + len(preview.plan.changed),
        "accepted": len(preview.plan.accepted),
        "first_accepted": preview.plan.accepted[:_SHOWN],
        "read_as_windows_1252": preview.encoding == WINDOWS_1252,
    }
    return render(request, "leadership/people/contact_preview.html", context)


@require_POST
@for_roles(RUNS_ROUNDS)
def contact_confirm(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Import what was previewed: the number of the upload says that it is the same file."""
    now = timezone.now()
    pending = pending_import_of(organization=membership.organization, user=membership.user, now=now)
    if pending is None or request.POST.get("pending") != str(pending.pk):
        messages.error(request, _GONE)
        return redirect("leadership:contact-upload", membership.organization.slug)
    try:
        result = confirm_upload(pending=pending, by=membership.user, now=now)
    except (UploadGone, ContactListUnreadable) as error:
        messages.error(request, str(error))
        return redirect("leadership:contact-upload", membership.organization.slug)
    messages.success(request, _done(result))
    return redirect("leadership:people", membership.organization.slug)


@require_safe
@for_roles(RUNS_ROUNDS)
def contact_sample(request: HttpRequest, membership: Membership) -> HttpResponse:
    """A file that shows the columns; its mark lets spreadsheets see that it is UTF-8."""
    return HttpResponse(
        _SAMPLE.encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="people.csv"'},
    )


def _done(result: ImportResult) -> str:
    counts = f"{result.new:,} added, {result.changed:,} changed, {result.unchanged:,} as before"
    rejected = len(result.rejected)
    if not rejected:
        return f"The list is imported: {counts}."
    rows = "1 rejected row was" if rejected == 1 else f"{rejected:,} rejected rows were"
    return f"The list is imported: {counts}. {rows} left out."
