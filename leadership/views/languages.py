"""The language in which somebody reads the pages of a personal link, and how it is changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

Page = Callable[..., HttpResponseBase]

PARAMETER = "language"
_PICKED: ContextVar[str] = ContextVar("picked", default="")


def picked_language(request: HttpRequest) -> str:
    """What somebody chose on the page, carried by its address because there is no cookie."""
    return _offered(request.GET.get(PARAMETER, ""))


def readers_language(request: HttpRequest, known: str = "") -> str:
    """What was picked, else what is known of the person, else what their browser asks for."""
    asked = picked_language(request) or _offered(known)
    return asked or translation.get_language_from_request(request)


@contextmanager
def reading(request: HttpRequest, known: str = "") -> Iterator[None]:
    """Say everything inside the `with` in the reader's language, and let links carry a choice."""
    picked = _PICKED.set(picked_language(request))
    try:
        with translation.override(readers_language(request, known)):
            yield
    finally:
        _PICKED.reset(picked)


def in_picked_language(view: Page) -> Page:
    """Let those who run a round read its pages in the language they pick there, else in English."""

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with reading(request, settings.LANGUAGE_CODE):
            return view(request, *args, **kwargs)

    return read


def language_query() -> str:
    """What links to other pages of a personal link end with, so that a chosen language stays."""
    return query_for(_PICKED.get())


def query_for(picked: str) -> str:
    return f"?{PARAMETER}={picked}" if picked else ""


def pickable_languages(request: HttpRequest) -> dict[str, Any]:
    """For a page that shows what others read: the language it is shown in, and all there are."""
    return {
        "shown_in": picked_language(request) or settings.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
    }


def page_language() -> dict[str, Any]:
    """The part of a page's context that says its language, and what others there are."""
    language = translation.get_language()
    return {
        "language": language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "language_name": dict(settings.LANGUAGES).get(language or "", ""),
        "language_query": language_query(),
        "other_languages": [one for one in settings.LANGUAGES if one[0] != language],
    }


def _offered(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else ""
