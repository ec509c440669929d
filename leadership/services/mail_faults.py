"""Reading a mail server's refusal: whom it concerns, and whether it is for good."""

import smtplib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from leadership.domain.mail_replies import says_no_mailbox
from leadership.domain.mail_wording import one_line

_LONGEST = 500
_CLOSING = 421  # "service not available, closing the connection"


class Concerns(Enum):
    MAIL = auto()
    """This mail only; the connection serves the next one."""
    CONNECTION = auto()
    """This mail, and the connection is gone."""
    SERVER = auto()
    """Every mail: it cannot be reached, or refuses us as a sender."""


@dataclass(frozen=True, slots=True)
class Fault:
    concerns: Concerns
    for_good: bool
    words: str
    no_mailbox: bool = False
    """No mailbox takes mail at the address: it is not to be written to again."""


def fault_when_opening(error: OSError) -> Fault:
    """What keeps us from talking to the server at all; never for good, somebody can mend it."""
    return Fault(Concerns.SERVER, False, _words(error))


def fault_when_sending(error: OSError) -> Fault:
    """What went wrong with one mail on an open connection."""
    words = _words(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        fault = _refused((code for code, _ in error.recipients.values()), words)
        return replace(fault, no_mailbox=fault.for_good and _no_mailbox(error))
    if isinstance(error, smtplib.SMTPDataError):
        return _refused([error.smtp_code], words)
    if isinstance(error, smtplib.SMTPServerDisconnected) or not isinstance(
        error, smtplib.SMTPException
    ):
        return Fault(Concerns.CONNECTION, False, words)
    return Fault(Concerns.SERVER, False, words)


def _refused(codes: Iterable[int], words: str) -> Fault:
    code = max(codes, default=0)
    concerns = Concerns.CONNECTION if code == _CLOSING else Concerns.MAIL
    return Fault(concerns, 500 <= code < 600, words)


def _no_mailbox(error: smtplib.SMTPRecipientsRefused) -> bool:
    return all(says_no_mailbox(code, _text(reply)) for code, reply in error.recipients.values())


def _words(error: OSError) -> str:
    """The server's own words on one line, with its code; else what the network said."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = "; ".join(f"{code} {_text(reply)}" for code, reply in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        said = f"{error.smtp_code} {_text(error.smtp_error)}"
    else:
        said = str(error) or type(error).__name__
    return one_line(said)[:_LONGEST]


def _text(reply: bytes | str) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
