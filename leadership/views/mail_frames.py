"""A mail shown in a frame of its own: as it was written, and unable to do anything."""

import re

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpResponse

# What a mail may do in its frame: look as it was written, and open links in a window of their
# own. Nothing else.
_POLICY = {
    "default-src": [NONE],
    "form-action": [NONE],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}
_LINKS_OPEN_OUTSIDE = '<base target="_blank">'
_BODY = re.compile(r"<body[^>]*>")


def framed_mail(html: str, above: str = "") -> HttpResponse:
    """The mail as the document of a sandboxed frame on one of our own pages.

    `above` is HTML of ours that stands over the mail, such as its subject.
    """
    return framed(html, above, styles=UNSAFE_INLINE)


def framed(html: str, above: str = "", *, styles: str) -> HttpResponse:
    """A document for such a frame; `styles` is what its content policy lets it look like."""
    document = html.replace("<head>", f"<head>{_LINKS_OPEN_OUTSIDE}", 1)
    if above:
        document = _BODY.sub(lambda body: f"{body[0]}{above}", document, count=1)
    response = HttpResponse(document)
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_config = {**_POLICY, "style-src": [styles]}  # type: ignore[attr-defined]
    return response
