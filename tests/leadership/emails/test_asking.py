"""The mail that asks: our text or the lead's, rendered once for many people."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.audiences import Audience
from assessment.models import Organization
from leadership.domain.mail_wording import Asking, Setting, Text, default_text, one_line
from leadership.emails.asking import (
    AnswerLink,
    FirstQuestion,
    Frame,
    Recipient,
    filled_mail,
    letters_of,
    rendered,
)
from leadership.emails.invitations import preview_invitation, render_invitation, render_reminder
from leadership.emails.letters import Letterhead, letterhead_of
from leadership.links import answer_link
from leadership.models import MailText
from tests.leadership.mailing import an_invited_contact, an_invited_executive, an_open_round

LETTERHEAD = Letterhead("Meridian", "Corner Office", "Meridian", "a@b.example", None)
FRAME = Frame(
    language="en",
    organization="Meridian & Sons",
    product="Corner Office",
    sender="Meridian <a@b.example>",
    answers_to="Lea Lead",
    round_label="Q4 2026",
    last_day="14 December",
    closing="You can answer until 14 December.",
    promise="Your name is not stored with them.",
    question=FirstQuestion("How <good> are we?", (AnswerLink("A lot", "?p1=5"),)),
    setting=Setting("How do you see us?", "One page.", "Answer"),
    preheader="One page, {name}.",
    text=Text("{name}, {round}?", "Hello {name} of {organization}\nuntil {last_day}", "{name}!"),
    text_language="en",
)
HOSTILE = [
    "Anna Berg",
    "",
    "<b>&\"'",
    "{link}",
    "{name} {organization} {{ 7*7 }} {% now %} {0} {name!r} %(name)s",
    "<script>alert(1)</script>",
    "mark" + "0" * 32 + "mark",
    "=?utf-8?q?Evil?=",
    "?utf-8?q?joined?=",
    "Anna\r\nBcc: victim@evil.example",
    "a\x0bb\x0cc\x1cd\u2028e\u202ef",
    "株式会社 👩\u200d👧" * 10,
    "\\g<0> \\1 $1",
]


def a_person(name: str) -> Recipient:
    return Recipient(
        one_line(name),
        "anna@customer.example",
        "http://office.example/a/1/",
        "http://office.example/u/1/",
    )


def check_both_ways_agree(frame: Frame, name: str) -> None:
    person = a_person(name)

    mail = filled_mail(letters_of(frame, bool(person.name)), person, LETTERHEAD)

    assert (mail.subject, mail.text, mail.html) == rendered(frame, person.values)


@pytest.mark.parametrize("name", HOSTILE)
def test_form_letter_equals_the_mail_rendered_for_the_person(name: str) -> None:
    check_both_ways_agree(FRAME, name)
    check_both_ways_agree(replace(FRAME, question=None, answers_to="", organization=name), name)


@given(st.text(max_size=40))
def test_form_letter_equals_the_rendered_mail_whatever_the_name(name: str) -> None:
    check_both_ways_agree(FRAME, name)


@pytest.mark.parametrize("name", [name for name in HOSTILE if "<" in name])
def test_names_are_text_in_html(name: str) -> None:
    mail = filled_mail(letters_of(FRAME, True), a_person(name), LETTERHEAD)

    assert name in mail.text
    assert name not in mail.html


def test_name_that_looks_like_a_placeholder_changes_nothing() -> None:
    mail = filled_mail(letters_of(FRAME, True), a_person("{organization}"), LETTERHEAD)

    assert mail.subject == "{organization}, Q4 2026?"
    assert "Hello {organization} of Meridian & Sons\nuntil 14 December" in mail.text
    assert "Hello {organization} of Meridian &amp; Sons<br>until 14 December" in mail.html


def test_text_for_nobody_by_name_reads_well() -> None:
    mail = filled_mail(letters_of(FRAME, False), a_person(""), LETTERHEAD)

    assert mail.subject == "Q4 2026?"
    assert "Hello of Meridian & Sons" in mail.text


def an_own_text(
    organization: Organization,
    asking: Asking = Asking.INVITATION,
    audience: Audience = Audience.CUSTOMER,
    language: str = "en",
    subject: str = "Our own words, {name}",
) -> MailText:
    return MailText.objects.create(
        organization=organization,
        kind=asking.value,
        audience=audience.value,
        language=language,
        subject=subject,
        opening="Until {last_day} we ask <you> in {round}.",
        afterwards="Thank you, {name}.\nYour {organization}",
    )


@pytest.mark.django_db
def test_own_text_takes_the_place_of_ours_and_the_frame_stays() -> None:
    round_ = an_open_round()
    an_own_text(round_.organization)
    invitation = an_invited_contact(round_)

    mail = render_invitation(invitation)

    assert mail.subject == "Our own words, Anna Berg"
    assert "Until 14 December we ask <you> in Q4 2026." in mail.text
    assert "we ask &lt;you&gt; in Q4 2026." in mail.html
    assert "Thank you, Anna Berg.<br>Your Meridian Freight" in mail.html
    for kept in ("Hello Anna Berg,", "How do you see us?", "groups of 5 or more", "?p1=5"):
        assert kept in mail.html
    for ours in ("would like to know", "One short page"):
        assert ours not in mail.html


@pytest.mark.django_db
@pytest.mark.parametrize("asking", Asking)
@pytest.mark.parametrize("audience", Audience)
def test_own_text_is_for_its_mail_and_audience_alone(asking: Asking, audience: Audience) -> None:
    round_ = an_open_round()
    an_own_text(round_.organization, asking, audience, subject="Ours alone")

    own = [
        (one, whom)
        for one in Asking
        for whom in Audience
        if preview_invitation(round_, whom, asking=one).subject == "Ours alone"
    ]

    assert own == [(asking, audience)]


@pytest.mark.django_db
def test_text_in_the_persons_language_comes_before_english_and_ours() -> None:
    round_ = an_open_round()
    subjects = []
    for language in (None, "en", "de"):
        if language:
            an_own_text(round_.organization, language=language, subject=f"Own in {language}")
        subjects.append(
            [
                preview_invitation(round_, Audience.CUSTOMER, language=read).subject
                for read in ("de", "en", "fr")
            ]
        )

    english = "Two minutes for Meridian Freight: how do you see us?"
    german = "Zwei Minuten für Meridian Freight: Wie sehen Sie uns?"
    french = "Deux minutes pour Meridian Freight : comment nous voyez-vous ?"
    assert subjects == [
        [german, english, french],
        [german, "Own in en", french],
        ["Own in de", "Own in en", french],
    ]


@pytest.mark.django_db
def test_text_in_another_language_says_so_and_dates_in_it() -> None:
    round_ = an_open_round()
    an_own_text(round_.organization, language="de")

    mail = preview_invitation(round_, Audience.CUSTOMER, language="de")

    assert "Until 14. Dezember we ask" in mail.text
    assert mail.html.count('lang="de" dir="auto"') == 2


@pytest.mark.django_db
def test_texts_of_another_organization_are_not_read() -> None:
    other = Organization.objects.create(name="Other", slug="other", created_at="2026-01-01T00:00Z")
    an_own_text(other)

    mail = preview_invitation(an_open_round(), Audience.CUSTOMER)

    assert mail.subject == "Two minutes for Meridian Freight: how do you see us?"


@pytest.mark.django_db
def test_stored_text_that_no_form_took_is_harmless() -> None:
    round_ = an_open_round()
    MailText.objects.create(
        organization=round_.organization,
        kind="invitation",
        audience="customer",
        language="en",
        subject="One\r\nBcc: x@evil.example =?utf-8?q?x?= {{ 7*7 }}",
        opening="a\x0bb\u202ec {link} {% now %} <script>",
        afterwards="{0} {name!r} %(x)s",
    )

    mail = preview_invitation(round_, Audience.CUSTOMER)

    assert mail.subject == "One Bcc: x@evil.example = ?utf-8?q?x?= {{ 7*7 }}"
    assert "a bc {link} {% now %} <script>" in mail.text
    assert "{0} {name!r} %(x)s" in mail.text
    assert "<script>" not in mail.html


@pytest.mark.django_db
def test_a_saved_text_changes_what_the_next_batch_writes() -> None:
    round_ = an_open_round()
    invitation = an_invited_contact(round_)
    before = render_invitation(invitation, letterhead_of(round_)).subject

    an_own_text(round_.organization, subject="New")

    assert before != "New"
    assert render_invitation(invitation, letterhead_of(round_)).subject == "New"


@pytest.mark.django_db
def test_customer_is_reminded_with_the_question_and_the_same_link() -> None:
    invitation = an_invited_contact(an_open_round())

    mail = render_reminder(invitation)

    assert mail.subject == "Two minutes for Meridian Freight, until 14 December: how do you see us?"
    for part in (mail.text, mail.html):
        assert "There is time to say so until 14 December." in part
        assert "You can answer until 14 December 2026, 10:00 (Europe/Berlin time)." in part
        for code in range(1, 6):
            assert f"{answer_link(invitation)}?p1={code}" in part
    assert "List-Unsubscribe" in mail.headers


@pytest.mark.django_db
def test_executive_is_reminded_that_what_was_begun_is_kept() -> None:
    invitation = an_invited_executive(an_open_round())

    mail = render_reminder(invitation)

    assert mail.subject == (
        "Q4 2026 self-assessment for Meridian Freight: ten minutes, until 14 December"
    )
    assert "What you have begun is kept" in mail.text
    assert "p1=" not in mail.html


@pytest.mark.parametrize("audience", Audience)
def test_reminder_and_invitation_are_told_apart(audience: Audience) -> None:
    invitation = default_text(Asking.INVITATION, audience)
    reminder = default_text(Asking.REMINDER, audience)

    assert invitation.subject != reminder.subject
    assert invitation.opening != reminder.opening
