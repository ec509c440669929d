"""One commitment: the page, changing it, notes on it, closing it and opening it again."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.domain.quarters import local_day
from leadership.access import (
    commitments_seen_by,
    makes_commitments,
    may_change,
    sees_executives_by_name,
)
from leadership.commitment_forms import CloseForm, CommitmentForm, NoteForm
from leadership.domain.commitments import CommitmentState
from leadership.domain.errors import LeadershipError
from leadership.domain.roles import EVERYBODY, MAKES_COMMITMENTS
from leadership.models import Commitment, Membership
from leadership.queries.commitments import (
    commitment_row,
    notes_on,
    owner_among,
    possible_owners,
    with_round,
)
from leadership.queries.sign_outcomes import outcomes_of
from leadership.queries.suggestions import practice_named
from leadership.services.commitments import (
    change_commitment,
    drop_commitment,
    keep_commitment,
    miss_commitment,
    note_progress,
    reopen_commitment,
)
from leadership.views.guards import for_roles

_CLOSINGS: dict[CommitmentState, Callable[..., None]] = {
    CommitmentState.KEPT: keep_commitment,
    CommitmentState.MISSED: miss_commitment,
    CommitmentState.DROPPED: drop_commitment,
}


@require_safe
@never_cache
@for_roles(EVERYBODY)
def commitment(request: HttpRequest, membership: Membership, commitment_id: int) -> HttpResponse:
    return _shown(request, membership, _commitment(membership, commitment_id))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(MAKES_COMMITMENTS)
def commitment_change(
    request: HttpRequest, membership: Membership, commitment_id: int
) -> HttpResponse:
    """Put it differently, give it to somebody else, or move its day."""
    found = _changeable(membership, commitment_id)
    owners = possible_owners(membership)
    initial = {
        "what": found.what,
        "owner": found.owner_id,
        "due_on": found.due_on,
        "visible_in": found.visible_in,
    }
    posted = request.POST if request.method == "POST" else None
    form = CommitmentForm(posted, owners=owners, initial=initial)
    if posted is not None and form.is_valid():
        cleaned = form.cleaned_data
        try:
            change_commitment(
                commitment=found,
                what=cleaned["what"],
                owner=owner_among(owners, cleaned["owner"]),
                due_on=cleaned["due_on"],
                visible_in=cleaned["visible_in"],
                by=membership,
                now=timezone.now(),
            )
        except LeadershipError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return _back(membership, found)
    context = {"form": form, "commitment": commitment_row(found, now=timezone.now())}
    status = 422 if form.errors else 200
    return render(request, "leadership/commitments/change.html", context, status=status)


@require_POST
@for_roles(MAKES_COMMITMENTS)
def commitment_note(
    request: HttpRequest, membership: Membership, commitment_id: int
) -> HttpResponse:
    """Everybody who promises may say how something goes."""
    found = _commitment(membership, commitment_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _shown(request, membership, found, note_form=form)
    note_progress(
        commitment=found, text=form.cleaned_data["text"], by=membership, now=timezone.now()
    )
    messages.success(request, _("Your note stands with the commitment."))
    return _back(membership, found)


@require_POST
@for_roles(MAKES_COMMITMENTS)
def commitment_close(
    request: HttpRequest, membership: Membership, commitment_id: int
) -> HttpResponse:
    """Kept, missed or dropped, with a reason."""
    found, now = _changeable(membership, commitment_id), timezone.now()
    form = _close_form(found, now, request.POST)
    if form.is_valid():
        state = CommitmentState(form.cleaned_data["state"])
        try:
            _CLOSINGS[state](
                commitment=found,
                on=form.cleaned_data["on"],
                reason=form.cleaned_data["reason"],
                by=membership,
                now=now,
            )
        except LeadershipError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _closed(state))
            return _back(membership, found)
    return _shown(request, membership, _commitment(membership, commitment_id), close_form=form)


@require_POST
@for_roles(MAKES_COMMITMENTS)
def commitment_reopen(
    request: HttpRequest, membership: Membership, commitment_id: int
) -> HttpResponse:
    """It was closed by mistake."""
    found = _changeable(membership, commitment_id)
    try:
        reopen_commitment(commitment=found, by=membership, now=timezone.now())
    except LeadershipError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The commitment is open again."))
    return _back(membership, found)


def _shown(
    request: HttpRequest,
    membership: Membership,
    found: Commitment,
    *,
    note_form: forms.Form | None = None,
    close_form: forms.Form | None = None,
) -> HttpResponse:
    now = timezone.now()
    named = sees_executives_by_name(membership)
    context = {
        "commitment": commitment_row(found, now=now),
        "practice": practice_named(found.practice),
        "notes": notes_on(found),
        "outcome": outcomes_of([found], found.organization, named=named).get(found.pk),
        "makes": makes_commitments(membership),
        "may_change": may_change(membership, found),
        "note_form": note_form or NoteForm(),
        "close_form": close_form or _close_form(found, now),
    }
    wrong = [form for form in (note_form, close_form) if form is not None and form.errors]
    status = 422 if wrong else 200
    return render(request, "leadership/commitments/commitment.html", context, status=status)


def _close_form(found: Commitment, now: datetime, posted: Any = None) -> CloseForm:
    today: date = local_day(now, found.organization.time_zone)
    return CloseForm(posted, today=today, made_on=found.made_on)


def _closed(state: CommitmentState) -> str:
    return {
        CommitmentState.KEPT: _("Kept. It counts in the kept rate of its quarter."),
        CommitmentState.MISSED: _("Missed. The kept rate of its quarter says so."),
        CommitmentState.DROPPED: _("Dropped. It stays in the list with its reason."),
    }[state]


def _commitment(membership: Membership, commitment_id: int) -> Commitment:
    return get_object_or_404(with_round(commitments_seen_by(membership)), pk=commitment_id)


def _changeable(membership: Membership, commitment_id: int) -> Commitment:
    """For whoever owns or made it, and those who run rounds."""
    found = _commitment(membership, commitment_id)
    if not may_change(membership, found):
        raise PermissionDenied
    return found


def _back(membership: Membership, found: Commitment) -> HttpResponse:
    return redirect("leadership:commitment", membership.organization.slug, found.pk)
