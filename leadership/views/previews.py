"""The mail that each audience of a round will get, shown to those who run it."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from leadership.domain.roles import RUNS_ROUNDS
from leadership.emails.invitations import preview_invitation
from leadership.models import Membership
from leadership.views.guards import for_roles
from leadership.views.mail_frames import framed_mail
from leadership.views.preview_pages import page_url
from leadership.views.previewed_rounds import previewed


@require_safe
@csp_update({"frame-src": SELF})
@for_roles(RUNS_ROUNDS)
def preview(
    request: HttpRequest, membership: Membership, round_id: int, audience: str
) -> HttpResponse:
    """The mail of an audience, and the way to its pages."""
    round_, asked = previewed(membership, round_id, audience)
    context = {
        "round_": round_,
        "audience": asked,
        "page_url": page_url(round_, asked),
        "mail": preview_invitation(round_, asked, page=page_url(round_, asked)),
    }
    return render(request, "leadership/rounds/preview.html", context)


@require_safe
@for_roles(RUNS_ROUNDS)
def preview_mail(
    request: HttpRequest, membership: Membership, round_id: int, audience: str
) -> HttpResponse:
    """The HTML of the mail, for the frame on its page."""
    round_, asked = previewed(membership, round_id, audience)
    mail = preview_invitation(round_, asked, page=page_url(round_, asked))
    return framed_mail(mail.html)
