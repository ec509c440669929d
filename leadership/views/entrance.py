"""The ways in: a code by email, a password, a passkey, the company's single sign-on."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage
from allauth.account.views import LoginView, RequestLoginCodeView
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from leadership.queries.organizations import has_begun

EXPECTED = "expected_address"
"""Under which a session keeps the address that an invitation is for, to fill it in."""


class _BeginsAnew:
    """Opening a way in drops another one that was begun: a wrong address is no dead end."""

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> None:
        clear_login(request)


class EntranceView(_BeginsAnew, RequestLoginCodeView):  # type: ignore[misc]
    """The page of django-allauth, which knows nothing of organizations."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.SSO_ONLY:
            raise PermissionDenied
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A new installation begins with its first organization."""
        if not has_begun():
            return redirect("leadership:start")
        response: HttpResponseBase = super().get(request, *args, **kwargs)
        return response

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()
        return initial | {"email": self.request.session.get(EXPECTED, "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "sso": settings.SSO,
            "sso_only": settings.SSO_ONLY,
        }


class PasswordEntranceView(_BeginsAnew, LoginView):  # type: ignore[misc]
    """Address and password."""


entrance = EntranceView.as_view()
password_entrance = PasswordEntranceView.as_view()
