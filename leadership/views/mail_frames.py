"""A mail shown in a frame of its own: as it was written, and unable to do anything."""

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


def framed_mail(html: str) -> HttpResponse:
    """The mail as the document of a sandboxed frame on one of our own pages."""
    response = HttpResponse(html.replace("<head>", f"<head>{_LINKS_OPEN_OUTSIDE}", 1))
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_config = _POLICY  # type: ignore[attr-defined]
    return response
