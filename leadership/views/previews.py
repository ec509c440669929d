"""What each audience of a round will get and see, shown to those who run it."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assessment.domain.audiences import Audience
from assessment.models import Round
from assessment.queries.rounds import pages_for
from leadership.access import rounds_run_by
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.domain.roles import RUNS_ROUNDS
from leadership.emails.invitations import preview_invitation
from leadership.links import public_url
from leadership.models import Membership
from leadership.views.answer_pages import Filled, page_key, survey_page
from leadership.views.answer_steps import preview_overview, preview_step
from leadership.views.guards import for_roles
from leadership.views.languages import language_query, readers_language, reading
from leadership.views.mail_frames import framed_mail
from leadership.views.respondent import with_own_style


@require_safe
@csp_update({"frame-src": SELF})
@for_roles(RUNS_ROUNDS)
def preview(
    request: HttpRequest, membership: Membership, round_id: int, audience: str
) -> HttpResponse:
    """The mail of an audience, and the way to its pages."""
    round_, asked = _asked(membership, round_id, audience)
    context = {
        "round_": round_,
        "audience": asked,
        "page_url": _page_url(membership, round_, asked),
        "mail": preview_invitation(round_, asked, page=_page_url(membership, round_, asked)),
    }
    return render(request, "leadership/rounds/preview.html", context)


@require_safe
@for_roles(RUNS_ROUNDS)
def preview_mail(
    request: HttpRequest, membership: Membership, round_id: int, audience: str
) -> HttpResponse:
    """The HTML of the mail, for the frame on its page."""
    round_, asked = _asked(membership, round_id, audience)
    mail = preview_invitation(round_, asked, page=_page_url(membership, round_, asked))
    return framed_mail(mail.html)


@require_safe
@with_own_style
@for_roles(RUNS_ROUNDS)
def preview_page(
    request: HttpRequest, membership: Membership, round_id: int, audience: str
) -> HttpResponse:
    """The page behind the link in the mail."""
    round_, asked = _asked(membership, round_id, audience)
    pages = pages_for(round_, asked)
    with reading(request, DEFAULT_LANGUAGE):
        if len(pages) > 1:
            urls = {page.key: _page_url(membership, round_, asked, page.key) for page in pages}
            return preview_overview(round_, asked, urls)
        if not pages:
            raise Http404("This round asks that audience nothing.")
        language = readers_language(request, DEFAULT_LANGUAGE)
        key = page_key(round_, asked, language, pages[0], seed="preview")
        return survey_page(key, Filled(preview=True))


@require_safe
@with_own_style
@for_roles(RUNS_ROUNDS)
def preview_questionnaire(
    request: HttpRequest, membership: Membership, round_id: int, audience: str, questionnaire: str
) -> HttpResponse:
    """One page of an executive's self-assessment."""
    round_, asked = _asked(membership, round_id, audience)
    for page in pages_for(round_, asked):
        if page.key == questionnaire:
            with reading(request, DEFAULT_LANGUAGE):
                return preview_step(round_, asked, page, _page_url(membership, round_, asked))
    raise Http404("This audience is not asked that questionnaire.")


def _asked(membership: Membership, round_id: int, audience: str) -> tuple[Round, Audience]:
    round_ = get_object_or_404(rounds_run_by(membership), pk=round_id)
    if audience not in round_.audiences:
        raise Http404("This round does not ask that audience.")
    return round_, Audience(audience)


def _page_url(
    membership: Membership, round_: Round, audience: Audience, questionnaire: str | None = None
) -> str:
    query = language_query()
    args: list[object] = [membership.organization.slug, round_.pk, audience.value]
    if questionnaire:
        return reverse("leadership:preview-questionnaire", args=[*args, questionnaire]) + query
    return public_url(reverse("leadership:preview-page", args=args)) + query
