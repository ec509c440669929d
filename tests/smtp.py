"""A mail server for tests that really speaks SMTP and keeps what it is given."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True, slots=True)
class Received:
    """One message as it arrived, with the addresses of its envelope."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    content: bytes = b""


@dataclass
class CollectingServer:
    """Set `replies[address] = "550 no such mailbox"` to have one recipient refused."""

    received: list[Received] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    before_accepting: Callable[[Received], None] | None = None
    port: int = field(default_factory=free_port)
    _controller: Controller | None = None

    @property
    def url(self) -> str:
        """What EMAIL_URL is set to for sending here."""
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names its hooks after SMTP commands
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],
    ) -> str:
        reply = self.replies.get(address, "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        message = message_from_bytes(content, policy=policy.default)
        received = Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), message, content)
        if self.before_accepting:
            self.before_accepting(received)
        self.received.append(received)
        return "250 OK"
