"""Middleware that does nothing where there is nothing to do.

Most of it serves those who sign in; the holder of a personal link, or a program with a key, does
not, and passes it by.
"""

from collections.abc import Callable
from typing import Any

from csp import middleware as csp
from csp.constants import HEADER
from django.conf import settings
from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware import gzip
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

from leadership.second_factors import must_add_one
from leadership.sessions import keep_alive

PERSONAL_LINKS = ("/a/", "/u/", "/c/")
FOR_PROGRAMS = ("/api/v1/",)
ACCOUNT_PAGES = "/accounts/"
WITHOUT_SESSION = (*PERSONAL_LINKS, *FOR_PROGRAMS)
WORTH_COMPRESSING = ("text/", "application/json")  # workbooks and archives are compressed already


class _PassedWithoutSession(MiddlewareMixin):
    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith(WITHOUT_SESSION):
            return self.get_response(request)
        return super().__call__(request)


class SessionMiddleware(_PassedWithoutSession, sessions.SessionMiddleware):
    """No cookie is read or set there, and no answer varies by one."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.session.accessed:
            keep_alive(request.session)
        return super().process_response(request, response)


class GZipMiddleware(_PassedWithoutSession, gzip.GZipMiddleware):
    """Compresses the pages of those who sign in; pages of personal links compress themselves."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(WORTH_COMPRESSING):
            return response
        return super().process_response(request, response)


class AuthenticationMiddleware(_PassedWithoutSession, auth.AuthenticationMiddleware):
    """There is no `request.user` there, so no answer can depend on one."""


class MessageMiddleware(_PassedWithoutSession, messages.MessageMiddleware):
    """Messages live in the session."""


class LoginRequiredMiddleware(auth.LoginRequiredMiddleware):
    """Asks for the user only where a view needs one; Django's own asks first and reads a session.

    Where a second factor is required, who has none yet gets no further than adding one.

    It runs where there is no session too: a view there that forgets to be public fails.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is None and must_add_one(request) and not _is_account_page(request):
            return redirect("account_overview")
        return refused


def _is_account_page(request: HttpRequest) -> bool:
    return request.path_info.startswith(ACCOUNT_PAGES)


class CSPMiddleware(csp.CSPMiddleware):
    """Builds a policy only for an answer that does not bring its own."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        return response if HEADER in response else super().process_response(request, response)


class ReadersLanguageMiddleware:
    """Pages are in the language that their reader chose, else in the one the browser asks for.

    Whoever has no session cookie has chosen none, so no query is spent on them. The pages of a
    personal link know their reader, and programs have none: both pass it by.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(WITHOUT_SESSION):
            return self.get_response(request)
        language = _chosen_by_reader(request) or translation.get_language_from_request(request)
        with translation.override(language):
            response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language"])
        return response


def _chosen_by_reader(request: HttpRequest) -> str:
    """The choice of whoever is signed in; "" for no choice, a stranger, or a silent database."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    try:
        chosen: str = getattr(request.user, "language", "")
    except DatabaseError:  # the page will say so, in whatever language
        return ""
    return chosen if chosen in dict(settings.LANGUAGES) else ""
