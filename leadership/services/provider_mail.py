"""Mail through a provider's interface: what a message carries, and what an error means."""

import re
from typing import Final

from anymail.exceptions import (
    AnymailError,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
)
from django.conf import settings
from django.core.mail import EmailMessage
from requests.exceptions import ConnectTimeout, InvalidURL, ProxyError, RequestException, SSLError
from urllib3.exceptions import MaxRetryError

from leadership.domain.mail_states import NO_ANSWER
from leadership.domain.mail_wording import one_line
from leadership.models import OutgoingEmail
from leadership.services.mail_faults import Concerns, Fault, fault_when_sending

SENDING_ERRORS: Final = (OSError, AnymailError)
"""Everything a backend says when a mail could not be sent; smtplib's errors are OSErrors."""
MAIL: Final = "mail"
"""Under which name a provider's report tells which mail it is about."""

_LONGEST = 500
_TOO_MANY = 429
# The key, the account or the address of the interface is wrong, or too much was sent: all wait.
_OF_THE_ACCOUNT = frozenset({401, 402, 403, 404, 405, 407, _TOO_MANY, 502, 503, 504})
_SAID = re.compile(r'"(?:message|ErrorMessage|description|error)"\s*:\s*"((?:[^"\\]|\\.)+)"', re.I)


def mark(message: EmailMessage, email: OutgoingEmail) -> None:
    """Let a provider's reports name this mail; other mail carries nothing of the kind."""
    if settings.EMAIL_PROVIDER:
        message.extra_headers.update(settings.EMAIL_PROVIDER_HEADERS)
        if settings.EMAIL_PROVIDER_KEEPS_METADATA:
            message.metadata = {MAIL: str(email.pk)}  # type: ignore[attr-defined]


def provider_id_of(message: EmailMessage) -> str:
    """What the provider calls the mail it has just taken; empty without a provider."""
    status = getattr(message, "anymail_status", None)
    named = getattr(status, "message_id", None)
    return named[:200] if isinstance(named, str) else ""


def fault_of(error: OSError | AnymailError) -> Fault:
    """Whom one of SENDING_ERRORS concerns, whether a provider or a mail server said it."""
    if isinstance(error, AnymailError):
        return _fault_of_provider(error)
    return fault_when_sending(error)


def _fault_of_provider(error: AnymailError) -> Fault:
    """A provider takes its refusals back when the account is mended, except of recipients."""
    words = _words(error)
    if isinstance(error, AnymailRecipientsRefused | AnymailInvalidAddress):
        return Fault(Concerns.MAIL, True, words)
    if error.status_code is not None:
        of_all = error.status_code in _OF_THE_ACCOUNT
        return Fault(Concerns.SERVER if of_all else Concerns.MAIL, False, words)
    if isinstance(error.__cause__, RequestException):
        unreachable = _is_unreachable(error.__cause__)
        return Fault(Concerns.SERVER if unreachable else Concerns.CONNECTION, False, words)
    return Fault(Concerns.MAIL, False, words)


def _is_unreachable(error: RequestException) -> bool:
    """Whether no request got through at all; else this mail may even have been taken."""
    if isinstance(error, ConnectTimeout | SSLError | ProxyError | InvalidURL):
        return True
    return bool(error.args) and isinstance(error.args[0], MaxRetryError)


def _words(error: AnymailError) -> str:
    """The provider's own sentence with its status; never the request, which holds the key."""
    response, cause = error.response, error.__cause__
    if response is not None:
        found = _SAID.search(response.text)
        said = f"{response.status_code} {found[1] if found else response.text}"
    elif cause is not None:
        said = NO_ANSWER.format(error=type(cause).__name__)
    else:
        said = " ".join(str(one) for one in error.args) or type(error).__name__
    return one_line(said)[:_LONGEST]
