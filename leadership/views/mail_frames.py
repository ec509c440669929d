"""A mail shown in a frame of its own: as it was written, and unable to do anything."""

import re

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.http import HttpResponse

# What a mail may do in its frame: look as it was written, and open links in a window of their
# own. Nothing else.
_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
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
    framed = html.replace("<head>", f"<head>{_LINKS_OPEN_OUTSIDE}", 1)
    if above:
        framed = _BODY.sub(lambda body: f"{body[0]}{above}", framed, count=1)
    response = HttpResponse(framed)
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_config = _POLICY  # type: ignore[attr-defined]
    return response
