"""Leaving an organization by oneself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from leadership.domain.roles import EVERYBODY
from leadership.models import Membership
from leadership.services.people import LastOwner, remove_member
from leadership.views.guards import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(EVERYBODY)
def leave(request: HttpRequest, membership: Membership) -> HttpResponse:
    reason = ""
    if request.method == "POST":
        try:
            remove_member(membership=membership, by=membership.user, now=timezone.now())
        except LastOwner as error:
            reason = str(error)
        else:
            words = gettext("You have left %(organization)s.")
            messages.success(request, words % {"organization": membership.organization.name})
            return redirect("leadership:home")
    context = {"reason": reason}
    status = 422 if reason else 200
    return render(request, "leadership/settings/leave.html", context, status=status)
