"""An uploaded list from its preview to its result: how far it is, the yes, the rejected rows."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from leadership.domain.import_states import ImportState
from leadership.domain.result_words import progress_words
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import Membership, PendingImport
from leadership.queries.contact_uploads import (
    is_at_work,
    preview_of,
    progress_of,
    rejected_file,
    upload_of,
)
from leadership.queries.health import worker_is_silent
from leadership.services.contact_imports import ImportRunsAlready, start_import
from leadership.services.contact_uploads import (
    UploadGone,
    UploadIsImported,
    give_up_upload,
    upload_gone,
)
from leadership.uploads.text_files import WINDOWS_1252
from leadership.views.guards import for_roles


@require_safe
@never_cache
@for_roles(RUNS_ROUNDS)
def contact_preview(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Whatever there is to see of the upload now."""
    now = timezone.now()
    pending = _upload(membership, now)
    if pending is None:
        return _gone(request, membership)
    match pending.state:
        case ImportState.COLUMNS:
            return redirect("leadership:contact-columns", membership.organization.slug)
        case ImportState.READY:
            name, context = "leadership/people/contact_preview.html", _preview(pending)
        case ImportState.DONE:
            name, context = "leadership/people/contact_result.html", {"result": pending.summary}
        case ImportState.FAILED:
            name, context = "leadership/people/contact_failed.html", {}
        case _:
            name, context = "leadership/people/contact_progress.html", _progress(pending, now)
    return render(request, name, {"pending": pending} | context)


def _preview(pending: PendingImport) -> dict[str, Any]:
    return {
        "preview": preview_of(pending),
        "read_as_windows_1252": pending.note == WINDOWS_1252 and not pending.is_workbook,
    }


def _progress(pending: PendingImport, now: datetime) -> dict[str, Any]:
    return {
        "progress": progress_of(pending),
        "is_reading": pending.state == ImportState.READING,
        "worker_silent": worker_is_silent(now),
    }


@require_safe
@never_cache
@for_roles(RUNS_ROUNDS)
def contact_progress(request: HttpRequest, membership: Membership) -> JsonResponse:
    """How far it is, for the script that shows the page anew when there is something to see."""
    pending = _upload(membership, timezone.now())
    if pending is None or not is_at_work(pending):
        return JsonResponse({"is_done": True})
    progress = progress_of(pending)
    is_known = progress.is_stuck == ("stuck" in request.GET)
    is_phase = request.GET.get("phase", pending.state) == pending.state
    return JsonResponse(
        {
            "is_done": not (is_known and is_phase),
            "seen": progress.seen,
            "total": progress.total,
            "words": progress_words(progress.seen, progress.total),
        }
    )


@require_POST
@for_roles(RUNS_ROUNDS)
def contact_confirm(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Import what was previewed: the number of the upload says that it is the same file."""
    now = timezone.now()
    pending = _upload(membership, now)
    if pending is None or request.POST.get("pending") != str(pending.pk):
        return _gone(request, membership)
    try:
        start_import(pending=pending, now=now)
    except (UploadGone, ImportRunsAlready) as error:
        messages.error(request, str(error))
    return redirect("leadership:contact-preview", membership.organization.slug)


@require_POST
@for_roles(RUNS_ROUNDS)
def contact_cancel(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Forget the upload; what a worker has begun to write is undone."""
    pending = _upload(membership, timezone.now())
    if pending is None or request.POST.get("pending") != str(pending.pk):
        return _gone(request, membership)
    try:
        give_up_upload(pending=pending)
    except UploadIsImported as error:
        messages.error(request, str(error))
        return redirect("leadership:contact-preview", membership.organization.slug)
    messages.success(request, gettext("The upload is forgotten, and nothing was changed."))
    return redirect("leadership:contact-upload", membership.organization.slug)


@require_safe
@never_cache
@for_roles(RUNS_ROUNDS)
def contact_rejected(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    """Every rejected row of one’s own file, with its line and the reason."""
    pending = _upload(membership, timezone.now())
    if pending is None:
        return _gone(request, membership)
    return StreamingHttpResponse(
        (text.encode() for text in rejected_file(pending)),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="rejected-rows.csv"',
            "Cache-Control": "private, no-store",
        },
    )


def _upload(membership: Membership, now: datetime) -> PendingImport | None:
    return upload_of(organization=membership.organization, user=membership.user, now=now)


def _gone(request: HttpRequest, membership: Membership) -> HttpResponse:
    messages.error(request, str(upload_gone()))
    return redirect("leadership:contact-upload", membership.organization.slug)
