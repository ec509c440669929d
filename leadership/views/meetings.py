"""The meeting about a closed round: the page to project, and what is typed into it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessment.domain.quarters import local_day
from assessment.models import Round
from leadership.access import commitments_seen_by, rounds_with_results_for, runs_rounds
from leadership.domain.commitments import CommitmentState
from leadership.domain.errors import LeadershipError
from leadership.domain.meetings import TIME_TO_FIND_OUT, Outcome
from leadership.domain.roles import RUNS_ROUNDS, SEES_EXECUTIVES_BY_NAME
from leadership.meeting_forms import ClosingForm, DecisionForm, NewCommitmentForm
from leadership.models import Meeting, Membership
from leadership.queries.commitments import default_due_on, possible_owners
from leadership.queries.committed_questions import questions_to_commit_to
from leadership.queries.meetings import ContestedSign, meeting_of, meeting_page, stamp_of
from leadership.services.meetings import (
    MeetingOver,
    close_in_meeting,
    decide,
    promise_in_meeting,
    start_meeting,
)
from leadership.views.guards import for_roles

COMMITMENT = "commitment"
_UNPROCESSABLE = 422


@require_safe
@never_cache
@for_roles(SEES_EXECUTIVES_BY_NAME)
def meeting(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """What the room looks at; once the meeting has ended, its minutes."""
    round_ = round_of(membership, round_id)
    held = meeting_of(round_, membership)
    if held and held.has_ended:
        return redirect("leadership:minutes", membership.organization.slug, round_.pk)
    return _shown(request, membership, round_, held, {})


@require_safe
@never_cache
@for_roles(SEES_EXECUTIVES_BY_NAME)
def meeting_news(request: HttpRequest, membership: Membership, round_id: int) -> JsonResponse:
    """A mark that changes with the page, for the script that shows what others typed."""
    round_ = round_of(membership, round_id)
    return JsonResponse({"stamp": stamp_of(meeting_of(round_, membership), membership)})


@require_POST
@for_roles(RUNS_ROUNDS)
def meeting_start(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Begin, or go on with what has begun."""
    round_ = round_of(membership, round_id)
    start_meeting(round_=round_, by=membership, now=timezone.now())
    return _back(membership, round_)


@require_POST
@for_roles(RUNS_ROUNDS)
def meeting_decide(
    request: HttpRequest, membership: Membership, round_id: int, sign: str
) -> HttpResponse:
    """Write down what the room says about a contested sign."""
    round_ = round_of(membership, round_id)
    held = meeting_of(round_, membership)
    if held is None or held.has_ended:
        return _not_held(request, membership, round_)
    members = possible_owners(membership)
    form = DecisionForm(request.POST, members=members, auto_id=f"{sign}-%s")
    if not form.is_valid():
        return _shown(request, membership, round_, held, {sign: form})
    by_id = {one.pk: one for one, _name in members}
    try:
        decide(
            meeting=held,
            question=sign,
            seen=form.cleaned_data["seen"],
            outcome=Outcome(form.cleaned_data["outcome"]),
            note=form.cleaned_data["note"],
            who=by_id.get(form.cleaned_data["who"]),
            due_on=form.cleaned_data["due_on"],
            by=membership,
            now=timezone.now(),
        )
    except MeetingOver:
        return _not_held(request, membership, round_)
    except LeadershipError as error:
        form.add_error(None, str(error))
        return _shown(request, membership, round_, held, {sign: form})
    return _back(membership, round_, f"sign-{sign}")


@require_POST
@for_roles(RUNS_ROUNDS)
def meeting_commit(request: HttpRequest, membership: Membership, round_id: int) -> HttpResponse:
    """Somebody promises something; the next one is typed into the same line."""
    round_ = round_of(membership, round_id)
    held = meeting_of(round_, membership)
    if held is None or held.has_ended:
        return _not_held(request, membership, round_)
    members = possible_owners(membership)
    form = NewCommitmentForm(
        request.POST,
        members=members,
        questions=questions_to_commit_to(round_),
        auto_id=f"{COMMITMENT}-%s",
    )
    if form.is_valid():
        by_id = {one.pk: one for one, _name in members}
        try:
            promise_in_meeting(
                meeting=held,
                question=form.cleaned_data["question"],
                what=form.cleaned_data["what"],
                owner=by_id[form.cleaned_data["who"]],
                due_on=form.cleaned_data["due_on"],
                visible_in=form.cleaned_data["visible_in"],
                by=membership,
                now=timezone.now(),
            )
        except MeetingOver:
            return _not_held(request, membership, round_)
        except LeadershipError as error:
            form.add_error(None, str(error))
        else:
            return _back(membership, round_, f"{COMMITMENT}-what")
    return _shown(request, membership, round_, held, {COMMITMENT: form})


@require_POST
@for_roles(RUNS_ROUNDS)
def meeting_close(
    request: HttpRequest, membership: Membership, round_id: int, commitment_id: int
) -> HttpResponse:
    """A commitment was kept, or missed."""
    round_ = round_of(membership, round_id)
    found = get_object_or_404(commitments_seen_by(membership), pk=commitment_id)
    held = meeting_of(round_, membership)
    if held is None or held.has_ended:
        return _not_held(request, membership, round_)
    form = ClosingForm(request.POST, auto_id=f"close-{found.pk}-%s")
    if form.is_valid():
        try:
            close_in_meeting(
                meeting=held,
                commitment=found,
                state=CommitmentState(form.cleaned_data["state"]),
                reason=form.cleaned_data["reason"],
                by=membership,
                now=timezone.now(),
            )
        except MeetingOver:
            return _not_held(request, membership, round_)
        except LeadershipError as error:
            form.add_error(None, str(error))
        else:
            return _back(membership, round_, "commitments")
    return _shown(request, membership, round_, held, {f"close-{found.pk}": form})


def round_of(membership: Membership, round_id: int) -> Round:
    return get_object_or_404(rounds_with_results_for(membership), pk=round_id)


def _shown(
    request: HttpRequest,
    membership: Membership,
    round_: Round,
    held: Meeting | None,
    typed: Mapping[str, Form],
) -> HttpResponse:
    """The page; `typed` is the form that was sent and cannot be taken as it is, by its name."""
    now = timezone.now()
    stamp = stamp_of(held, membership)  # before the page is read: too old is shown once more
    page = meeting_page(round_, held, membership, now=now)
    address = [membership.organization.slug, round_.pk]
    writes = runs_rounds(membership) and held is not None
    context: dict[str, Any] = {
        "round_": round_,
        "meeting": held,
        "page": page,
        "runs": runs_rounds(membership),
        "writes": writes,
        "stamp": stamp,
        "page_url": reverse("leadership:meeting", args=address),
        "news_url": reverse("leadership:meeting-news", args=address),
        "signs": [(sign, None) for sign in page.contested],
        "open": [(row, None) for row in page.open],
        "problem": next(iter(typed.values()), None),
    }
    if writes:
        context |= _forms(membership, round_, page.contested, typed, now)
        context["open"] = [(row, _closing_form(row.pk, typed)) for row in page.open]
    status = _UNPROCESSABLE if typed else 200
    return render(request, "leadership/meeting/meeting.html", context, status=status)


def _forms(
    membership: Membership,
    round_: Round,
    contested: Sequence[ContestedSign],
    typed: Mapping[str, Form],
    now: datetime,
) -> dict[str, Any]:
    members = possible_owners(membership)
    found_out_by = local_day(now, membership.organization.time_zone) + TIME_TO_FIND_OUT
    questions = questions_to_commit_to(round_)
    return {
        "signs": [
            (sign, typed.get(sign.row.key) or _decision_form(sign, members, found_out_by))
            for sign in contested
        ],
        "commitment_form": typed.get(COMMITMENT)
        or NewCommitmentForm(
            members=members,
            questions=questions,
            auto_id=f"{COMMITMENT}-%s",
            initial={
                "due_on": default_due_on(membership.organization, now),
                "visible_in": _("The answers of the next round"),
            },
        ),
    }


def _decision_form(sign: ContestedSign, members: Any, found_out_by: Any) -> DecisionForm:
    """Filled in with what was decided already, for whoever changes it."""
    decision = sign.decision
    return DecisionForm(
        members=members,
        auto_id=f"{sign.row.key}-%s",
        initial={
            "seen": sign.number,
            "outcome": decision.outcome.value if decision else None,
            "note": decision.note if decision else "",
            "who": decision.member_id if decision else None,
            "due_on": (decision.due_on if decision else None) or found_out_by,
        },
    )


def _closing_form(commitment: int, typed: Mapping[str, Form]) -> Form:
    name = f"close-{commitment}"
    return typed.get(name) or ClosingForm(auto_id=f"{name}-%s")


def _back(membership: Membership, round_: Round, place: str = "") -> HttpResponse:
    address = reverse("leadership:meeting", args=[membership.organization.slug, round_.pk])
    return redirect(f"{address}#{place}" if place else address)


def _not_held(request: HttpRequest, membership: Membership, round_: Round) -> HttpResponse:
    """What was typed cannot be kept: the meeting has ended meanwhile, or never begun."""
    messages.error(request, _("The meeting is not being held, so nothing can be added to it."))
    return _back(membership, round_)
