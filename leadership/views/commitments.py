"""Commitments: the list, the list as a file, and promising something."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.domain.quarters import Quarter, local_day
from assessment.models import Round
from leadership.access import (
    commitments_seen_by,
    makes_commitments,
    rounds_with_results_for,
    sees_executives_by_name,
)
from leadership.commitment_forms import (
    MINE,
    CommitmentForm,
    LookForm,
    QuestionForm,
)
from leadership.domain.commitments import Standing
from leadership.domain.errors import LeadershipError
from leadership.domain.roles import EVERYBODY, MAKES_COMMITMENTS
from leadership.domain.spreadsheets import as_csv
from leadership.models import Commitment, Membership
from leadership.queries.commitment_exports import commitment_rows
from leadership.queries.commitments import (
    Looked,
    commitments_page,
    default_due_on,
    latest_closed_round,
    looked_at,
    open_and_overdue,
    owner_among,
    owners_of,
    possible_owners,
    quarters_due,
    topics_of,
)
from leadership.queries.committed_questions import (
    CommittedQuestion,
    question_in,
    questions_to_commit_to,
)
from leadership.queries.suggestions import practice_named, suggestions_for
from leadership.services.commitments import make_commitment
from leadership.services.exporting import record_commitments_export
from leadership.views.guards import for_roles

_FILL = "fill"  # the button that puts a suggestion into the form


@require_safe
@never_cache
@for_roles(EVERYBODY)
def commitments(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The list, a page at a time; what somebody looks for stands in the address."""
    form, looked = _looked(request, membership)
    now = timezone.now()
    open_, overdue = open_and_overdue(membership, now=now)
    context = {
        "form": form,
        "commitments": commitments_page(membership, looked, request.GET.get("page", "1"), now=now),
        "is_search": looked != Looked(),
        "open": open_,
        "overdue": overdue,
        "makes": makes_commitments(membership),
        "has_results": latest_closed_round(membership) is not None,
    }
    return render(request, "leadership/commitments/list.html", context)


@require_POST
@for_roles(EVERYBODY)
def commitments_export(request: HttpRequest, membership: Membership) -> HttpResponse:
    """What is listed, as CSV; the search stands in the address, as on the page."""
    now = timezone.now()
    _form, looked = _looked(request, membership)
    today = local_day(now, membership.organization.time_zone)
    found = looked_at(commitments_seen_by(membership), looked, today)
    record_commitments_export(organization=membership.organization, by=membership.user, now=now)
    return HttpResponse(
        as_csv(
            commitment_rows(
                found, membership.organization, named=sees_executives_by_name(membership), now=now
            )
        ),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="commitments.csv"',
            "Cache-Control": "private, no-store",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(MAKES_COMMITMENTS)
def commitment_add(request: HttpRequest, membership: Membership) -> HttpResponse:
    """First what it is about, then what is promised, with what the sources advise beside it."""
    round_ = _round_asked_for(request, membership)
    if round_ is None:
        return redirect("leadership:commitments", membership.organization.slug)
    question = question_in(round_, request.GET.get("question", ""))
    if question is None:
        return _which_question(request, round_)
    now = timezone.now()
    form = _form_to_make(request, membership, question, round_, now)
    if request.method == "POST" and _FILL not in request.POST and form.is_valid():
        made = _made(form, membership, round_, question, now)
        if made is not None:
            messages.success(request, _("Promised. It stands in the list until it is closed."))
            return redirect("leadership:commitment", membership.organization.slug, made.pk)
    context = {
        "round_": round_,
        "question": question,
        "form": form,
        "advice": suggestions_for(question),
        "chosen": practice_named(form["practice"].value() or ""),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "leadership/commitments/add.html", context, status=status)


def _looked(request: HttpRequest, membership: Membership) -> tuple[LookForm, Looked]:
    quarters = quarters_due(membership)
    form = LookForm(
        request.GET,
        owners=owners_of(membership),
        questions=topics_of(membership),
        quarters=quarters,
    )
    form.is_valid()
    # Fields that do not fit are missing in what is cleaned: the others still count.
    asked = form.cleaned_data
    stands, owner = asked.get("stands", ""), asked.get("owner", "")
    return form, Looked(
        standing=Standing(stands) if stands else None,
        owner_id=membership.pk if owner == MINE else int(owner) if owner else None,
        question=asked.get("question", ""),
        quarter=_quarter(quarters, asked.get("quarter", "")),
    )


def _quarter(quarters: list[Quarter], first_day: str) -> Quarter | None:
    return next((one for one in quarters if one.starts_on.isoformat() == first_day), None)


def _round_asked_for(request: HttpRequest, membership: Membership) -> Round | None:
    """The round of the address, else the latest; None before the first has closed."""
    asked = request.GET.get("round", "")
    if not asked:
        return latest_closed_round(membership)
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        raise Http404("There is no such round.")
    return get_object_or_404(rounds_with_results_for(membership), pk=int(asked))


def _which_question(request: HttpRequest, round_: Round) -> HttpResponse:
    asked = request.GET if "question" in request.GET else None
    instrument = request.GET.get("instrument", "")
    offered = questions_to_commit_to(round_)
    some = [one for one in offered if one.instrument == instrument]
    form = QuestionForm(asked, questions=some or offered)
    status = 422 if asked is not None and not form.is_valid() else 200
    return render(
        request,
        "leadership/commitments/question.html",
        {"form": form, "round_": round_},
        status=status,
    )


def _form_to_make(
    request: HttpRequest,
    membership: Membership,
    question: CommittedQuestion,
    round_: Round,
    now: datetime,
) -> CommitmentForm:
    """What was typed; a suggestion that was chosen takes the place of what is done."""
    options: dict[str, Any] = {"owners": possible_owners(membership), "proof": question.evidence}
    start = {"due_on": default_due_on(round_.organization, now), "owner": membership.pk}
    if request.method != "POST":
        chosen = practice_named(request.GET.get("practice", ""))
        filled = {"what": chosen.text, "practice": chosen.key} if chosen else {}
        return CommitmentForm(initial={**start, **filled}, **options)
    chosen = practice_named(request.POST.get(_FILL, ""))
    if chosen is None:
        return CommitmentForm(request.POST, **options)
    typed = {name: request.POST.get(name, "") for name in CommitmentForm.base_fields}
    return CommitmentForm(
        initial={**start, **typed, "what": chosen.text, "practice": chosen.key}, **options
    )


def _made(
    form: CommitmentForm,
    membership: Membership,
    round_: Round,
    question: CommittedQuestion,
    now: datetime,
) -> Commitment | None:
    """The new commitment; None where something does not fit, which the form then says."""
    cleaned = form.cleaned_data
    practice = practice_named(cleaned["practice"])
    try:
        return make_commitment(
            round_=round_,
            question=question.key,
            what=cleaned["what"],
            owner=owner_among(possible_owners(membership), cleaned["owner"]),
            due_on=cleaned["due_on"],
            visible_in=cleaned["visible_in"],
            practice=practice.key if practice else "",
            by=membership,
            now=now,
        )
    except LeadershipError as error:
        form.add_error(None, str(error))
        return None
