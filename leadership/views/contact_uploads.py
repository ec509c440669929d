"""Uploading a list of people: the file, and what its columns hold."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessment.domain.audiences import Audience
from leadership import access
from leadership.domain.contact_columns import (
    Columns,
    guessed,
    same_named,
    same_named_words,
)
from leadership.domain.contact_files import ContactListUnreadable
from leadership.domain.import_states import ImportState
from leadership.domain.languages import LANGUAGES
from leadership.domain.people_words import language_name
from leadership.domain.roles import RUNS_ROUNDS
from leadership.import_forms import ColumnsForm, ContactUploadForm
from leadership.models import Membership, PendingImport
from leadership.queries.contact_uploads import columns_from, upload_of
from leadership.services.contact_reading import start_reading
from leadership.services.contact_uploads import (
    UploadGone,
    UploadIsImported,
    choose_columns,
    keep_upload,
    upload_gone,
)
from leadership.uploads.tables import opening_of
from leadership.views.guards import for_roles

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
        if form.is_valid() and (pending := _kept(form, membership)):
            if not pending.places:
                return redirect("leadership:contact-columns", membership.organization.slug)
            start_reading(pending=pending, now=timezone.now())
            return redirect("leadership:contact-preview", membership.organization.slug)
    context = {
        "form": form,
        "waiting": upload_of(
            organization=membership.organization, user=membership.user, now=timezone.now()
        ),
        "audiences": [one.value for one in Audience],
        "languages": {code: language_name(code) for code in LANGUAGES},
        "is_owner": access.is_owner(membership),
    }
    return render(request, "leadership/people/contact_upload.html", context)


def _kept(form: ContactUploadForm, membership: Membership) -> PendingImport | None:
    """Keep a file that can be read; otherwise the form says what is wrong with it."""
    upload: UploadedFile[bytes] = form.cleaned_data["file"]
    if upload.file is None:
        return None
    try:
        opening = opening_of(upload.file)
        upload.seek(0)
        return keep_upload(
            organization=membership.organization,
            file_name=upload.name or "",
            opening=opening,
            content=upload.chunks(),
            by=membership.user,
            now=timezone.now(),
        )
    except (ContactListUnreadable, UploadIsImported) as error:
        form.add_error("file", str(error))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RUNS_ROUNDS)
def contact_columns(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The columns of the file with examples, and the choice of what each holds."""
    now = timezone.now()
    pending = upload_of(organization=membership.organization, user=membership.user, now=now)
    if pending is None:
        messages.error(request, str(upload_gone()))
        return redirect("leadership:contact-upload", membership.organization.slug)
    if pending.state in {ImportState.IMPORTING, ImportState.DONE}:
        return redirect("leadership:contact-preview", membership.organization.slug)
    guess = guessed(pending.header)
    chosen = columns_from(pending.places, pending.audience)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        header=pending.header,
        samples=pending.samples,
        columns=chosen if pending.places else Columns(guess.places),
    )
    if request.method == "POST" and form.is_valid():
        return _choose(request, membership, pending, form.cleaned_data["columns"])
    twice = same_named(pending.header)
    context = {
        "pending": pending,
        "form": form,
        "twice": same_named_words(twice) if twice else "",
        "is_owner": access.is_owner(membership),
    }
    return render(request, "leadership/people/contact_columns.html", context)


def _choose(
    request: HttpRequest, membership: Membership, pending: PendingImport, columns: Columns
) -> HttpResponse:
    now = timezone.now()
    try:
        choose_columns(pending=pending, columns=columns, now=now)
        start_reading(pending=pending, now=now)
    except (UploadGone, UploadIsImported) as error:
        messages.error(request, str(error))
    return redirect("leadership:contact-preview", membership.organization.slug)


@require_safe
@for_roles(RUNS_ROUNDS)
def contact_sample(request: HttpRequest, membership: Membership) -> HttpResponse:
    """A file that shows the columns; its mark lets spreadsheets see that it is UTF-8."""
    return HttpResponse(
        _SAMPLE.encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="people.csv"'},
    )
