"""The local mailbox keeps what belongs to an organization and prints the rest."""

import pytest
from django.core.mail import EmailMessage

from leadership.mailbox import ORGANIZATION_HEADER, LocalMailboxBackend
from leadership.models import MailboxMessage
from tests.leadership.mailing import an_organization

pytestmark = pytest.mark.django_db


def test_mail_of_nobody_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    message = EmailMessage("ABC-DEF is your sign-in code", "Type it in.", to=["anna@example.com"])

    LocalMailboxBackend().send_messages([message])

    printed = capsys.readouterr().err
    assert "was not sent, because EMAIL_URL names no mail server" in printed
    assert "ABC-DEF is your sign-in code" in printed
    assert "anna@example.com" in printed
    assert not MailboxMessage.objects.exists()


def test_mail_without_html_is_kept_too() -> None:
    organization = an_organization()
    message = EmailMessage(
        "Hello", "Text.", to=["a@example.com"], headers={ORGANIZATION_HEADER: str(organization.pk)}
    )

    LocalMailboxBackend().send_messages([message])

    kept = MailboxMessage.objects.get()
    assert (kept.subject, kept.text, kept.html) == ("Hello", "Text.", "")
