"""Telling those who run rounds that somebody may be contacted."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from assessment.models import Organization
from leadership.models import Concern, MailboxMessage, Membership, OutgoingEmail
from leadership.services.concerns import close_concern
from leadership.services.delivery import deliver_due
from leadership.services.inbox_mail import tell_of_concerns
from tests.leadership.concerns import COMMENT, a_concern
from tests.leadership.conftest import NOW

pytestmark = pytest.mark.django_db

TOMORROW = NOW + timedelta(days=1)


def to_whom() -> list[str]:
    emails = OutgoingEmail.objects.order_by("membership__user__email")
    return [email.address for email in emails.select_related("membership__user")]


@pytest.fixture(autouse=True)
def _local_mailbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"


@pytest.fixture
def concern(organization: Organization, lead: Membership, owner: Membership) -> Concern:
    return a_concern(organization)


def test_comment_of_today_is_told_of_tomorrow(concern: Concern) -> None:
    assert tell_of_concerns(now=NOW + timedelta(hours=3)) == 0
    assert tell_of_concerns(now=TOMORROW) == 2
    assert to_whom() == ["lead@example.com", "owner@example.com"]


def test_mail_waits_for_the_morning_of_the_organization(
    concern: Concern, organization: Organization
) -> None:
    Organization.objects.update(time_zone="America/New_York")
    zone = ZoneInfo("America/New_York")

    assert tell_of_concerns(now=datetime(2026, 3, 3, 7, 59, tzinfo=zone)) == 0
    assert tell_of_concerns(now=datetime(2026, 3, 3, 8, 0, tzinfo=zone)) == 2


def test_each_comment_is_told_of_once(concern: Concern, organization: Organization) -> None:
    tell_of_concerns(now=TOMORROW)
    assert tell_of_concerns(now=TOMORROW + timedelta(hours=5)) == 0
    assert tell_of_concerns(now=TOMORROW + timedelta(days=1)) == 0

    a_concern(organization, received_on=TOMORROW.date())
    assert tell_of_concerns(now=TOMORROW + timedelta(days=1)) == 2


def test_many_comments_of_a_day_are_one_mail_without_what_they_say(
    concern: Concern, organization: Organization
) -> None:
    a_concern(organization, "SECRET-WORDS")

    tell_of_concerns(now=TOMORROW)
    deliver_due(now=TOMORROW)

    first, second = MailboxMessage.objects.all()
    assert first.subject == second.subject == "Meridian Freight: 2 comments wait for an answer"
    for part in (first.text, first.html):
        assert "http://office.example/o/meridian/inbox/" in part
        for hidden in (COMMENT, "SECRET-WORDS", "Anna", "customer.example"):
            assert hidden not in part


def test_comment_that_somebody_took_is_not_told_of(concern: Concern, lead: Membership) -> None:
    close_concern(concern=concern, by=lead, now=NOW)

    assert tell_of_concerns(now=TOMORROW) == 0


def test_mail_is_not_sent_when_all_was_seen_to_meanwhile(
    concern: Concern, lead: Membership
) -> None:
    tell_of_concerns(now=TOMORROW)
    close_concern(concern=concern, by=lead, now=TOMORROW)

    deliver_due(now=TOMORROW)

    assert not MailboxMessage.objects.exists()
    errors = OutgoingEmail.objects.values_list("error", flat=True)
    assert set(errors) == {"Somebody has seen to all of them."}


def test_clock_asks_one_query_while_nothing_waits(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert tell_of_concerns(now=NOW) == 0
