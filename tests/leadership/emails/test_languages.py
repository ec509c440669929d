"""Each kind of mail: the person's language, and what every mail program needs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils.translation import get_language, override
from pytest_django import Settings

from assessment.domain.audiences import Audience
from leadership.domain.hearing import Heard
from leadership.domain.languages import OWN_NAMES
from leadership.emails.asking import letters_of
from leadership.emails.for_members import render_round_opened, render_round_stuck
from leadership.emails.invitations import render_invitation, render_reminder
from leadership.emails.letters import Mail, letterhead_of
from leadership.emails.news import render_news
from leadership.emails.results import render_results
from leadership.models import Invitation, MailText, OutgoingEmail
from tests.closed_rounds import CUSTOMER, EXECUTIVE, a_round, headline, signs
from tests.leadership.mailing import (
    NOW,
    a_member,
    an_invited_contact,
    an_open_round,
    an_organization,
)
from tests.translating import bracketed, write_brackets

pytestmark = pytest.mark.django_db

LARGEST = 30_000
HEARD = Heard(("You wait too long on the telephone. " * 80,), ("We hire. " * 80,))
SPOKEN = ("de", "ar")


@pytest.fixture(autouse=True)
def _spoken(tmp_path: Path, settings: Settings) -> None:
    for code in SPOKEN:
        write_brackets(tmp_path, code)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [(code, OWN_NAMES[code]) for code in ("en", *SPOKEN)]


def an_invitation(language: str = "en", audience: Audience = Audience.CUSTOMER) -> Invitation:
    round_ = an_open_round()
    a_member(round_.organization, "lead@meridian.example", name="Lea Lead")
    invitation = an_invited_contact(round_, audience=audience)
    invitation.language = language
    invitation.save()
    return invitation


def to_a_lead(render: Callable[[OutgoingEmail], Mail]) -> Mail:
    round_ = an_open_round()
    lead = a_member(round_.organization, "lead@meridian.example", name="Lea Lead")
    email = OutgoingEmail(
        organization=round_.organization, round=round_, membership=lead, due_at=NOW, dedupe_key="x"
    )
    return render(email)


def the_results() -> Mail:
    reader = a_member(an_organization(), "lead@meridian.example", name="Lea Lead")
    round_ = a_round(
        reader.organization,
        {EXECUTIVE: {**signs((9, 0)), **headline(6, 9)}, CUSTOMER: headline(30, 300)},
    )
    return render_results(round_, reader)


KINDS: dict[str, Callable[[], Mail]] = {
    "invitation": lambda: render_invitation(an_invitation()),
    "reminder": lambda: render_reminder(an_invitation()),
    "news": lambda: render_news(an_invitation(), HEARD),
    "round opened": lambda: to_a_lead(
        lambda email: render_round_opened(email, letterhead_of(email.its_round))
    ),
    "round stuck": lambda: to_a_lead(
        lambda email: render_round_stuck(email, letterhead_of(email.its_round))
    ),
    "results": the_results,
    "invitation in Arabic": lambda: render_invitation(an_invitation("ar")),
    "sign-in code": lambda: the_code("lead@meridian.example"),
    "no account": lambda: the_code("nobody@meridian.example"),
}


def the_code(address: str) -> Mail:
    a_member(an_open_round().organization, "lead@meridian.example", name="Lea Lead")
    Client().post("/accounts/login/", {"email": address})
    sent = mail.outbox[0]
    assert isinstance(sent, EmailMultiAlternatives)
    html = str(sent.alternatives[0][0])
    return Mail(str(sent.subject), str(sent.body), html, sent.from_email, sent.to[0])


@pytest.mark.parametrize("kind", KINDS)
def test_mail_is_light_and_reads_well_anywhere(kind: str) -> None:
    written = KINDS[kind]()

    html = written.html
    assert len(html.encode()) + len(written.text.encode()) <= LARGEST
    assert "<img" not in html
    assert "url(" not in html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "prefers-color-scheme: dark" in html
    assert re.search(r'<html lang="(en|ar)" dir="(ltr|rtl)">', html)
    assert written.text.strip()
    assert "<" not in written.text


@pytest.mark.parametrize("kind", KINDS)
def test_mail_begins_with_a_line_that_mail_programs_list(kind: str) -> None:
    html = KINDS[kind]().html

    body = html.partition("<body")[2]
    first = re.search(r'<div style="display:\s*none[^>]*>(.*?)</div>', body, re.DOTALL)
    assert first
    assert 10 < len(" ".join(first[1].split())) <= 160
    assert "<p" not in body[: first.start()]


@pytest.mark.parametrize("render", [render_invitation, render_reminder])
def test_person_is_asked_in_their_language(render: Callable[[Invitation], Mail]) -> None:
    written = render(an_invitation("de"))

    assert '<html lang="de" dir="ltr">' in written.html
    assert written.text.count(bracketed("Hello %(name)s,").replace("%(name)s", "Anna Berg")) == 1
    assert "Meridian Freight" in written.subject
    assert written.subject.startswith("⟦")
    assert get_language() == "en"


def test_arabic_mail_is_read_from_the_right() -> None:
    html = render_invitation(an_invitation("ar")).html

    assert '<html lang="ar" dir="rtl">' in html
    assert "text-align:right" in "".join(html.split())
    assert "border-right:3px" in html
    assert "text-align:left" not in "".join(html.split())


@pytest.mark.parametrize("language", ["", "ja"])
def test_person_whose_language_is_unknown_or_not_spoken_is_asked_in_english(language: str) -> None:
    written = render_invitation(an_invitation(language))

    assert '<html lang="en" dir="ltr">' in written.html
    assert written.subject == "Two minutes for Meridian Freight: how do you see us?"


def test_language_of_whoever_renders_does_not_matter() -> None:
    invitation = an_invitation("en")
    letters_of.cache_clear()

    with override("de"):
        german_worker = render_invitation(invitation)
    letters_of.cache_clear()

    assert german_worker.html == render_invitation(invitation).html
    assert "⟦" not in german_worker.html


def test_frames_are_kept_for_each_language() -> None:
    invitation = an_invitation("de")
    letterhead = letterhead_of(invitation.round)

    german = render_invitation(invitation, letterhead)
    invitation.language = "en"
    english = render_invitation(invitation, letterhead)

    assert german.text != english.text
    assert len(letterhead.kept) == 2


@pytest.mark.parametrize(
    ("language", "subject"), [("de", "⟦Two"), ("ar", "⟦Two"), ("ja", "Our"), ("en", "Our")]
)
def test_english_text_of_a_lead_is_for_those_whose_language_is_not_spoken(
    language: str, subject: str
) -> None:
    invitation = an_invitation(language)
    MailText.objects.create(
        organization=invitation.round.organization,
        kind="invitation",
        audience="customer",
        language="en",
        subject="Our subject",
        opening="Our opening.",
        afterwards="And then.",
    )

    assert render_invitation(invitation).subject.startswith(subject)


def test_text_of_a_lead_in_the_language_goes_first() -> None:
    invitation = an_invitation("de")
    for language in ("en", "de"):
        MailText.objects.create(
            organization=invitation.round.organization,
            kind="invitation",
            audience="customer",
            language=language,
            subject=f"Bis {{last_day}} ({language})",
            opening="Guten Tag.",
            afterwards="Danach.",
        )

    written = render_invitation(invitation)

    assert written.subject == f"Bis 14. {bracketed('December')} (de)"
    assert bracketed("Do not ask me again") in written.text


def test_news_comes_in_the_language_of_the_person() -> None:
    written = render_news(an_invitation("de"), HEARD)

    assert '<html lang="de" dir="ltr">' in written.html
    assert bracketed("What we heard").upper() in written.text
