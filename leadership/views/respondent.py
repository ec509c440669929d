"""What every page of a personal link shares: no cookie, no outside host, nothing kept."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from gzip import compress
from pathlib import Path
from typing import Any

from csp.constants import HEADER as POLICY
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from leadership.links import notice_path
from leadership.views.languages import page_language

Page = Callable[..., HttpResponseBase]


# The style of every page, and of those of a self-assessment, which need more.
EVERY_PAGE = ("answer",)
SELF_ASSESSMENT = ("answer", "self-assessment")


@lru_cache
def style(*names: str) -> str:
    """The style that stands in a page, so that one request brings it all."""
    folder = Path(settings.BASE_DIR) / "static/css"
    texts = [(folder / f"{name}.css").read_text() for name in names or EVERY_PAGE]
    return "".join(line.strip() for text in texts for line in text.splitlines())


@lru_cache
def _policy() -> str:
    """What a browser may do with these pages: the installation's policy and their own styles."""
    sources = [style_source(*names) for names in (EVERY_PAGE, SELF_ASSESSMENT)]
    return build_policy(replace={"style-src": sources})


@lru_cache
def style_source(*names: str) -> str:
    """A page's style as its content policy names it."""
    text = style(*names)
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A rendered page that many people see, plain and compressed."""

    plain: bytes
    compressed: bytes

    @classmethod
    def of(cls, rendered: HttpResponse) -> "KeptPage":
        return cls(rendered.content, compress(rendered.content, mtime=0))

    def answer_to(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return HttpResponse(self.plain, status=status)
        headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return HttpResponse(self.compressed, headers=headers, status=status)


def respondent_page(view: Page) -> Page:
    """Open a view to the holder of a personal link, who has no session and needs none.

    The token in the address is the authority, so there is no CSRF cookie either. Compressed
    here, so that a page is small without a proxy too; it holds no secret to guess at.
    """

    @wraps(view)
    def unlogged(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Accept-Language"])
        # Django logs the address of a refused request; here that is a link that may still work.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response

    page: Page = login_not_required(csrf_exempt(gzip_page(with_own_style(unlogged))))
    return page


def with_own_style(view: Page) -> Page:
    """Let a response carry the respondents' style, and nothing that could follow anybody."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        response[POLICY] = _policy()
        return response

    return page


def render_page(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a respondent's page: no context processor, so nothing asks who is signed in.

    The round that a page is about gives it the way to the organization's privacy notice.
    """
    shared = {"style": style(), "may_change_language": status == 200, **page_language()}
    if "round_" in context:
        shared["notice_path"] = notice_path(context["round_"].organization_id)
    return HttpResponse(render_to_string(template, shared | context), status=status)
