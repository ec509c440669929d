"""A server that stands in for a mail provider's interface, and the settings that lead to it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from pytest_django import Settings

from config.email import read_email_url

SECRET = "known-to-the-provider"
TAKEN_BY_POSTMARK = {
    "To": "c0@customer.example",
    "SubmittedAt": "2026-11-23T09:00:00Z",
    "MessageID": "b7bc2f4a-e38e-4336-af7d-e6c392c2f817",
    "ErrorCode": 0,
    "Message": "OK",
}


@dataclass(frozen=True, slots=True)
class Call:
    path: str
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Interface:
    """Answers with `replies` in turn, then with `usual`; each is a status and a JSON body."""

    usual: tuple[int, Any] = (200, TAKEN_BY_POSTMARK)
    replies: list[tuple[int, Any]] = field(default_factory=list)
    drops: int = 0
    """How many calls it reads and then closes the connection without a word."""
    calls: list[Call] = field(default_factory=list)
    address: str = ""


class _Handler(BaseHTTPRequestHandler):
    interface: ClassVar[Interface]
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.interface.calls.append(Call(self.path, self.headers, body))
        if self.interface.drops:
            self.interface.drops -= 1
            self.close_connection = True
            return
        replies = self.interface.replies
        status, answer = replies.pop(0) if replies else self.interface.usual
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Tests read what was called, not a log."""


@contextmanager
def provider_interface(interface: Interface) -> Iterator[Interface]:
    handler = type("Handler", (_Handler,), {"interface": interface})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        interface.address = f"http://127.0.0.1:{server.server_address[1]}/"
        try:
            yield interface
        finally:
            server.shutdown()
            thread.join()


def use_provider(settings: Settings, url: str) -> None:
    """What config/settings.py does with EMAIL_URL and EMAIL_WEBHOOK_SECRET."""
    email = read_email_url(url, timeout=2, webhook_secret=SECRET)
    settings.EMAIL_BACKEND = email.backend
    settings.EMAIL_IS_LOCAL = False
    settings.EMAIL_TIMEOUT = 2
    settings.EMAIL_PROVIDER = email.provider
    settings.EMAIL_PROVIDER_HEADERS = dict(email.headers)
    settings.EMAIL_PROVIDER_KEEPS_METADATA = email.keeps_metadata
    settings.EMAIL_WEBHOOK_VIEW = email.webhook_view
    settings.ANYMAIL = dict(email.anymail)
