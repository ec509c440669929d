"""Each kind of mail in each language: its words, its direction, its subject, its weight."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from assessment.domain.audiences import Audience
from leadership.domain.hearing import Heard
from leadership.domain.languages import LANGUAGES, OWN_NAMES
from leadership.emails.concerns import render_answer, render_inbox
from leadership.emails.for_members import render_round_opened, render_round_stuck
from leadership.emails.invitations import render_invitation, render_reminder
from leadership.emails.letters import Mail, letterhead_of
from leadership.emails.news import render_news
from leadership.emails.results import render_results
from leadership.models import Invitation, OutgoingEmail
from leadership.services.concerns import answer_concern
from tests.closed_rounds import CUSTOMER, EXECUTIVE, a_round, headline, signs
from tests.leadership.concerns import a_concern
from tests.leadership.mailing import (
    NOW,
    a_member,
    an_invited_contact,
    an_open_round,
    an_organization,
)

pytestmark = pytest.mark.django_db

LARGEST = 30_000
HEARD = Heard(("お客様の声。" * 300,), ("نوظف المزيد. " * 160,))
Written = Callable[[str], Mail]


@pytest.fixture(autouse=True)
def _ten_languages(settings: Settings) -> None:
    settings.LANGUAGES = list(OWN_NAMES.items())


def an_invitation(language: str, audience: Audience) -> Invitation:
    round_ = an_open_round()
    lead = a_member(round_.organization, "lead@meridian.example", name="Lea Lead")
    if audience is Audience.EXECUTIVE:
        invitation = Invitation.objects.create(
            round=round_, membership=lead, audience=audience.value, invited_on=NOW.date()
        )
    else:
        invitation = an_invited_contact(round_, audience=audience)
    invitation.language = language
    invitation.save()
    return invitation


def to_a_lead(language: str) -> OutgoingEmail:
    round_ = an_open_round()
    lead = a_member(round_.organization, "lead@meridian.example", name="Lea Lead")
    lead.language = language
    lead.save()
    return OutgoingEmail(
        organization=round_.organization, round=round_, membership=lead, due_at=NOW, dedupe_key="x"
    )


def opened(language: str) -> Mail:
    email = to_a_lead(language)
    return render_round_opened(email, letterhead_of(email.its_round))


def stuck(language: str) -> Mail:
    email = to_a_lead(language)
    return render_round_stuck(email, letterhead_of(email.its_round))


def the_results(language: str) -> Mail:
    reader = a_member(an_organization(), "lead@meridian.example", name="Lea Lead")
    reader.language = language
    round_ = a_round(
        reader.organization,
        {EXECUTIVE: {**signs((9, 0)), **headline(6, 9)}, CUSTOMER: headline(30, 300)},
    )
    return render_results(round_, reader)


def the_code(language: str, address: str = "lead@meridian.example") -> Mail:
    a_member(an_open_round().organization, "lead@meridian.example", name="Lea Lead")
    browser = Client(headers={"accept-language": language})
    browser.post("/accounts/login/", {"email": address})
    sent = mail.outbox[-1]
    assert isinstance(sent, EmailMultiAlternatives)
    html = str(sent.alternatives[0][0])
    return Mail(str(sent.subject), str(sent.body), html, sent.from_email, sent.to[0])


def inbox(language: str) -> Mail:
    email = to_a_lead(language)
    a_concern(email.organization)
    return render_inbox(email, letterhead_of(email.its_round))


def an_answer(language: str) -> Mail:
    lead = a_member(an_organization(), "lead@meridian.example", name="Lea Lead")
    concern = a_concern(lead.organization, "電話" * 300)
    Invitation.objects.update(language=language)
    answer_concern(concern=concern, text="お答え。" * 120, by=lead, now=NOW)
    email = OutgoingEmail.objects.get(kind=OutgoingEmail.Kind.ANSWER)
    return render_answer(email, letterhead_of(email.its_round))


def asking(render: Callable[[Invitation], Mail], audience: Audience) -> Written:
    return lambda language: render(an_invitation(language, audience))


KINDS: dict[str, Written] = {
    **{f"invitation of a {one}": asking(render_invitation, one) for one in Audience},
    **{f"reminder of a {one}": asking(render_reminder, one) for one in Audience},
    "answer to a comment": an_answer,
    "inbox": inbox,
    "news": lambda language: render_news(an_invitation(language, Audience.CUSTOMER), HEARD),
    "round opened": opened,
    "round stuck": stuck,
    "results": the_results,
    "sign-in code": the_code,
    "no account": lambda language: the_code(language, "nobody@meridian.example"),
}


def in_language(kind: str, language: str) -> Mail:
    """The mail, and nothing of it left in the database for the next."""
    with transaction.atomic():
        written = KINDS[kind](language)
        transaction.set_rollback(True)
    return written


@pytest.mark.parametrize("kind", KINDS)
def test_mail_is_in_the_language_of_its_reader_and_light(kind: str) -> None:
    mails = {language: in_language(kind, language) for language in LANGUAGES}

    for language, written in mails.items():
        direction = "rtl" if language == "ar" else "ltr"
        assert re.findall(r'<html lang="(\w+)" dir="(\w+)">', written.html) == [
            (language, direction)
        ]
        assert len(written.html.encode()) + len(written.text.encode()) <= LARGEST
        assert "\n" not in written.subject
        assert "{" not in written.subject
        assert "%(" not in written.subject + written.text
        is_translated = language != "en"
        assert (written.subject != mails["en"].subject) is is_translated, written.subject
        assert (lines(written.text) & lines(mails["en"].text) == set()) is is_translated


def lines(text: str) -> set[str]:
    """Lines of our words, without those that only name, point somewhere or quote."""
    return {
        line
        for line in text.splitlines()
        if len(line.split()) > 3 and line.isascii() and "://" not in line and "@" not in line
    }
