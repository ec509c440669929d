"""The inbox, for those who run rounds: comments whose writers may be contacted."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leadership.access import concerns_seen_by
from leadership.domain.concerns import ConcernState
from leadership.domain.roles import RUNS_ROUNDS
from leadership.inbox_forms import MINE, AnswerMailForm, LookForm, OwnerForm
from leadership.models import Concern, Membership
from leadership.queries.concerns import (
    Looked,
    concern_page,
    concerns_page,
    possible_owners,
    rounds_heard_in,
    waiting_for,
    with_person,
)
from leadership.services.concerns import (
    CannotBeReached,
    ConcernSettled,
    answer_concern,
    close_concern,
    give_concern,
)
from leadership.views.guards import for_roles


@require_safe
@never_cache
@for_roles(RUNS_ROUNDS)
def inbox(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The list, a page at a time; what somebody looks for stands in the address."""
    form = LookForm(request.GET, rounds=rounds_heard_in(membership))
    looked = _looked(form.cleaned_data if form.is_valid() else {}, membership)
    context = {
        "form": form,
        "concerns": concerns_page(membership, looked, request.GET.get("page", "1")),
        "is_search": looked != Looked(),
        "waiting": waiting_for(membership),
    }
    return render(request, "leadership/inbox/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(RUNS_ROUNDS)
def concern(request: HttpRequest, membership: Membership, concern_id: UUID) -> HttpResponse:
    """One comment, and the answer to it."""
    found = _concern(membership, concern_id)
    form = AnswerMailForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_concern(
                concern=found, text=form.cleaned_data["text"], by=membership, now=timezone.now()
            )
        except (ConcernSettled, CannotBeReached) as error:
            form.add_error(None, str(error))
            found = _concern(membership, concern_id)
        else:
            messages.success(request, _("Your answer goes out by mail within a minute."))
            return _back(membership, concern_id)
    return _shown(request, membership, found, form)


@require_POST
@for_roles(RUNS_ROUNDS)
def concern_owner(request: HttpRequest, membership: Membership, concern_id: UUID) -> HttpResponse:
    """Take it, or hand it to somebody else who runs rounds."""
    found = _concern(membership, concern_id)
    owners = {owner.pk: owner for owner in possible_owners(membership)}
    form = OwnerForm(request.POST, owners=list(owners.values()))
    if not form.is_valid():
        messages.error(request, _("Choose somebody who runs the rounds."))
        return _back(membership, concern_id)
    owner = owners[form.cleaned_data["owner"]]
    give_concern(concern=found, to=owner, by=membership, now=timezone.now())
    if owner == membership:
        seen_to = _("You see to this now.")
    else:
        seen_to = _("{name} sees to this now.").format(name=owner.user)
    messages.success(request, seen_to)
    return _back(membership, concern_id)


@require_POST
@for_roles(RUNS_ROUNDS)
def concern_close(request: HttpRequest, membership: Membership, concern_id: UUID) -> HttpResponse:
    """Nothing more is to be done about it."""
    found = _concern(membership, concern_id)
    close_concern(concern=found, by=membership, now=timezone.now())
    messages.success(request, _("Closed. You can take it up again at any time."))
    return _back(membership, concern_id)


def _shown(
    request: HttpRequest, membership: Membership, found: Concern, form: AnswerMailForm
) -> HttpResponse:
    page = concern_page(found)
    context = {
        "concern": page,
        "form": form,
        "waits": page.state.waits,
        "may_answer": page.state.waits and not page.unreachable,
        "is_mine": page.owner_id == membership.pk,
        "owner_form": OwnerForm(
            owners=[
                owner
                for owner in possible_owners(membership)
                if owner.pk not in (page.owner_id, membership.pk)
            ]
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/inbox/concern.html", context, status=status)


def _looked(cleaned: Mapping[str, Any], membership: Membership) -> Looked:
    state = cleaned.get("state")
    return Looked(
        state=ConcernState(state) if state else None,
        round_id=cleaned.get("round"),
        owner_id=membership.pk if cleaned.get("whose") == MINE else None,
    )


def _concern(membership: Membership, concern_id: UUID) -> Concern:
    return get_object_or_404(with_person(concerns_seen_by(membership)), pk=concern_id)


def _back(membership: Membership, concern_id: UUID) -> HttpResponse:
    return redirect("leadership:concern", membership.organization.slug, concern_id)
