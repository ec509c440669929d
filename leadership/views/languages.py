"""The language in which somebody reads the pages of a personal link, and how it is changed."""

from collections.abc import Callable, Collection, Iterator
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
_OFFERED: ContextVar[Collection[str]] = ContextVar("offered", default=())


def picked_language(request: HttpRequest) -> str:
    """What somebody chose on the page, carried by its address because there is no cookie."""
    return _offered(request.GET.get(PARAMETER, ""))


def readers_language(request: HttpRequest, known: str = "") -> str:
    """What was picked, else what is known of the person, else what their browser asks for."""
    asked = picked_language(request) or _offered(known)
    return asked or _asked_by_browser(request)


@contextmanager
def reading(request: HttpRequest, known: str = "", offered: Collection[str] = ()) -> Iterator[None]:
    """Say everything inside the `with` in the reader's language, and let links carry a choice.

    `offered` are the languages that the organization asks in; empty means all.
    """
    allowed = _OFFERED.set(offered)
    picked = _PICKED.set(picked_language(request))
    try:
        with translation.override(readers_language(request, known)):
            yield
    finally:
        _PICKED.reset(picked)
        _OFFERED.reset(allowed)


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
        "languages": offered_here(),
    }


def page_language() -> dict[str, Any]:
    """The part of a page's context that says its language, and what others there are."""
    language = translation.get_language()
    return {
        "language": language,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "language_name": dict(settings.LANGUAGES).get(language or "", ""),
        "language_query": language_query(),
        "other_languages": [one for one in offered_here() if one[0] != language],
    }


def offered_here() -> list[tuple[str, str]]:
    """The languages that the pages inside `reading` can be read in, as code and own name."""
    offered = _OFFERED.get()
    return [one for one in settings.LANGUAGES if not offered or one[0] in offered]


def _offered(language: str) -> str:
    return language if language in dict(offered_here()) else ""


def _asked_by_browser(request: HttpRequest) -> str:
    """What a browser asks for, where the organization asks in it; else its first language."""
    language = translation.get_language_from_request(request)
    return _offered(language) or offered_here()[0][0]
