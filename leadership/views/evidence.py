"""Evidence for those who sign in: one's own, and that of others to review."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.models import Round
from leadership.access import evidence_reviewed_by, evidence_seen_by, members_seen_by, runs_rounds
from leadership.domain.errors import LeadershipError
from leadership.domain.roles import RUNS_ROUNDS, SEES_EXECUTIVES_BY_NAME
from leadership.evidence_forms import ReviewerForm, ReviewForm
from leadership.models import Evidence, Membership
from leadership.queries.evidence import (
    Offer,
    given_by,
    named_reviewers,
    offers_for,
    own_answers,
    pieces,
    possible_reviewers,
    reviewed_in,
    rounds_taking_evidence,
    takes_evidence,
    waiting_for,
)
from leadership.services.evidence import (
    give_evidence,
    name_reviewer,
    retract_evidence,
    review_evidence,
    take_back_reviewer,
)
from leadership.views.answer_evidence import evidence_form
from leadership.views.guards import for_roles


@require_safe
@never_cache
@for_roles(SEES_EXECUTIVES_BY_NAME)
def evidence(request: HttpRequest, membership: Membership) -> HttpResponse:
    """What waits for this reader's review, what they can show, what became of it."""
    rounds = rounds_taking_evidence(membership.organization_id)
    runs = runs_rounds(membership)
    reviewers = named_reviewers(membership.organization_id) if runs else []
    context = {
        "waiting": pieces(waiting_for(membership)),
        "reviewed": pieces(reviewed_in(membership)),
        "rounds": [(one, _offers(membership, one)) for one in rounds]
        if membership.on_executive_team
        else [],
        "earlier": pieces(given_by(membership).exclude(round__in=[one.pk for one in rounds])),
        "reviews": runs or evidence_reviewed_by(membership).exists(),
        "runs": runs,
        "reviewers": reviewers,
        "form": ReviewerForm(members=possible_reviewers(membership)) if runs else None,
    }
    return render(request, "leadership/evidence/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(SEES_EXECUTIVES_BY_NAME)
def evidence_give(
    request: HttpRequest, membership: Membership, round_id: int, question: str
) -> HttpResponse:
    """What proves one's own answer to a question: shown, confirmed, changed."""
    round_ = get_object_or_404(
        Round.objects.select_related("organization"),
        pk=round_id,
        organization=membership.organization_id,
    )
    offer = next((one for one in _offers(membership, round_) if one.key == question), None)
    if offer is None:
        raise Http404("No evidence is asked of this person for that question.")
    form = evidence_form(round_, offer, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            give_evidence(
                round_=round_,
                question=question,
                giver=membership,
                content=form.content,
                note=form.cleaned_data.get("note", ""),
                now=timezone.now(),
            )
        except LeadershipError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your evidence is kept with your name."))
            return redirect("leadership:evidence", membership.organization.slug)
    context = {
        "round_": round_,
        "offer": offer,
        "form": form,
        "takes": takes_evidence(round_),
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/evidence/give.html", context, status=status)


@require_safe
@never_cache
@for_roles(SEES_EXECUTIVES_BY_NAME)
def evidence_piece(request: HttpRequest, membership: Membership, evidence_id: UUID) -> HttpResponse:
    """One piece of evidence: by its giver, or by somebody who reviews it."""
    found = _seen(membership, evidence_id)
    return _shown(request, membership, found, ReviewForm(initial={"revision": found.revision}))


@require_POST
@for_roles(SEES_EXECUTIVES_BY_NAME)
def evidence_review(
    request: HttpRequest, membership: Membership, evidence_id: UUID
) -> HttpResponse:
    """Accept it, or send it back with a reason."""
    found = get_object_or_404(evidence_reviewed_by(membership), pk=evidence_id)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _shown(request, membership, found, form, status=422)
    try:
        review_evidence(
            evidence=found,
            accepted=form.accepted,
            reason=form.cleaned_data["reason"],
            revision=form.cleaned_data["revision"],
            by=membership,
            now=timezone.now(),
        )
    except LeadershipError as error:
        messages.error(request, str(error))
        return redirect("leadership:evidence-piece", membership.organization.slug, evidence_id)
    said = _("Accepted.") if form.accepted else _("Sent back; the giver is told by mail.")
    messages.success(request, said)
    return redirect("leadership:evidence", membership.organization.slug)


@require_POST
@for_roles(SEES_EXECUTIVES_BY_NAME)
def evidence_retract(
    request: HttpRequest, membership: Membership, evidence_id: UUID
) -> HttpResponse:
    """Take back what one gave."""
    found = get_object_or_404(given_by(membership), pk=evidence_id)
    try:
        retract_evidence(evidence=found, by=membership, now=timezone.now())
    except LeadershipError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your evidence is taken back, and its words are deleted."))
    return redirect("leadership:evidence", membership.organization.slug)


@require_POST
@for_roles(RUNS_ROUNDS)
def evidence_reviewer_name(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Let an executive review the evidence of others."""
    form = ReviewerForm(request.POST, members=possible_reviewers(membership))
    if form.is_valid():
        name_reviewer(member=form.member, by=membership, now=timezone.now())
        messages.success(
            request, _("%(name)s reviews evidence from now on.") % {"name": form.member.user}
        )
    else:
        messages.error(request, _("Choose an executive of your team."))
    return redirect("leadership:evidence", membership.organization.slug)


@require_POST
@for_roles(RUNS_ROUNDS)
def evidence_reviewer_end(
    request: HttpRequest, membership: Membership, member_id: int
) -> HttpResponse:
    """An executive reviews no evidence any more."""
    member = get_object_or_404(members_seen_by(membership), pk=member_id)
    take_back_reviewer(member=member, by=membership, now=timezone.now())
    messages.success(request, _("%(name)s reviews no evidence any more.") % {"name": member.user})
    return redirect("leadership:evidence", membership.organization.slug)


def _offers(membership: Membership, round_: Round) -> list[Offer]:
    if not membership.on_executive_team or round_.is_draft:
        return []
    return offers_for(round_, membership.pk, own_answers(round_, membership.pk))


def _seen(membership: Membership, evidence_id: UUID) -> Evidence:
    return get_object_or_404(
        evidence_seen_by(membership).select_related("round__organization"), pk=evidence_id
    )


def _shown(
    request: HttpRequest,
    membership: Membership,
    found: Evidence,
    form: ReviewForm,
    status: int = 200,
) -> HttpResponse:
    is_own = found.giver_id == membership.pk
    shown = pieces(Evidence.objects.filter(pk=found.pk))
    if not shown:
        raise Http404("The question of this evidence is not asked any more.")
    context: dict[str, Any] = {
        "piece": shown[0],
        "is_own": is_own,
        "takes": takes_evidence(found.round),
        "form": form,
    }
    return render(request, "leadership/evidence/piece.html", context, status=status)
