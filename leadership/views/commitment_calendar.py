"""A member’s commitments in their own calendar program: the address, and what it answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leadership.calendar_files import CONTENT_TYPE, calendar_of
from leadership.domain.roles import EVERYBODY
from leadership.links import calendar_link
from leadership.models import Membership
from leadership.queries.calendars import (
    calendar_address_of,
    calendar_behind,
    commitments_in_calendar,
)
from leadership.services.calendar_addresses import (
    make_calendar_address,
    revoke_calendar_address,
)
from leadership.views.guards import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(EVERYBODY)
def calendar(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The address, and the button that makes one or replaces it."""
    if request.method == "POST":
        make_calendar_address(membership=membership, now=timezone.now())
        messages.success(request, _("The address is made. Copy it into your calendar."))
        return redirect("leadership:calendar", membership.organization.slug)
    address = calendar_address_of(membership)
    link = calendar_link(address) if address else ""
    context = {
        "address": address,
        "link": link,
        "subscribe": f"webcal://{link.partition('://')[2]}" if link else "",
    }
    return render(request, "leadership/commitments/calendar.html", context)


@require_POST
@for_roles(EVERYBODY)
def calendar_revoke(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The address finds nothing from now on."""
    revoke_calendar_address(membership=membership, now=timezone.now())
    messages.success(request, _("The address is revoked. Calendars that read it find nothing."))
    return redirect("leadership:calendar", membership.organization.slug)


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads; the address is the authority and writes nothing."""
    address = calendar_behind(token)
    if address is None:
        response = HttpResponse(
            _("There is no calendar at this address (any more)."),
            status=404,
            content_type="text/plain; charset=utf-8",
        )
    else:
        membership = address.membership
        found = commitments_in_calendar(membership, timezone.now())
        response = HttpResponse(
            calendar_of(membership.organization, found), content_type=CONTENT_TYPE
        )
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    # Django logs the address of a refused request; this one may have worked once.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
