"""Messages to the chief executive, for whoever was named to read them and nobody else."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leadership.access import ceo_messages_seen_by, reads_ceo_messages
from leadership.domain.roles import EVERYBODY
from leadership.models import CeoMessage, Membership
from leadership.queries.ceo_messages import message_page, messages_page
from leadership.services.ceo_messages import (
    CannotBeAnswered,
    MessageSettled,
    answer_message,
    archive_message,
    mark_message_read,
    unarchive_message,
)
from leadership.tone_forms import CeoAnswerForm
from leadership.views.guards import for_roles

ARCHIVE = "archive"


@require_safe
@never_cache
@for_roles(EVERYBODY)
def ceo_messages(request: HttpRequest, membership: Membership) -> HttpResponse:
    """What waits and what was seen to; `?show=archive` the rest."""
    if not reads_ceo_messages(membership):
        raise Http404("Messages go to somebody else.")
    archived = request.GET.get("show") == ARCHIVE
    context = {
        "page": messages_page(membership, archived=archived, number=request.GET.get("page", "1")),
        "archived": archived,
        "unread": getattr(membership, "unread_ceo_messages", 0),
    }
    return render(request, "leadership/ceo/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(EVERYBODY)
def ceo_message(request: HttpRequest, membership: Membership, ceo_message_id: UUID) -> HttpResponse:
    """One message, and the answer to it. Looking does not mark it as read: a GET writes nothing."""
    found = _message(membership, ceo_message_id)
    form = CeoAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_message(
                message=found, text=form.cleaned_data["text"], by=membership, now=timezone.now()
            )
        except (MessageSettled, CannotBeAnswered) as error:
            form.add_error(None, str(error))
            found = _message(membership, ceo_message_id)
        else:
            messages.success(request, _("Your answer goes out by mail within a minute."))
            return _there(membership, ceo_message_id)
    page = message_page(found)
    context = {
        "message": page,
        "form": form,
        "may_answer": not page.answer and not page.unreachable,
    }
    status = 422 if form.errors else 200
    return render(request, "leadership/ceo/message.html", context, status=status)


@require_POST
@for_roles(EVERYBODY)
def ceo_message_read(
    request: HttpRequest, membership: Membership, ceo_message_id: UUID
) -> HttpResponse:
    """Open it from the list: it is unread no more."""
    mark_message_read(message=_message(membership, ceo_message_id))
    return _there(membership, ceo_message_id)


@require_POST
@for_roles(EVERYBODY)
def ceo_message_archive(
    request: HttpRequest, membership: Membership, ceo_message_id: UUID
) -> HttpResponse:
    """Put it away, or take it out again."""
    found = _message(membership, ceo_message_id)
    if request.POST.get("back"):
        unarchive_message(message=found, by=membership, now=timezone.now())
        messages.success(request, _("The message is back in the list."))
        return _there(membership, ceo_message_id)
    archive_message(message=found, by=membership, now=timezone.now())
    messages.success(request, _("The message is in the archive."))
    return redirect("leadership:ceo-messages", membership.organization.slug)


def _message(membership: Membership, ceo_message_id: UUID) -> CeoMessage:
    seen = ceo_messages_seen_by(membership).select_related("organization")
    return get_object_or_404(seen, pk=ceo_message_id)


def _there(membership: Membership, ceo_message_id: UUID) -> HttpResponse:
    return redirect("leadership:ceo-message", membership.organization.slug, ceo_message_id)
