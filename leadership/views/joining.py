"""The page behind the link of an invitation to join: what it is about, and accepting it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from leadership.models import JoinInvitation, User
from leadership.queries.joining import JoinState, join_invitation_behind, join_state
from leadership.second_factors import must_add_one
from leadership.services import joining as services
from leadership.services.people import AlreadyMember, WouldBeAskedTwice
from leadership.views.entrance import EXPECTED


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """GET changes nothing. A press on the button leads to the sign-in, and the next one joins."""
    found = join_invitation_behind(token)
    if found is None:
        raise Http404("There is no such invitation.")
    invitation, is_newest = found
    state = join_state(invitation, is_newest=is_newest, now=timezone.now())
    if state is not JoinState.OPEN:
        return _page(request, invitation, state, status=410)
    if request.method != "POST":
        return _page(request, invitation, state)
    if not request.user.is_authenticated:
        return _to_sign_in(request, invitation)
    return _accepted(request, invitation)


def _to_sign_in(request: HttpRequest, invitation: JoinInvitation) -> HttpResponse:
    """To the ordinary sign-in, which comes back here; the address waits there in its field."""
    services.let_invited_sign_in(invitation=invitation)
    request.session[EXPECTED] = invitation.email
    back = urlencode({"next": request.path})
    return redirect(f"{reverse('account_login')}?{back}")


def _accepted(request: HttpRequest, invitation: JoinInvitation) -> HttpResponse:
    user = cast("User", request.user)
    if user.email == invitation.email and must_add_one(request):
        return redirect("account_overview")
    try:
        membership = services.accept_invitation(
            invitation=invitation,
            generation=invitation.generation,
            by=user,
            now=timezone.now(),
        )
    except AlreadyMember:
        return redirect("leadership:organization", invitation.organization.slug)
    except (services.InvitationOver, services.NotInvited, WouldBeAskedTwice) as error:
        return _page(request, invitation, JoinState.OPEN, str(error), status=422)
    words = gettext("Welcome: you belong to %(organization)s now.")
    messages.success(request, words % {"organization": membership.organization.name})
    return redirect("leadership:organization", membership.organization.slug)


def _page(
    request: HttpRequest,
    invitation: JoinInvitation,
    state: JoinState,
    reason: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    user = request.user
    context = {
        "invitation": invitation,
        "state": state.value,
        "reason": reason,
        "is_theirs": user.is_authenticated and user.email == invitation.email,
        "zone": invitation.organization.time_zone,
    }
    return render(request, "leadership/home/join.html", context, status=status)
