"""The frame of a short mail to a member: a heading, some paragraphs, one button."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from email.headerregistry import Address
from enum import Enum

from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_noop

from assessment.domain.language import speaking
from leadership.domain.mail_wording import one_line, spoken
from leadership.emails.letters import AUTOMATIC, Letterhead, Mail, may_unsubscribe
from leadership.models import Membership, OutgoingEmail


class Because(Enum):
    """Why somebody gets such a mail, as the sentence at its foot says it."""

    RUNS_ROUNDS = gettext_noop(
        "%(organization)s sends this through %(product)s to %(address)s, because you run its "
        "rounds."
    )
    ON_EXECUTIVE_TEAM = gettext_noop(
        "%(organization)s sends this through %(product)s to %(address)s, because you are on its "
        "executive team."
    )
    INVITED = gettext_noop(
        "%(organization)s sends this through %(product)s to %(address)s, because an owner of it "
        "invited this address."
    )
    REVIEWS_EVIDENCE = gettext_noop(
        "%(organization)s sends this through %(product)s to %(address)s, because you review the "
        "evidence of its executives."
    )
    PROMISED = gettext_noop(
        "%(organization)s sends this through %(product)s to %(address)s, because you are the one "
        "who sees to this."
    )
    READS_MESSAGES = gettext_noop(
        "%(organization)s sends this through %(product)s to %(address)s, because messages to its "
        "chief executive go to you."
    )


@dataclass(frozen=True, slots=True)
class MailPart:
    """A heading and the lines of a list under it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberLetter:
    """What one such mail says, in plain text; `parts` stand between paragraphs and button."""

    subject: str
    preheader: str
    round_label: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str
    link: str
    because: Because
    after_button: str = ""
    parts: tuple[MailPart, ...] = ()


def member_mail(
    letter: MemberLetter,
    *,
    membership: Membership,
    letterhead: Letterhead,
    unsubscribe_link: str = "",
) -> Mail:
    """The letter to one member, whose user is read already; a link to stop it adds its headers.

    `letter` was made in the same language: inside `speaking_to(membership)`.
    """
    user = membership.user
    with speaking_to(membership):
        return written_letter(letter, user.name, user.email, letterhead, unsubscribe_link)


def speaking_to(membership: Membership) -> AbstractContextManager[None]:
    """Say everything inside the `with` in the language in which a member reads mail."""
    return speaking(spoken(membership.reads_in))


def member_of(email: OutgoingEmail) -> Membership:
    """To whom a mail to a member goes."""
    if email.membership is None:
        raise ValueError(f"Mail {email.pk} of kind {email.kind} goes to no member.")
    return email.membership


def written_letter(
    letter: MemberLetter,
    name: str,
    address: str,
    letterhead: Letterhead,
    unsubscribe_link: str = "",
) -> Mail:
    """The letter in the language that is spoken around the call."""
    name = one_line(name)
    context = {
        "letter": letter,
        "letterhead": letterhead,
        "name": name,
        "sent_because": gettext(letter.because.value)
        % {
            "organization": letterhead.organization,
            "product": letterhead.product,
            "address": address,
        },
        "unsubscribe_link": unsubscribe_link,
    }
    answers_to = letterhead.answers_to
    return Mail(
        subject=one_line(letter.subject),
        text=render_to_string("emails/member.txt", context).strip() + "\n",
        html=render_to_string("emails/member.html", context).lstrip(),
        sender=letterhead.sender,
        to=str(Address(name, addr_spec=address)),
        reply_to=() if answers_to and answers_to.addr_spec == address else letterhead.reply_to,
        headers={**(may_unsubscribe(unsubscribe_link) if unsubscribe_link else {}), **AUTOMATIC},
    )
