"""What the invitation says, for each audience."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from pytest_django import DjangoAssertNumQueries

from assessment.domain.audiences import Audience
from assessment.models import Round
from leadership.domain.roles import Role
from leadership.emails.invitations import preview_invitation, render_invitation
from leadership.emails.letters import Mail, letterhead_of, new_message_id
from leadership.links import answer_link, unsubscribe_link
from leadership.models import Invitation
from tests.leadership.mailing import (
    NOW,
    a_member,
    an_invited_contact,
    an_invited_executive,
    an_open_round,
    an_organization,
)

pytestmark = pytest.mark.django_db


def as_sent(mail: Mail) -> EmailMessage:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        mail.sender,
        [mail.to],
        headers=dict(mail.headers),
        reply_to=mail.reply_to,
    )
    message.attach_alternative(mail.html, "text/html")
    parsed: Any = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_customer_reads_who_asks_what_is_promised_and_until_when() -> None:
    invitation = an_invited_contact(an_open_round())

    mail = render_invitation(invitation)

    for part in (mail.text, mail.html):
        assert "Hello Anna Berg," in part
        assert "shown only in groups of 5 or more" in part
        assert "You can answer until 14 December 2026, 10:00 (Europe/Berlin time)." in part
        assert "How customer-centric is Meridian Freight today?" in part
        assert answer_link(invitation) in part
        assert unsubscribe_link(invitation) in part
        assert "{" not in part.replace("{ color", "").replace("{ background", "").split("<body")[-1]


def test_answers_in_the_mail_only_preselect() -> None:
    invitation = an_invited_contact(an_open_round())

    mail = render_invitation(invitation)

    link = answer_link(invitation)
    for code, label in enumerate(
        ["Not at all", "A little", "Somewhat", "Mostly", "Highly customer-centric"], start=1
    ):
        assert f"{label}:\n{link}?p1={code}\n" in mail.text
        assert f'href="{link}?p1={code}"' in mail.html
    assert "p1=dk" not in mail.html


@pytest.mark.parametrize("audience", [Audience.MANAGER, Audience.EMPLOYEE, Audience.PARTNER])
def test_every_audience_of_one_page_is_asked_in_the_mail(audience: Audience) -> None:
    invitation = an_invited_contact(an_open_round(), audience=audience)

    assert "?p1=5" in render_invitation(invitation).html


def test_executives_read_their_own_promise_and_start_on_their_page() -> None:
    invitation = an_invited_executive(an_open_round())

    mail = render_invitation(invitation)

    assert "only as totals of at least 5 executives" in mail.text
    assert "p1=" not in mail.html
    assert mail.subject == (
        "Q4 2026 self-assessment for Meridian Freight: about ten minutes, until 14 December"
    )


def test_headers_name_the_organization_and_lead_back_to_the_lead() -> None:
    round_ = an_open_round()
    a_member(round_.organization, "owner@meridian.example", Role.OWNER, "Olga Owner")
    a_member(round_.organization, "lead@meridian.example", Role.LEAD, "Lea Lead")
    invitation = an_invited_contact(round_)

    message = as_sent(render_invitation(invitation))

    assert message["From"] == "Meridian Freight via Corner Office <office@office.example>"
    assert message["To"] == "Anna Berg <anna@customer.example>"
    assert message["Reply-To"] == "Lea Lead <lead@meridian.example>"
    assert message["List-Unsubscribe"].strip() == f"<{unsubscribe_link(invitation)}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"


def test_mail_has_both_parts_and_loads_nothing() -> None:
    mail = render_invitation(an_invited_contact(an_open_round()))

    message = as_sent(mail)

    assert message.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    assert len(message.as_bytes()) <= 30_000
    for fetched in ("<img", "<script", "<link", "src=", "url(", "@import"):
        assert fetched not in mail.html


@pytest.mark.parametrize(
    "name",
    [
        "Anna\r\nBcc: victim@evil.example",
        "Anna\x0bBerg\x1c",
        'Anna "Annie", Berg <x@evil.example>',
        "Berg \\ Anna",
        "株式会社" * 30,
        "<script>alert(1)</script>",
        "{link} {{ 7*7 }} {% now %}",
        "\u202egreB annA",
    ],
)
def test_stored_names_cannot_break_a_mail(name: str) -> None:
    organization = an_organization(name=name)
    invitation = an_invited_contact(an_open_round(organization), name=name)

    mail = render_invitation(invitation)
    message = as_sent(mail)

    for header in ("From", "To", "Subject"):
        assert len(message.get_all(header, [])) == 1
    assert message["Bcc"] is None
    assert [one.addr_spec for one in message["To"].addresses] == ["anna@customer.example"]
    assert [one.addr_spec for one in message["From"].addresses] == ["office@office.example"]
    assert "<script>" not in mail.html
    assert "\u202e" not in mail.text


def test_placeholders_in_a_name_stay_as_they_are() -> None:
    organization = an_organization(name="{organization} {{ 7*7 }}")

    mail = render_invitation(an_invited_contact(an_open_round(organization)))

    assert "How customer-centric is {organization} {{ 7*7 }} today?" in mail.text


def test_greeting_without_a_name() -> None:
    mail = render_invitation(an_invited_contact(an_open_round(), name=""))

    assert "Hello,\n" in mail.text
    assert mail.to == "anna@customer.example"


def test_preview_needs_nobody_and_opens_nothing() -> None:
    round_ = an_open_round()

    mail = preview_invitation(round_, Audience.CUSTOMER)

    assert mail.to == "Anna Example <anna@example.com>"
    assert "http://office.example/a/example/?p1=5" in mail.html
    assert not Invitation.objects.exists()


def test_preview_links_lead_to_the_page_that_is_named() -> None:
    mail = preview_invitation(an_open_round(), Audience.EXECUTIVE, page="http://office.example/x/")

    assert "http://office.example/x/" in mail.text
    assert "/a/" not in mail.text


def test_rendering_many_mails_asks_the_database_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    round_ = an_open_round()
    for number in range(3):
        an_invited_contact(round_, f"c{number}@customer.example")
    letterhead = letterhead_of(round_)
    invitations = list(
        Invitation.objects.select_related("round__organization", "contact", "membership__user")
    )
    render_invitation(invitations[0], letterhead)  # fills the cache of the instruments

    with django_assert_num_queries(0):
        for invitation in invitations:
            render_invitation(invitation, letterhead)


def test_message_id_names_the_public_host() -> None:
    first, second = new_message_id(), new_message_id()

    assert first != second
    assert first.startswith("<")
    assert first.endswith("@office.example>")


def test_round_that_closes_at_midnight_names_the_day_before() -> None:
    round_: Round = an_open_round(closes_at=NOW.replace(hour=23) + timedelta(days=21))

    mail = render_invitation(an_invited_contact(round_))

    assert "until the end of 14 December 2026" in mail.text
