"""The mail that each audience of a round will get, shown to those who run it."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessment.domain.audiences import Audience
from assessment.models import Round
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.domain.roles import RUNS_ROUNDS
from leadership.emails.invitations import preview_invitation
from leadership.emails.letters import Mail
from leadership.models import Membership
from leadership.views.guards import for_roles
from leadership.views.languages import pickable_languages, picked_language, query_for
from leadership.views.mail_frames import framed_mail
from leadership.views.preview_pages import page_url
from leadership.views.previewed_rounds import previewed


@require_safe
@csp_update({"frame-src": SELF})
@for_roles(RUNS_ROUNDS)
def preview(
    request: HttpRequest, membership: Membership, round_id: int, audience: str
) -> HttpResponse:
    """The mail of an audience and the way to its pages, in the language that is picked here."""
    round_, asked = previewed(membership, round_id, audience)
    context = {
        "round_": round_,
        "audience": asked,
        "page_url": _page(request, round_, asked),
        "mail": _mail(request, round_, asked),
        "query": query_for(picked_language(request)),
        **pickable_languages(request),
    }
    return render(request, "leadership/rounds/preview.html", context)


@require_safe
@for_roles(RUNS_ROUNDS)
def preview_mail(
    request: HttpRequest, membership: Membership, round_id: int, audience: str
) -> HttpResponse:
    """The HTML of the mail, for the frame on its page."""
    round_, asked = previewed(membership, round_id, audience)
    return framed_mail(_mail(request, round_, asked).html)


def _mail(request: HttpRequest, round_: Round, audience: Audience) -> Mail:
    language = picked_language(request) or DEFAULT_LANGUAGE
    page = _page(request, round_, audience)
    return preview_invitation(round_, audience, language=language, page=page)


def _page(request: HttpRequest, round_: Round, audience: Audience) -> str:
    return page_url(round_, audience) + query_for(picked_language(request))
