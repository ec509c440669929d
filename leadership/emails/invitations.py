"""The mails to an invited person: the invitation, its reminders, and how they will look."""

from dataclasses import replace

from django.urls import reverse

from assessment.domain.audiences import Audience
from assessment.models import Round
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.domain.mail_wording import Asking, TextKey, one_line
from leadership.emails.asking import Recipient, asking_mail
from leadership.emails.letters import Letterhead, Mail, letterhead_of
from leadership.links import answer_link, public_url, unsubscribe_link
from leadership.models import Invitation


def render_invitation(invitation: Invitation, letterhead: Letterhead | None = None) -> Mail:
    """The mail that asks the person of a saved invitation to answer.

    Reads the round, its organization and the person: select them with the invitation.
    """
    return _asking(Asking.INVITATION, invitation, letterhead)


def render_reminder(invitation: Invitation, letterhead: Letterhead | None = None) -> Mail:
    """The mail that comes back to an invitation, with the same link; reads what that reads."""
    return _asking(Asking.REMINDER, invitation, letterhead)


def preview_invitation(
    round_: Round,
    audience: Audience,
    *,
    asking: Asking = Asking.INVITATION,
    language: str = DEFAULT_LANGUAGE,
    page: str | None = None,
) -> Mail:
    """The same mail to an invented person, before anybody is invited.

    `page` is where its links lead, such as the preview of the page; they open nothing else.
    """
    recipient = invented_recipient(page=page)
    key = TextKey(asking, audience, language)
    mail = asking_mail(key, round_, recipient, letterhead_of(round_))
    return _with_one_query(mail, page) if page and "?" in page else mail


def _with_one_query(mail: Mail, page: str) -> Mail:
    """Links of a mail end in “?p1=5”; a page that has a query already takes “&p1=5”."""
    return replace(
        mail,
        text=mail.text.replace(f"{page}?", f"{page}&"),
        html=mail.html.replace(f"{page}?", f"{page}&amp;"),
    )


def invented_recipient(name: str = "Anna Example", page: str | None = None) -> Recipient:
    """Somebody who does not exist, with links that open nothing but `page`."""
    return Recipient(
        name=name,
        email="anna@example.com",
        answer_link=page or public_url(reverse("leadership:answer", args=["example"])),
        unsubscribe_link=page or public_url(reverse("leadership:unsubscribe", args=["example"])),
    )


def _asking(asking: Asking, invitation: Invitation, letterhead: Letterhead | None) -> Mail:
    recipient = Recipient(
        name=one_line(invitation.person_name),
        email=invitation.person_email,
        answer_link=answer_link(invitation),
        unsubscribe_link=unsubscribe_link(invitation),
    )
    key = TextKey(asking, Audience(invitation.audience), invitation.language)
    round_ = invitation.round
    return asking_mail(key, round_, recipient, letterhead or letterhead_of(round_))
