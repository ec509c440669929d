"""The end of the meeting, and its minutes: read, printed, mailed, taken away as a file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.domain.language import speaking
from assessment.models import Round
from leadership.access import minutes_files_seen_by, runs_rounds
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.domain.packs import Paper
from leadership.domain.roles import RUNS_ROUNDS, SEES_EXECUTIVES_BY_NAME
from leadership.meeting_forms import EndForm
from leadership.models import Meeting, Membership
from leadership.pack_files import why_no_pdf
from leadership.queries.commitments import possible_owners
from leadership.queries.health import worker_is_silent
from leadership.queries.meetings import meeting_of, meeting_page
from leadership.queries.minutes import files_of, minutes_of, without_minutes_mail
from leadership.services.exporting import record_export
from leadership.services.meetings import HeldOnAnotherDay, MeetingOver, end_meeting
from leadership.services.minutes import mail_minutes, request_minutes_file
from leadership.views.guards import for_roles
from leadership.views.meetings import round_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(RUNS_ROUNDS)
def meeting_end(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """A last look, who was there, and whom the minutes are mailed to."""
    round_ = round_of(membership, round_id)
    held = meeting_of(round_, membership)
    if held is None or held.has_ended:
        return redirect("leadership:meeting", membership.organization.slug, round_.pk)
    members = possible_owners(membership)
    form = EndForm(
        request.POST if request.method == "POST" else None,
        members=members,
        initial={"held_on": held.held_on},
    )
    if request.method == "POST" and form.is_valid():
        by_id = {one.pk: one for one, _name in members}
        attendees = [by_id[one] for one in form.cleaned_data["attendees"]]
        now = timezone.now()
        try:
            end_meeting(
                meeting=held,
                held_on=form.cleaned_data["held_on"],
                attendees=attendees,
                by=membership,
                now=now,
            )
        except HeldOnAnotherDay as error:
            form.add_error("held_on", str(error))
        except MeetingOver as error:
            messages.info(request, str(error))
            return _to_minutes(membership, round_)
        else:
            if form.cleaned_data["mail"]:
                _mailed(request, held, membership)
            return _to_minutes(membership, round_)
    context = {
        "round_": round_,
        "form": form,
        "page": meeting_page(round_, held, membership, now=timezone.now()),
        "told": len(without_minutes_mail(held)),
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/meeting/end.html", context, status=status)


@require_safe
@never_cache
@for_roles(SEES_EXECUTIVES_BY_NAME)
def minutes(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """What was written down when the meeting ended, and the ways to take it along."""
    held = _ended(membership, round_id)
    files = files_of(held, membership)
    waits = any(one.is_under_way for one in files)
    have = {one.paper for one in files}
    context = {
        "round_": held.round,
        "meeting": held,
        "minutes": minutes_of(held),
        "fingerprint": held.fingerprint,
        "runs": runs_rounds(membership),
        "untold": len(without_minutes_mail(held)) if runs_rounds(membership) else 0,
        "missing": why_no_pdf(),
        "files": files,
        "papers": [paper for paper in Paper if paper not in have],
        "waits": waits,
        "worker_silent": waits and worker_is_silent(timezone.now()),
    }
    return render(request, "leadership/meeting/minutes.html", context)


@require_POST
@for_roles(RUNS_ROUNDS)
def minutes_mail(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """To those of the team who have not had the mail yet."""
    held = _ended(membership, round_id)
    _mailed(request, held, membership)
    return _to_minutes(membership, held.round)


@require_POST
@for_roles(SEES_EXECUTIVES_BY_NAME)
def minutes_file(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Have the PDF made."""
    held = _ended(membership, round_id)
    paper = request.POST.get("paper", "")
    if paper not in set(Paper):
        messages.error(request, _("Choose the paper."))
    elif missing := why_no_pdf():
        messages.error(request, missing)
    else:
        request_minutes_file(meeting=held, paper=Paper(paper), by=membership, now=timezone.now())
    address = reverse("leadership:minutes", args=[membership.organization.slug, round_id])
    return redirect(f"{address}#files")


@require_safe
@never_cache
@for_roles(SEES_EXECUTIVES_BY_NAME)
def minutes_progress(request: HttpRequest, membership: Membership, round_id: int) -> JsonResponse:
    """Whether a file is still being made, for the script that shows the page anew."""
    held = _ended(membership, round_id)
    waits = any(one.is_under_way for one in files_of(held, membership))
    return JsonResponse({"is_done": not waits})


@require_POST
@for_roles(SEES_EXECUTIVES_BY_NAME)
def minutes_download(
    request: HttpRequest, membership: Membership, round_id: int, file_id: int
) -> HttpResponse:
    """The file; that it was taken is written down."""
    held = _ended(membership, round_id)
    found = get_object_or_404(minutes_files_seen_by(membership), meeting=held, pk=file_id)
    if found.content is None:
        raise Http404("This file has not been made yet.")
    round_, paper = held.round, Paper(found.paper)
    with speaking(DEFAULT_LANGUAGE):  # whoever takes it, the audit is in English
        what = f"minutes of the meeting, {paper.label}"
    record_export(
        round_=round_,
        what=what,
        by=membership.user,
        now=timezone.now(),
    )
    words = [round_.organization.name, round_.label, "minutes", paper.value]
    name = "-".join(slugify(one) for one in words if slugify(one))
    return HttpResponse(
        bytes(found.content),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


def _ended(membership: Membership, round_id: int) -> Meeting:
    """The meeting about a round that has minutes."""
    held = meeting_of(round_of(membership, round_id), membership)
    if held is None or not held.has_ended:
        raise Http404("There are no minutes of this round yet.")
    return held


def _mailed(request: HttpRequest, held: Meeting, membership: Membership) -> None:
    told = mail_minutes(meeting=held, by=membership, now=timezone.now())
    said = ngettext(
        "The minutes go out by mail to %(count)s person.",
        "The minutes go out by mail to %(count)s people.",
        told,
    ) % {"count": told}
    messages.success(request, said if told else _("Everybody has had the minutes by mail."))


def _to_minutes(membership: Membership, round_: Round) -> HttpResponse:
    return redirect("leadership:minutes", membership.organization.slug, round_.pk)
