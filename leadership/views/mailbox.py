"""The local mailbox, for those who run rounds: what would have been mailed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leadership.access import mailbox_seen_by
from leadership.domain.roles import RUNS_ROUNDS
from leadership.models import Membership
from leadership.views.guards import for_roles
from leadership.views.mail_frames import framed_mail

_PER_PAGE = 50


def _while_local(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """There is no mailbox once mail really goes out."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.EMAIL_IS_LOCAL:
            raise Http404
        return view(request, *args, **kwargs)

    return page


@require_safe
@never_cache
@_while_local
@for_roles(RUNS_ROUNDS)
def mailbox(request: HttpRequest, membership: Membership) -> HttpResponse:
    kept = mailbox_seen_by(membership).defer("text", "html")
    page = Paginator(kept, _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "leadership/mailbox/list.html", {"page": page})


@require_safe
@never_cache
@csp_update({"frame-src": SELF})
@_while_local
@for_roles(RUNS_ROUNDS)
def message(request: HttpRequest, membership: Membership, message_id: int) -> HttpResponse:
    kept = get_object_or_404(mailbox_seen_by(membership), pk=message_id)
    return render(request, "leadership/mailbox/message.html", {"message": kept})


@require_safe
@never_cache
@_while_local
@for_roles(RUNS_ROUNDS)
def message_html(request: HttpRequest, membership: Membership, message_id: int) -> HttpResponse:
    """The mail itself, as it was written, for the sandboxed frame of its page."""
    kept = get_object_or_404(mailbox_seen_by(membership).only("html"), pk=message_id)
    return framed_mail(kept.html)
