"""The frame of a short mail to a member: a heading, some paragraphs, one button."""

from dataclasses import dataclass
from email.headerregistry import Address

from django.template.loader import render_to_string

from leadership.domain.mail_wording import one_line
from leadership.emails.letters import AUTOMATIC, Letterhead, Mail, may_unsubscribe
from leadership.models import Membership


@dataclass(frozen=True, slots=True)
class MemberLetter:
    """What one such mail says, in plain text; `because` ends "sent to you, because …"."""

    subject: str
    preheader: str
    round_label: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str
    link: str
    because: str
    after_button: str = ""


def member_mail(
    letter: MemberLetter,
    *,
    membership: Membership,
    letterhead: Letterhead,
    unsubscribe_link: str = "",
) -> Mail:
    """The letter to one member, whose user is read already; a link to stop it adds its headers."""
    user = membership.user
    name = one_line(user.name)
    context = {
        "letter": letter,
        "letterhead": letterhead,
        "name": name,
        "address": user.email,
        "unsubscribe_link": unsubscribe_link,
    }
    answers_to = letterhead.answers_to
    return Mail(
        subject=one_line(letter.subject),
        text=render_to_string("emails/member.txt", context).strip() + "\n",
        html=render_to_string("emails/member.html", context),
        sender=letterhead.sender,
        to=str(Address(name, addr_spec=user.email)),
        reply_to=() if answers_to and answers_to.addr_spec == user.email else letterhead.reply_to,
        headers={**(may_unsubscribe(unsubscribe_link) if unsubscribe_link else {}), **AUTOMATIC},
    )
