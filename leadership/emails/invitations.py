"""The mail that asks somebody to answer."""

from dataclasses import dataclass
from email.headerregistry import Address

from django.template.loader import render_to_string
from django.urls import reverse

from assessment.domain.audiences import Audience
from assessment.domain.definitions import DONT_KNOW
from assessment.models import Round
from assessment.queries.rounds import questions_for
from leadership.domain.mail_wording import (
    Occasion,
    closing_phrase,
    invitation_wording,
    last_day,
    one_line,
)
from leadership.emails.letters import (
    AUTOMATIC,
    Letterhead,
    Mail,
    letterhead_of,
    may_unsubscribe,
)
from leadership.links import answer_link, public_url, unsubscribe_link
from leadership.models import Invitation

_FIRST_QUESTION = "p1"


@dataclass(frozen=True, slots=True)
class Recipient:
    name: str
    email: str
    audience: Audience
    language: str
    answer_link: str
    unsubscribe_link: str


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """An answer to the first question as a link, which only preselects it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    text: str
    answers: tuple[AnswerLink, ...]


def render_invitation(invitation: Invitation, letterhead: Letterhead | None = None) -> Mail:
    """The mail that asks the person of a saved invitation to answer.

    Reads the round, its organization and the person: select them with the invitation.
    """
    recipient = Recipient(
        name=one_line(invitation.person_name),
        email=invitation.person_email,
        audience=Audience(invitation.audience),
        language=invitation.language,
        answer_link=answer_link(invitation),
        unsubscribe_link=unsubscribe_link(invitation),
    )
    return _invitation_mail(
        invitation.round, recipient, letterhead or letterhead_of(invitation.round)
    )


def preview_invitation(
    round_: Round,
    audience: Audience,
    *,
    language: str = "en",
    page: str | None = None,
) -> Mail:
    """The same mail to an invented person, before anybody is invited.

    `page` is where its links lead, such as the preview of the page; they open nothing else.
    """
    recipient = Recipient(
        name="Anna Example",
        email="anna@example.com",
        audience=audience,
        language=language,
        answer_link=page or public_url(reverse("leadership:answer", args=["example"])),
        unsubscribe_link=page or public_url(reverse("leadership:unsubscribe", args=["example"])),
    )
    return _invitation_mail(round_, recipient, letterhead_of(round_))


def _invitation_mail(round_: Round, recipient: Recipient, letterhead: Letterhead) -> Mail:
    zone = round_.organization.zone
    occasion = Occasion(
        letterhead.organization, one_line(round_.label), last_day(round_.closes_at, zone)
    )
    wording = invitation_wording(recipient.audience, occasion)
    context = {
        "wording": wording,
        "letterhead": letterhead,
        "recipient": recipient,
        "round_label": occasion.round_label,
        "promise": round_.promises.told(recipient.audience),
        "closing": closing_phrase(round_.closes_at, zone),
        "question": _first_question(round_, recipient, letterhead.organization),
    }
    return Mail(
        subject=wording.subject,
        text=render_to_string("emails/invitation.txt", context).strip() + "\n",
        html=render_to_string("emails/invitation.html", context),
        sender=letterhead.sender,
        to=str(Address(recipient.name, addr_spec=recipient.email)),
        reply_to=letterhead.reply_to,
        headers={**may_unsubscribe(recipient.unsubscribe_link), **AUTOMATIC},
    )


def _first_question(round_: Round, recipient: Recipient, organization: str) -> FirstQuestion | None:
    """The question that a mail already asks; executives start on their own page instead."""
    audience, language = recipient.audience, recipient.language
    if audience is Audience.EXECUTIVE:
        return None
    for question in questions_for(round_, audience):
        if question.key == _FIRST_QUESTION:
            return FirstQuestion(
                question.wording(audience, language).naming(organization).text,
                tuple(
                    AnswerLink(
                        choice.label(language),
                        f"{recipient.answer_link}?{_FIRST_QUESTION}={choice.code}",
                    )
                    for choice in question.scale.choices
                    if choice.code != DONT_KNOW
                ),
            )
    return None
