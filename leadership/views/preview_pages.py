"""Each audience's journey, to be tried by those who run a round: everything in it but storing.

What was entered on one page of a self-assessment goes on to the next inside the page itself, as
hidden fields, because nothing may be kept. No act is behind these addresses, so they need no CSRF
token, which the pages of respondents have no place for.
"""

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from assessment.domain.answers import as_posted, field_names, parse, preselected
from assessment.domain.audiences import Audience
from assessment.domain.definitions import Definition
from assessment.models import Round
from assessment.queries.rounds import pages_for, questions_for
from leadership.domain.roles import RUNS_ROUNDS
from leadership.links import public_url
from leadership.models import Invitation, Membership
from leadership.views.answer_pages import Filled, page_key, survey_page
from leadership.views.answer_results import own_result
from leadership.views.answer_reviews import preview_review
from leadership.views.answer_start import preview_overview
from leadership.views.answer_steps import preview_step
from leadership.views.answering import privacy_page
from leadership.views.guards import for_roles
from leadership.views.languages import in_picked_language, language_query
from leadership.views.previewed_rounds import previewed
from leadership.views.respondent import with_own_style
from leadership.views.sent_surveys import sent_survey
from leadership.views.visits import Visit, preview_thanks

Posted = Mapping[str, Sequence[str]]
SEND = "send"  # the button of the last page


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@with_own_style
@in_picked_language
@for_roles(RUNS_ROUNDS)
def preview_page(
    request: HttpRequest, membership: Membership, round_id: int, audience: str
) -> HttpResponse:
    """The page behind the link in the mail; sending shows the errors, or the thanks."""
    round_, asked = previewed(membership, round_id, audience)
    pages = pages_for(round_, asked)
    if not pages:
        raise Http404("This round asks that audience nothing.")
    if len(pages) > 1:
        if request.method == "POST":
            return _self_assessment_sent(request, round_, asked)
        urls = {page.key: step_url(round_, asked, page) for page in pages}
        return preview_overview(round_, asked, urls)
    return _survey(request, round_, asked, pages[0])


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@with_own_style
@in_picked_language
@for_roles(RUNS_ROUNDS)
def preview_questionnaire(
    request: HttpRequest, membership: Membership, round_id: int, audience: str, questionnaire: str
) -> HttpResponse:
    """One page of an executive's self-assessment; its button leads on with what was entered."""
    round_, asked = previewed(membership, round_id, audience)
    pages = pages_for(round_, asked)
    page = next((page for page in pages if page.key == questionnaire), None)
    if page is None:
        raise Http404("This audience is not asked that questionnaire.")
    if request.method != "POST":
        return _step(round_, asked, page, Filled(preview=True), {})
    posted = _posted(request)
    parsed = parse(page.questions_for(asked), posted)
    if parsed.errors:
        filled = Filled(typed=parsed.typed, errors=parsed.errors, preview=True)
        return _step(round_, asked, page, filled, posted)
    following = pages[pages.index(page) + 1 :]
    if not following:
        return _review(request, round_, asked, posted)
    typed = parse(following[0].questions_for(asked), posted, partial=True).typed
    return _step(round_, asked, following[0], Filled(typed=typed, preview=True), posted)


@require_safe
@with_own_style
@in_picked_language
@for_roles(RUNS_ROUNDS)
def preview_privacy(
    request: HttpRequest, membership: Membership, round_id: int, audience: str
) -> HttpResponse:
    """What that audience reads about its answers and names."""
    round_, asked = previewed(membership, round_id, audience)
    return privacy_page(round_, asked, preview=True)


def page_url(round_: Round, audience: Audience) -> str:
    args = [round_.organization.slug, round_.pk, audience.value]
    return public_url(reverse("leadership:preview-page", args=args)) + language_query()


def step_url(round_: Round, audience: Audience, page: Definition) -> str:
    args = [round_.organization.slug, round_.pk, audience.value, page.key]
    return reverse("leadership:preview-questionnaire", args=args) + language_query()


def _survey(
    request: HttpRequest, round_: Round, audience: Audience, page: Definition
) -> HttpResponse:
    key = page_key(round_, audience, get_language() or "en", page, seed="preview")
    questions = page.questions_for(audience)
    if request.method != "POST":
        chosen = as_posted(questions, preselected(questions, request.GET.dict()))
        return survey_page(key, Filled(typed=chosen, preview=True))
    sent = sent_survey(questions, _posted(request), audience)
    if sent.parsed.errors:
        typed, errors = sent.parsed.typed, sent.parsed.errors
        return survey_page(key, Filled(typed=typed, errors=errors, preview=True), 422)
    invitation = _nobody(round_, audience, may_be_contacted=sent.may_be_contacted)
    today = timezone.now().astimezone(round_.organization.zone).date()
    return preview_thanks(request, invitation, today)


def _step(
    round_: Round,
    audience: Audience,
    page: Definition,
    filled: Filled,
    posted: Posted,
) -> HttpResponse:
    """A page that holds, hidden, what was entered on the others."""
    others = [other for other in pages_for(round_, audience) if other.key != page.key]
    context = {
        "back": page_url(round_, audience),
        "action": step_url(round_, audience, page),
        "carried": _carried(others, audience, posted),
    }
    return preview_step(round_, audience, page, filled, context)


def _review(
    request: HttpRequest, round_: Round, audience: Audience, posted: Posted, status: int = 200
) -> HttpResponse:
    answers = parse(questions_for(round_, audience), posted, partial=True).answers
    visit = Visit(request, "preview", _nobody(round_, audience))
    carried = _carried(pages_for(round_, audience), audience, posted)
    return preview_review(visit, answers, page_url(round_, audience), carried, status)


def _self_assessment_sent(request: HttpRequest, round_: Round, audience: Audience) -> HttpResponse:
    posted = _posted(request)
    parsed = parse(questions_for(round_, audience), posted)
    if parsed.errors:
        return _review(request, round_, audience, posted, 422)
    visit = Visit(request, "preview", _nobody(round_, audience))
    return own_result(visit, parsed.answers, once=not round_.is_attributed, preview=True)


def _carried(
    pages: Sequence[Definition], audience: Audience, posted: Posted
) -> list[tuple[str, str]]:
    return [
        (name, value)
        for page in pages
        for question in page.questions_for(audience)
        for name in field_names(question)
        for value in posted.get(name, ())
    ]


def _posted(request: HttpRequest) -> Posted:
    return {name: request.POST.getlist(name) for name in request.POST}


def _nobody(round_: Round, audience: Audience, *, may_be_contacted: bool = False) -> Invitation:
    """An invitation of nobody, which is never saved."""
    return Invitation(round=round_, audience=audience.value, may_be_contacted=may_be_contacted)
