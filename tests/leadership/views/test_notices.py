"""The privacy notice: from the real settings, and for nobody who guesses."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import Organization
from assessment.services.rounds import close_round
from leadership.domain.languages import OWN_NAMES
from leadership.domain.roles import Role
from leadership.domain.tokens import Purpose, make_token
from leadership.links import notice_link, notice_path
from leadership.models import CeoDesk, Membership, OrganizationSettings, PeerConsent
from tests.html_pages import page_of
from tests.leadership.conftest import Join
from tests.respondents import an_invitation, an_open_round, link, submit

pytestmark = pytest.mark.django_db


def read(organization: Organization, language: str = "en") -> str:
    answer = Client().get(f"{notice_path(organization.pk)}?language={language}")
    assert answer.status_code == 200
    return " ".join(page_of(answer).text.split())


def test_notice_says_who_is_responsible_and_whom_to_write_to(
    organization: Organization, lead: Membership
) -> None:
    text = read(organization)

    assert "Meridian Freight decides what is asked and why" in text
    assert "Write to lead@example.com" in text
    assert "data protection authority" in text


def test_notice_follows_the_settings(organization: Organization, lead: Membership) -> None:
    OrganizationSettings.objects.create(
        organization=organization,
        reply_to="privacy@example.com",
        contact_months=7,
        mail_months=4,
        audit_months=13,
        minimum_group=9,
    )
    PeerConsent.objects.create(organization=organization, given_at=timezone.now())

    text = read(organization)

    assert "Write to privacy@example.com" in text
    assert "until 7 months after you were last asked" in text
    assert "Which mail was sent to you: 4 months." in text
    assert "of people who sign in: 13 months." in text
    assert "rest on 9 answers or more" in text
    assert "compares six of its numbers" in text


def test_notice_says_what_is_kept_of_executives_and_of_messages(
    organization: Organization, lead: Membership, join: Join
) -> None:
    reader = join(organization, Role.EXECUTIVE, "cleo@example.com", name="Cleo Chief")
    assert "chief executive" not in read(organization)
    CeoDesk.objects.create(organization=organization, membership=reader)
    Membership.objects.filter(pk=reader.pk).update(on_executive_team=True)

    text = read(organization)

    assert "without your name, without your link, and with its month only" in text
    assert "are read by Cleo Chief, or by whoever takes over this task" in text
    assert "fifteen months at the longest" in text
    assert "evidence for an answer, with their name" in text
    assert "which they alone can read" in text
    assert "what they promised to do" in text

    an_open_round(organization, audiences=[Audience.EMPLOYEE])
    text = read(organization)

    assert "chief executive" not in text
    assert "evidence for an answer" not in text


@pytest.mark.parametrize(
    ("promise", "said", "unsaid"),
    [
        (Promise.ATTRIBUTED, "their answers with their names", "without their names afterwards"),
        (Promise.TOTALS_ONLY, "without their names afterwards", "their answers with their names"),
    ],
)
def test_notice_repeats_the_promise_of_the_latest_round(
    organization: Organization, promise: Promise, said: str, unsaid: str
) -> None:
    an_open_round(organization, promise=promise)

    text = read(organization)

    assert said in text
    assert unsaid not in text


def test_notice_names_who_carries_the_mail(organization: Organization, settings: Settings) -> None:
    assert "No mail leaves this installation" in read(organization)

    settings.EMAIL_IS_LOCAL = False
    assert "goes through a mail server of those who run this installation" in read(organization)

    settings.EMAIL_PROVIDER = "postmark"
    assert "is carried by Postmark" in read(organization)


@pytest.mark.parametrize("token", ["x", "A" * 35, ""])
def test_no_address_of_a_notice_can_be_guessed(organization: Organization, token: str) -> None:
    assert Client().get(f"/privacy/{token}/").status_code == 404


def test_another_kind_of_link_opens_no_notice(
    organization: Organization, settings: Settings
) -> None:
    token = make_token(settings.LINK_KEY, Purpose.UNSUBSCRIBE, organization.pk, 0)

    assert Client().get(f"/privacy/{token}/").status_code == 404


def test_an_organization_that_is_gone_looks_like_none(organization: Organization) -> None:
    address = notice_path(organization.pk)
    organization.delete()

    assert Client().get(address).status_code == 404


def test_notice_sets_no_cookie_and_asks_no_other_host(organization: Organization) -> None:
    answer = Client().get(notice_path(organization.pk))

    assert not answer.cookies
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", OWN_NAMES)
def test_notice_is_read_in_every_language(organization: Organization, language: str) -> None:
    answer = Client().get(f"{notice_path(organization.pk)}?language={language}")

    assert f'<html lang="{language}"' in answer.content.decode()


def test_every_page_of_a_link_leads_to_the_notice(organization: Organization) -> None:
    round_ = an_open_round(organization)
    customer = an_invitation(round_, Audience.CUSTOMER)
    executive = an_invitation(round_, Audience.EXECUTIVE)
    unsubscribing = Client().get(link(customer, "unsubscribe/"))["Location"]
    pages = [
        link(customer),
        link(customer, "privacy/"),
        re.sub(r"^https?://[^/]+", "", unsubscribing),
        link(executive),
        link(executive, "eight-signs/"),
        link(executive, "review/"),
    ]

    for page in pages:
        text = Client().get(page).content.decode()
        assert text.count(f'href="{notice_path(organization.pk)}"') == 1, page
    submit(customer)
    for _ in ("thanks", "closed"):
        assert notice_path(organization.pk) in Client().get(link(customer)).content.decode()
        close_round(round_=round_, now=timezone.now()) if round_.is_open else None
        round_.refresh_from_db()


def test_the_notice_of_another_organization_of_the_same_name_is_another(
    organization: Organization, other_organization: Organization
) -> None:
    Organization.objects.filter(pk=other_organization.pk).update(name=organization.name)
    for one in (organization, other_organization):
        one.refresh_from_db()
        invitation = an_invitation(an_open_round(one), Audience.CUSTOMER)
        submit(invitation)

        assert notice_path(one.pk) in Client().get(link(invitation)).content.decode()


def test_every_mail_leads_to_the_notice(organization: Organization, lead: Membership) -> None:
    from leadership.emails.invitations import render_invitation, render_reminder  # noqa: PLC0415

    invitation = an_invitation(an_open_round(organization), Audience.CUSTOMER)
    for language, query in (("en", ""), ("de", "?language=de")):
        invitation.language = language
        for mail in (render_invitation(invitation), render_reminder(invitation)):
            assert f"{notice_link(organization.pk)}{query}" in mail.text
            assert f'href="{notice_link(organization.pk)}{query}"' in mail.html
