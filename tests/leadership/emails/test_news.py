"""The mail that tells what was heard: its parts, its headers, and texts that were stored badly."""

import email
from email.policy import default

import pytest
from django.core.mail import EmailMultiAlternatives

from assessment.models import Organization
from leadership.domain.hearing import Heard, paragraphs_of
from leadership.emails.letters import Mail
from leadership.emails.news import preview_news, render_news
from leadership.links import answer_link, unsubscribe_link
from leadership.models import Contact, Invitation
from tests.leadership.mailing import an_invited_contact, an_open_round

pytestmark = pytest.mark.django_db
HEARD = Heard(("You wait too long.",), ("We call you,\nbefore you call us.",))


@pytest.fixture
def invitation() -> Invitation:
    return an_invited_contact(an_open_round())


def parsed(mail: Mail) -> email.message.EmailMessage:
    """The mail as a mail program reads it."""
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        mail.sender,
        [mail.to],
        reply_to=mail.reply_to,
        headers=dict(mail.headers),
    )
    message.attach_alternative(mail.html, "text/html")
    return email.message_from_bytes(message.message().as_bytes(), policy=default)


def part(message: email.message.EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    text: str = body.get_content()
    return text


def test_mail_has_both_parts_with_both_texts_and_the_readers_links(invitation: Invitation) -> None:
    message = parsed(render_news(invitation, HEARD))

    assert message["To"] == "Anna Berg <anna@customer.example>"
    assert message["Subject"] == "What Meridian Freight heard, and what it will do"
    assert message["List-Unsubscribe"].strip() == f"<{unsubscribe_link(invitation)}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        text = part(message, kind)
        assert "You wait too long." in text
        assert answer_link(invitation) in text
        assert unsubscribe_link(invitation) in text
    assert "We call you,\nbefore you call us." in part(message, "plain")
    assert "We call you,<br>before you call us." in part(message, "html")


def test_names_and_texts_that_were_stored_badly_do_no_harm(invitation: Invitation) -> None:
    Organization.objects.update(name="Acme\r\nBcc: all@evil.example")
    Contact.objects.update(name="Anna\x0b{{ 7*7 }}\u202e")
    invitation = Invitation.objects.select_related("round__organization", "contact").get()
    heard = Heard(paragraphs_of("a\x00b\u202ec <i>"), paragraphs_of("{organization} {% now %}"))

    message = parsed(render_news(invitation, heard))

    assert message["Bcc"] is None
    assert message["Subject"] == "What Acme Bcc: all@evil.example heard, and what it will do"
    assert "Anna {{ 7*7 }}" in str(message["To"])
    assert "a bc <i>" in part(message, "plain")
    assert "a bc &lt;i&gt;" in part(message, "html")
    assert "{organization} {% now %}" in part(message, "plain")


def test_preview_is_the_same_mail_to_an_invented_person(invitation: Invitation) -> None:
    Contact.objects.update(name="Anna Example", email="anna@example.com")
    invitation = Invitation.objects.select_related("round__organization", "contact").get()
    page = answer_link(invitation)

    real, preview = render_news(invitation, HEARD), preview_news(invitation.round, HEARD, page)

    stop = unsubscribe_link(invitation).rpartition("/u/")[2]
    assert real.html.replace(stop, "example/") == preview.html
    assert real.text.replace(stop, "example/") == preview.text
