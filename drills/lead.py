"""The browser of a lead, without a screen: it signs in by a link of the terminal and asks."""

import re
import time
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from leadership.models import User
from leadership.services.sign_in import sign_in_link

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Seen:
    status: int
    text: str
    seconds: float


@dataclass
class LeadsBrowser:
    address: str
    opener: OpenerDirector = field(
        default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar()))
    )

    def sign_in(self, email: str) -> None:
        self.get(sign_in_link(User.objects.get(email=email)).removeprefix(self.address))

    def get(self, path: str) -> Seen:
        return self._open(urllib.request.Request(self.address + path))  # noqa: S310 - our own server

    def press(self, path: str, **fields: str) -> Seen:
        """Load a page with a form and send it; the seconds are those of the sending."""
        token = _TOKEN.search(self.get(path).text)
        if token is None:
            raise LookupError(f"There is no form on {path}.")
        sent = urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        return self._open(urllib.request.Request(self.address + path, sent))  # noqa: S310 - our own server

    def _open(self, request: urllib.request.Request) -> Seen:
        started = time.monotonic()
        try:
            with self.opener.open(request, timeout=60) as response:
                status, text = response.status, response.read().decode()
        except HTTPError as error:
            status, text = error.code, error.read().decode()
        return Seen(status, text, time.monotonic() - started)
