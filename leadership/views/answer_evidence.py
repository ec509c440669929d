"""Evidence by personal link: what proves the answers of an executive, given without signing in."""

from typing import Any

from django.db import Error
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessment.domain.audiences import Audience
from leadership.domain.errors import LeadershipError
from leadership.domain.evidence import EvidenceState
from leadership.evidence_forms import EvidenceForm
from leadership.models import Evidence, Membership
from leadership.queries.evidence import Offer, offers_for, takes_evidence
from leadership.queries.invitations import LinkState
from leadership.services.evidence import give_evidence, retract_evidence
from leadership.views.respondent import render_page
from leadership.views.self_assessments import own_style, saved_answers, start_url
from leadership.views.visits import Visit, log_fault, said_instead, visited


@require_safe
@visited
def answer_evidence(visit: Visit) -> HttpResponse:
    """The questions for which this executive can show something, and what became of it."""
    _only_executives(visit)
    if visit.state is LinkState.REVOKED:
        return said_instead(visit)
    offers = _offers(visit)
    context = {
        "offers": [(offer, _proof_url(visit, offer)) for offer in offers],
        "takes": takes_evidence(visit.invitation.round),
    }
    return _page(visit, "list", context)


@require_http_methods(["GET", "HEAD", "POST"])
@visited
def answer_proof(visit: Visit, question: str) -> HttpResponse:
    """What proves the answer to one question: shown, given, changed, taken back."""
    _only_executives(visit)
    if visit.state is LinkState.REVOKED:
        return said_instead(visit)
    offer = next((one for one in _offers(visit) if one.key == question), None)
    if offer is None:
        raise Http404("No evidence is asked of this person for that question.")
    if visit.request.method != "POST":
        return _form_page(visit, offer, evidence_form(visit.invitation.round, offer))
    if "retract" in visit.request.POST:
        return _retracted(visit, offer)
    return _given(visit, offer)


def evidence_form(round_: Any, offer: Offer, posted: Any = None) -> EvidenceForm:
    """The form for one question, filled with what was given before."""
    shown = offer.piece or offer.stale
    initial: dict[str, object] = {"text": shown.text, "link": shown.link} if shown else {}
    if offer.piece:
        initial["dated_on"] = offer.piece.dated_on
    return EvidenceForm(
        posted,
        initial=initial,
        today=timezone.now().astimezone(round_.organization.zone).date(),
        after=offer.stale.dated_on if offer.stale else None,
        answers=bool(offer.piece and offer.piece.state is EvidenceState.SENT_BACK),
    )


def _given(visit: Visit, offer: Offer) -> HttpResponse:
    form = evidence_form(visit.invitation.round, offer, visit.request.POST)
    if not form.is_valid():
        return _form_page(visit, offer, form, status=422)
    try:
        give_evidence(
            round_=visit.invitation.round,
            question=offer.key,
            giver=_giver(visit),
            content=form.content,
            note=form.cleaned_data.get("note", ""),
            now=timezone.now(),
        )
    except LeadershipError as error:
        return _form_page(visit, offer, form, notice=str(error), status=409)
    except Error as error:
        log_fault("Evidence could not be stored", error)
        failed = _("This could not be stored just now. Wait a minute, then send it again.")
        return _form_page(visit, offer, form, notice=failed, status=503)
    return HttpResponseRedirect(f"{visit.url('answer-evidence')}#{offer.key}", status=303)


def _retracted(visit: Visit, offer: Offer) -> HttpResponse:
    if offer.piece is None:
        return HttpResponseRedirect(visit.url("answer-evidence"), status=303)
    try:
        evidence = Evidence.objects.get(pk=offer.piece.pk, giver=visit.invitation.membership_id)
        retract_evidence(evidence=evidence, by=_giver(visit), now=timezone.now())
    except Evidence.DoesNotExist:
        pass  # taken back on another device
    except LeadershipError as error:
        form = evidence_form(visit.invitation.round, offer)
        return _form_page(visit, offer, form, notice=str(error), status=409)
    return HttpResponseRedirect(visit.url("answer-evidence"), status=303)


def _form_page(
    visit: Visit, offer: Offer, form: EvidenceForm, *, notice: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "offer": offer,
        "form": form,
        "takes": takes_evidence(visit.invitation.round),
        "back": visit.url("answer-evidence"),
        "notice": notice,
        "summary": [
            {"target": f"#id_{name}", "label": form.fields[name].label, "text": str(errors[0])}
            for name, errors in form.errors.items()
        ],
    }
    return _page(visit, "form", context, status)


def _page(visit: Visit, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    round_ = visit.invitation.round
    shared = {
        "style": own_style(),
        "round_": round_,
        "organization": round_.organization.name,
        "start": start_url(visit),
    }
    return render_page(f"leadership/answer/evidence/{name}.html", shared | context, status)


def _offers(visit: Visit) -> list[Offer]:
    invitation = visit.invitation
    answers = saved_answers(visit) if invitation.round.is_attributed else {}
    return offers_for(invitation.round, invitation.membership_id or 0, answers, visit.language)


def _proof_url(visit: Visit, offer: Offer) -> str:
    return visit.url("answer-proof", offer.key)


def _giver(visit: Visit) -> Membership:
    return Membership.objects.select_related("user", "organization").get(
        invitations=visit.invitation
    )


def _only_executives(visit: Visit) -> None:
    if visit.audience is not Audience.EXECUTIVE or visit.invitation.membership_id is None:
        raise Http404("Evidence is asked of executives.")
