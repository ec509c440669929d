"""Our mail as bytes, and a mail server's connection in whose waiting time other work is done.

Django's message classes are right for any mail and take a millisecond for each; a round's
mails all have the same two parts, so they are put together here in a twentieth of that.
"""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from email.utils import formatdate, parseaddr
from functools import cached_property, lru_cache
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import forbid_multi_line_headers, sanitize_address

Answer = tuple[int, bytes]

_DONE, _WILL_FORWARD, _GO_AHEAD, _CLOSING = 250, 251, 354, 421
_LINE_WITH_PERIOD = re.compile(rb"(?m)^\.")
_LONGEST_LINE = 998  # RFC 5322; beyond it Django's own way encodes the part
_UTF8 = "utf-8"


class Letter(EmailMultiAlternatives):
    """One mail to one person, in plain text and in HTML; `address` is the bare address in `to`."""

    def __init__(self, *, address: str, **message: Any) -> None:
        super().__init__(**message)
        self.address = address

    @cached_property
    def content(self) -> bytes:
        """What goes over the wire: the message that Django would build, without its detours.

        Ends with a line break. Raises BadHeaderError when a header holds a line break.
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
def _bare(address: str) -> str:
    """The address of the envelope, without the name."""
    return parseaddr(sanitize_address(address, _UTF8))[1]


class _Connection(smtplib.SMTP):
    """A connection that loses no time: it works while it waits, and asks several things at once."""

    meanwhile: Callable[[], None] | None = None

    def getreply(self) -> Answer:
        if self.meanwhile:
            self.meanwhile()
        return super().getreply()

    def send_content(self, sender: str, recipient: str, content: bytes) -> None:
        """Send a message to one recipient; raises what `sendmail` raises.

        Servers that offer it are told sender, recipient and that a message follows in one go
        (RFC 2920), so that they are waited for twice a mail instead of four times.
        """
        self.ehlo_or_helo_if_needed()
        if not self.has_extn("pipelining") or "\n" in sender + recipient:
            self.sendmail(sender, [recipient], content)
            return
        size = f" SIZE={len(content)}" if self.has_extn("size") else ""
        self.send(
            f"MAIL FROM:{smtplib.quoteaddr(sender)}{size}\r\n"
            f"RCPT TO:{smtplib.quoteaddr(recipient)}\r\n"
            "DATA\r\n"
        )
        answers = [self.getreply() for _ in range(3)]
        error = _refusal(sender, recipient, *answers)
        if error is None:
            self.send(_LINE_WITH_PERIOD.sub(b"..", content) + b".\r\n")
            answers.append(self.getreply())
            if answers[-1][0] != _DONE:
                error = smtplib.SMTPDataError(*answers[-1])
        elif answers[-1][0] == _GO_AHEAD:
            self.send(b".\r\n")  # nothing, because there is nobody to take it
            answers.append(self.getreply())
        if error:
            self._start_over(is_closing=any(code == _CLOSING for code, _ in answers))
            raise error

    def _start_over(self, *, is_closing: bool) -> None:
        """Leave the connection fit for the next mail, unless the server is closing it."""
        if is_closing:
            self.close()
        else:
            with suppress(smtplib.SMTPServerDisconnected):
                self.rset()


def _refusal(
    sender: str, recipient: str, of_sender: Answer, of_recipient: Answer, of_data: Answer
) -> smtplib.SMTPException | None:
    """What smtplib says of these answers; None when the message may follow."""
    if of_sender[0] != _DONE:
        return smtplib.SMTPSenderRefused(*of_sender, sender)
    if of_recipient[0] not in {_DONE, _WILL_FORWARD}:
        return smtplib.SMTPRecipientsRefused({recipient: of_recipient})
    return None if of_data[0] == _GO_AHEAD else smtplib.SMTPDataError(*of_data)


class _ConnectionOverTls(_Connection, smtplib.SMTP_SSL):
    """The same where the connection is encrypted from its first byte."""


class SmtpBackend(EmailBackend):
    """Django's way of sending by SMTP, quicker for letters.

    `meanwhile` is called several times a mail, while the server makes up its answer.
    """

    meanwhile: Callable[[], None] | None = None

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _ConnectionOverTls if self.use_ssl else _Connection

    def _send(self, email_message: EmailMessage) -> bool:
        if not isinstance(email_message, Letter):
            return bool(super()._send(email_message))  # type: ignore[misc]
        connection: Any = self.connection
        connection.meanwhile = self.meanwhile
        try:
            connection.send_content(
                _bare(email_message.from_email), email_message.address, email_message.content
            )
        finally:
            connection.meanwhile = None
        return True
