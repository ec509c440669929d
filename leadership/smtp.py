"""Our mail as bytes, and a mail server's connection in whose waiting time other work is done.

Django's message classes are right for any mail and take a millisecond for each; a round's
mails all have the same two parts, so they are put together here in a twentieth of that.
"""

import smtplib
from collections.abc import Callable
from email.utils import formatdate
from functools import lru_cache
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import forbid_multi_line_headers, sanitize_address

_LONGEST_LINE = 998  # RFC 5322; beyond it Django's own way encodes the part
_UTF8 = "utf-8"


class Letter(EmailMultiAlternatives):
    """One mail to one person, in plain text and in HTML; `address` is the bare address in `to`."""

    def __init__(self, *, address: str, **message: Any) -> None:
        super().__init__(**message)
        self.address = address

    def content(self) -> bytes:
        """What goes over the wire: the message that Django would build, without its detours.

        Raises BadHeaderError when a header holds a line break.
        """
        text, html = _lines(str(self.body)), _lines(str(self.alternatives[0][0]))
        if max(map(len, (*text.split(b"\r\n"), *html.split(b"\r\n")))) > _LONGEST_LINE:
            return bytes(self.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]
        boundary = f"=_{self.extra_headers['Message-ID'].strip('<>').partition('@')[0]}"
        head = (
            f'Content-Type: multipart/alternative; boundary="{boundary}"',
            "MIME-Version: 1.0",
            _kept_header("Subject", str(self.subject)),
            _kept_header("From", self.from_email),
            *(_header("To", one) for one in self.to),
            *(_kept_header("Reply-To", one) for one in self.reply_to),
            f"Date: {formatdate()}",
            *(_header(name, value) for name, value in self.extra_headers.items()),
        )
        return b"\r\n".join(
            (
                "\r\n".join(head).encode(),
                b"",
                _part_head(boundary, "plain"),
                text,
                _part_head(boundary, "html"),
                html,
                f"--{boundary}--".encode(),
                b"",
            )
        )


def _lines(text: str) -> bytes:
    """The text with the line ends that mail has, whatever it had."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n").encode()


def _part_head(boundary: str, subtype: str) -> bytes:
    return (
        f'--{boundary}\r\nContent-Type: text/{subtype}; charset="utf-8"\r\n'
        "MIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\n"
    ).encode()


def _header(name: str, value: str) -> str:
    """A header line as Django encodes it."""
    name, encoded = forbid_multi_line_headers(name, value, _UTF8)
    return "\r\n".join(f"{name}: {encoded}".splitlines())


_kept_header = lru_cache(maxsize=512)(_header)  # for those that all mails of a round share


@lru_cache(maxsize=64)
def _sender(address: str) -> str:
    return sanitize_address(address, _UTF8)


class _WorksWhileWaiting(smtplib.SMTP):
    """Does a piece of our work each time the server is about to answer."""

    meanwhile: Callable[[], None] | None = None

    def getreply(self) -> tuple[int, bytes]:
        if self.meanwhile:
            self.meanwhile()
        return super().getreply()


class _WorksWhileWaitingOverTls(_WorksWhileWaiting, smtplib.SMTP_SSL):
    """The same where the connection is encrypted from its first byte."""


class SmtpBackend(EmailBackend):
    """Django's way of sending by SMTP, quicker for letters.

    `meanwhile` is called several times a mail, while the server makes up its answer.
    """

    meanwhile: Callable[[], None] | None = None

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _WorksWhileWaitingOverTls if self.use_ssl else _WorksWhileWaiting

    def _send(self, email_message: EmailMessage) -> bool:
        if not isinstance(email_message, Letter):
            return bool(super()._send(email_message))  # type: ignore[misc]
        connection: Any = self.connection
        connection.meanwhile = self.meanwhile
        try:
            connection.sendmail(
                _sender(email_message.from_email),
                [email_message.address],
                email_message.content(),
            )
        finally:
            connection.meanwhile = None
        return True
