"""What a mail says: rendering from what is known about a round and a person, no sending."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Case, When
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import punycode

from assessment.domain.audiences import Audience
from assessment.domain.definitions import DONT_KNOW
from assessment.models import Organization, Round
from assessment.queries.rounds import questions_for
from leadership.domain.mail_wording import (
    Occasion,
    closing_phrase,
    invitation_wording,
    last_day,
    one_line,
)
from leadership.domain.roles import RUNS_ROUNDS, Role
from leadership.links import answer_link, public_url, unsubscribe_link
from leadership.models import Invitation, Membership

_FIRST_QUESTION = "p1"
_PRODUCT = "Corner Office"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person, ready for any backend; addresses as they stand in the header."""

    subject: str
    text: str
    html: str
    sender: str
    to: str
    reply_to: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is the same in every mail of a round; build it once for many."""

    organization: str
    product: str
    sender: str
    answers_to: Address | None


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


def new_message_id() -> str:
    """A Message-ID under the host of PUBLIC_URL, so that no machine's own name is told."""
    host = punycode(urlsplit(settings.PUBLIC_URL).hostname or "localhost")
    return f"<{uuid.uuid4().hex}@{f'[{host}]' if ':' in host else host}>"


def letterhead_of(round_: Round) -> Letterhead:
    organization = one_line(round_.organization.name)
    product_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    product = one_line(product_name) or _PRODUCT
    return Letterhead(
        organization=organization,
        product=product,
        sender=str(Address(f"{organization} via {product}", addr_spec=address)),
        answers_to=_answers_to(round_.organization),
    )


def _answers_to(organization: Organization) -> Address | None:
    """Whoever runs the rounds: the first lead, else the first owner."""
    leads_first = Case(When(role=Role.LEAD, then=0), default=1)
    lead = (
        Membership.objects.filter(
            organization=organization, role__in=RUNS_ROUNDS, user__is_active=True
        )
        .select_related("user")
        .order_by(leads_first, "joined_at", "pk")
        .first()
    )
    return Address(one_line(lead.user.name), addr_spec=lead.user.email) if lead else None


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
        reply_to=(str(letterhead.answers_to),) if letterhead.answers_to else (),
        headers={
            "List-Unsubscribe": f"<{recipient.unsubscribe_link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
        },
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
