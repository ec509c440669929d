"""Your sign-in: password, passkeys, authenticator app, recovery codes, and where you are in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.internal.flows.logout import logout
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from leadership.access import memberships_of
from leadership.models import User
from leadership.queries.own_sign_in import other_browsers, own_sign_in
from leadership.second_factors import must_add_one
from leadership.services.own_sign_in import end_sign_ins
from leadership.sessions import is_fresh
from leadership.sign_in_forms import OwnLanguageForm

View = Callable[..., HttpResponseBase]


@never_cache
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    own = own_sign_in(_user(request), session_key=request.session.session_key)
    return render(
        request,
        "account/overview.html",
        {
            "own": own,
            "language_form": OwnLanguageForm(initial={"language": _user(request).language}),
            "memberships": memberships_of(_user(request)),
            "must_add_one": must_add_one(request),
            "sso": settings.SSO,
            "sso_only": settings.SSO_ONLY,
        },
    )


@require_POST
def end_one(request: HttpRequest, session_id: int) -> HttpResponse:
    others = other_browsers(_user(request), session_key=request.session.session_key)
    chosen = [one for one in others if one.pk == session_id]
    if not chosen:
        raise Http404
    return _ended(request, chosen)


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    return _ended(request, other_browsers(_user(request), session_key=request.session.session_key))


def _ended(request: HttpRequest, chosen: list[Any]) -> HttpResponse:
    if chosen:
        end_sign_ins(sessions=chosen, by=_user(request), now=timezone.now())
        messages.success(request, gettext("Signed out there."))
    return redirect("account_overview")


@require_POST
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Sign out, and come back to this page by any way."""
    logout(request)
    back = urlencode({"next": reverse("account_overview")})
    return redirect(f"{reverse('account_login')}?{back}")


class AddPasskeyView(AddWebAuthnView):  # type: ignore[misc]
    """Every passkey is one that can sign in by itself."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)
        return context | {"form": kwargs.get("form") or context["form"], "passkey": options}


class RemovePasskeyView(RemoveWebAuthnView):  # type: ignore[misc]
    """The last second factor stays where one is required."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.object):
            words = get_adapter().error_messages["cannot_delete_authenticator"]
            messages.error(self.request, str(words))
            return redirect("account_overview")
        response: HttpResponse = super().form_valid(form)
        return response


def freshly(view: View) -> View:
    """Open a view that changes how somebody signs in only shortly after they signed in.

    Who has a password or a second factor is asked for that instead, by django-allauth.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_fresh(request.session) and not get_reauthentication_flows(_user(request)):
            return render(request, "account/again.html")
        return view(request, *args, **kwargs)

    return guarded


def unless_sso_only(view: View) -> View:
    """Where only single sign-on is allowed, there is nothing else to sign in with or to set up."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.SSO_ONLY:
            return view(request, *args, **kwargs)
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        return redirect("account_login")

    return guarded


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
