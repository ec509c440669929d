"""Signing in by a link that a command printed."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from leadership.services.sign_in import SignInLinkExpired, SignInLinkUnknown, user_behind


@login_not_required
@never_cache
@require_GET
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in and go to the start.

    The one page where GET writes, and so is allowed to: the link is printed on the terminal of
    whoever runs the installation and never mailed, so no mail scanner opens it first. It works
    until it expires, for it must survive a second try.
    """
    try:
        user = user_behind(token)
    except SignInLinkExpired as error:
        return _refused(request, str(error), status=410)
    except SignInLinkUnknown as error:
        return _refused(request, str(error), status=400)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session.cycle_key()  # also when this person was signed in before
    UserSession.objects.create_from_request(request)
    return _unreferred(redirect("/"))


def _refused(request: HttpRequest, reason: str, *, status: int) -> HttpResponse:
    page = render(request, "leadership/people/sign_in_link.html", {"reason": reason}, status=status)
    return _unreferred(page)


def _unreferred(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response
