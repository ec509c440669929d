"""The mail that tells somebody who answered what came of it."""

from dataclasses import dataclass
from email.headerregistry import Address

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from assessment.domain.language import speaking
from assessment.models import Round
from leadership.domain.hearing import Heard
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.domain.mail_wording import one_line, spoken
from leadership.emails.letters import AUTOMATIC, Letterhead, Mail, letterhead_of, may_unsubscribe
from leadership.links import answer_link, public_url, unsubscribe_link
from leadership.models import Invitation


@dataclass(frozen=True, slots=True)
class _Reader:
    name: str
    email: str
    page: str
    unsubscribe_link: str
    language: str = DEFAULT_LANGUAGE


def render_news(invitation: Invitation, heard: Heard, letterhead: Letterhead | None = None) -> Mail:
    """What we heard and what we will do, word for word as it was published.

    Reads the round, its organization and the person: select them with the invitation.
    """
    reader = _Reader(
        name=one_line(invitation.person_name),
        email=invitation.person_email,
        page=answer_link(invitation),
        unsubscribe_link=unsubscribe_link(invitation),
        language=invitation.language,
    )
    return _news_mail(invitation.round, reader, heard, letterhead)


def preview_news(round_: Round, heard: Heard, page: str, language: str = DEFAULT_LANGUAGE) -> Mail:
    """The same mail to an invented person; `page` is where its links lead."""
    stop = public_url(reverse("leadership:unsubscribe", args=["example"]))
    reader = _Reader("Anna Example", "anna@example.com", page, stop, language)
    return _news_mail(round_, reader, heard)


def _news_mail(
    round_: Round, reader: _Reader, heard: Heard, letterhead: Letterhead | None = None
) -> Mail:
    letterhead = letterhead or letterhead_of(round_)
    with speaking(spoken(reader.language)):
        return _written(round_, reader, heard, letterhead)


def _written(round_: Round, reader: _Reader, heard: Heard, letterhead: Letterhead) -> Mail:
    subject = gettext("What %(organization)s heard, and what it will do") % {
        "organization": letterhead.organization
    }
    context = {
        "subject": subject,
        "letterhead": letterhead,
        "round_label": one_line(round_.label),
        "reader": reader,
        "heard": heard,
    }
    return Mail(
        subject=subject,
        text=render_to_string("emails/news.txt", context).strip() + "\n",
        html=render_to_string("emails/news.html", context).lstrip(),
        sender=letterhead.sender,
        to=str(Address(reader.name, addr_spec=reader.email)),
        reply_to=letterhead.reply_to,
        headers={**may_unsubscribe(reader.unsubscribe_link), **AUTOMATIC},
    )
