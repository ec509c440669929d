"""Mail about evidence: to its giver when it comes back, to those who review once a morning."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django import Settings

from assessment.domain.rounds import Promise
from assessment.models import Organization
from leadership.models import Evidence, MailboxMessage, Membership, OutgoingEmail, User
from leadership.services.delivery import deliver_due
from leadership.services.evidence import name_reviewer, retract_evidence
from leadership.services.evidence_mail import tell_of_evidence
from leadership.services.posts import posting
from tests.leadership.evidences import (
    WORDS,
    a_round_of,
    a_team,
    accepted,
    answers_of,
    closed,
    given,
    sent_back,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _local_mailbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"


@pytest.fixture
def piece(organization: Organization, owner: Membership, lead: Membership) -> Evidence:
    team = a_team(organization, 3)
    round_ = a_round_of(organization)
    answers_of(round_, team[0], {"s1": "yes", "s2": "yes"})
    return given(round_, team[0])


def tomorrow(hour: int = 9, days: int = 1) -> datetime:
    day = timezone.now().date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("UTC"))


def to_whom() -> list[str]:
    mails = OutgoingEmail.objects.order_by("membership__user__email")
    return [mail.address for mail in mails.select_related("membership__user")]


def delivered(now: datetime) -> list[MailboxMessage]:
    with posting() as post:
        while deliver_due(now=now, post=post, stopping=lambda: False):
            pass
    return list(MailboxMessage.objects.order_by("recipient"))


def test_those_who_review_are_told_the_next_morning(piece: Evidence) -> None:
    assert tell_of_evidence(now=timezone.now()) == 0
    assert tell_of_evidence(now=tomorrow(7)) == 0
    assert tell_of_evidence(now=tomorrow(8)) == 2
    assert to_whom() == ["lead@example.com", "owner@example.com"]


def test_several_pieces_are_one_mail_and_each_is_told_of_once(piece: Evidence) -> None:
    assert piece.giver is not None
    given(piece.round, piece.giver, "s2")

    assert tell_of_evidence(now=tomorrow()) == 2
    assert tell_of_evidence(now=tomorrow(11)) == 0
    assert tell_of_evidence(now=tomorrow(days=2)) == 0


def test_executive_who_was_named_is_told_too(piece: Evidence, lead: Membership) -> None:
    bea = Membership.objects.get(user__email="bea@example.com")
    name_reviewer(member=bea, by=lead, now=timezone.now())

    assert tell_of_evidence(now=tomorrow()) == 3


def test_mail_says_how_many_wait_and_nothing_of_what_was_shown(piece: Evidence) -> None:
    tell_of_evidence(now=tomorrow())

    mails = delivered(tomorrow())

    assert [mail.subject for mail in mails] == [
        "Meridian Freight: 1 piece of evidence waits for your review"
    ] * 2
    for mail in mails:
        assert WORDS not in mail.text + mail.html
        assert "Ada" not in mail.text + mail.html
        assert "/o/meridian/evidence/" in mail.text
        assert "because you review the evidence of its executives" in mail.text


def test_mail_is_not_needed_once_all_was_reviewed(piece: Evidence, lead: Membership) -> None:
    tell_of_evidence(now=tomorrow())
    accepted(piece, lead)

    assert delivered(tomorrow()) == []


def test_nobody_is_told_of_what_nobody_may_see(
    organization: Organization, owner: Membership
) -> None:
    team = a_team(organization, 6)
    round_ = a_round_of(organization, Promise.TOTALS_ONLY)
    for member in team:
        answers_of(round_, member, {"s1": "yes"})
    given(round_, team[0])
    assert tell_of_evidence(now=tomorrow()) == 0

    closed(round_)

    assert tell_of_evidence(now=tomorrow()) == 1


def test_giver_is_told_why_it_came_back(piece: Evidence, lead: Membership) -> None:
    sent_back(piece, lead, "Which three meetings?")

    (mail,) = [one for one in delivered(timezone.now()) if "ada@" in one.recipient]

    assert mail.subject == f"Your evidence for {piece.round.label} came back with a question"
    assert "Leo Lead sent it back: “Which three meetings?”" in mail.text
    assert f"/o/meridian/evidence/{piece.pk}/" in mail.text
    assert WORDS not in mail.text


def test_mail_to_the_giver_is_not_needed_after_an_answer(piece: Evidence, lead: Membership) -> None:
    assert piece.giver is not None
    sent_back(piece, lead)
    given(piece.round, piece.giver)
    assert delivered(timezone.now()) == []

    piece.refresh_from_db()
    sent_back(piece, lead)
    assert len(delivered(timezone.now())) == 1


def test_nothing_is_written_to_somebody_who_signs_in_no_more(
    piece: Evidence, lead: Membership
) -> None:
    User.objects.filter(email="ada@example.com").update(is_active=False)
    sent_back(Evidence.objects.select_related("giver__user").get(pk=piece.pk), lead)

    assert delivered(timezone.now()) == []


def test_retracted_evidence_is_not_told_of(piece: Evidence) -> None:
    assert piece.giver is not None
    retract_evidence(evidence=piece, by=piece.giver, now=timezone.now())

    assert tell_of_evidence(now=tomorrow()) == 0
