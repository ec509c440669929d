"""Mail about messages to the chief executive: to whoever reads them, and the answer."""

from email.headerregistry import Address

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.domain.language import speaking
from leadership.domain.hearing import paragraphs_of
from leadership.domain.mail_wording import one_line, spoken
from leadership.emails.letters import Letterhead, Mail
from leadership.emails.member_letters import (
    Because,
    MemberLetter,
    member_mail,
    member_of,
    speaking_to,
)
from leadership.links import public_url
from leadership.models import OutgoingEmail
from leadership.queries.ceo_messages import unread_in

_QUOTED = 200


def render_ceo_messages(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """How many messages wait; what they say stays in the product."""
    member = member_of(email)
    with speaking_to(member):
        letter = _waiting(email, unread_in(email.organization_id), letterhead.organization)
    return member_mail(letter, membership=member, letterhead=letterhead)


def _waiting(email: OutgoingEmail, count: int, organization: str) -> MemberLetter:
    values = {"count": count, "organization": organization}
    return MemberLetter(
        subject=ngettext(
            "%(organization)s: %(count)d message to the chief executive is unread",
            "%(organization)s: %(count)d messages to the chief executive are unread",
            count,
        )
        % values,
        preheader=_("Written by people who had just answered your questions."),
        round_label=_("Messages to the chief executive"),
        heading=ngettext("%(count)d message is unread", "%(count)d messages are unread", count)
        % values,
        paragraphs=(
            _(
                "They were written on the page that says thank you for the answers. Nobody but "
                "you can open them."
            ),
            _("What they say stands in the product, not in this mail."),
        ),
        button=_("Open the messages"),
        link=public_url(reverse("leadership:ceo-messages", args=[email.organization.slug])),
        because=Because.READS_MESSAGES,
    )


def render_ceo_answer(email: OutgoingEmail, letterhead: Letterhead) -> Mail:
    """The answer word for word, above the beginning of the message; a reply reaches its writer.

    A letter by hand, so nothing in its headers calls it automatic.
    """
    message = email.ceo_message
    if message is None:
        raise ValueError(f"Mail {email.pk} of kind {email.kind} answers no message.")
    by = message.answered_by
    writer = by.user if by and by.user.is_active else None
    with speaking(spoken(message.language)):
        subject = _("%(organization)s answers your message") % {
            "organization": letterhead.organization
        }
        context = {
            "subject": subject,
            "letterhead": letterhead,
            "address": message.address,
            "paragraphs": paragraphs_of(message.answer),
            "signature": one_line(writer.name) if writer else "",
            "message": paragraphs_of(Truncator(message.text).chars(_QUOTED)),
            "received_on": message.received_on,
        }
        text = render_to_string("emails/ceo_answer.txt", context).strip() + "\n"
        html = render_to_string("emails/ceo_answer.html", context).lstrip()
    return Mail(
        subject=one_line(subject),
        text=text,
        html=html,
        sender=letterhead.sender,
        to=str(Address("", addr_spec=message.address)),
        reply_to=(str(Address(one_line(writer.name), addr_spec=writer.email)),)
        if writer
        else letterhead.reply_to,
    )
