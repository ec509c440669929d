"""The local mailbox: mail is kept to be read in the browser while no mail server is set."""

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from leadership.models import MailboxMessage, Membership

ORGANIZATION_HEADER = "X-Corner-Office-Organization"
READER_HEADER = "X-Corner-Office-Reader"  # the one member who may open it


class LocalMailboxBackend(BaseEmailBackend):
    """Keeps the mail of an organization; prints other mail, such as sign-in codes.

    The organization's id comes in a header of ours, which is not kept, as does that of the one
    member who may open a mail.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            organization = message.extra_headers.get(ORGANIZATION_HEADER)
            if organization:
                _keep(message, int(organization), message.extra_headers.get(READER_HEADER))
            else:
                _print(message)
        return len(email_messages)


def _keep(message: EmailMessage, organization_id: int, reader: str | None) -> None:
    """An answer of the chief executive is its reader's alone, as its message is."""
    reader_id = int(reader or 0) if reader is not None else None
    if reader_id is not None and not Membership.objects.filter(pk=reader_id).exists():
        return  # its writer has left, and nobody else may open it
    MailboxMessage.objects.create(
        organization_id=organization_id,
        reader_id=reader_id,
        sender=message.from_email[:500],
        recipient=", ".join(message.to)[:500],
        subject=str(message.subject)[:500],
        text=str(message.body),
        html=_html(message),
        kept_at=timezone.now(),
    )


def _html(message: EmailMessage) -> str:
    if isinstance(message, EmailMultiAlternatives):
        for content, kind in message.alternatives:
            if kind == "text/html":
                return str(content)
    return ""


def _print(message: EmailMessage) -> None:
    sys.stderr.write(
        "\n--- This mail was not sent, because EMAIL_URL names no mail server. ---\n"
        f"To: {', '.join(message.to)}\nSubject: {message.subject}\n\n{message.body.strip()}\n"
        "--- end of mail ---\n\n"
    )
    sys.stderr.flush()
