"""Telling the chief executive that messages came: in the morning, once a day, about unread ones."""

from datetime import datetime, timedelta

import pytest

from assessment.models import Organization
from leadership.models import CeoDesk, CeoMessage, MailboxMessage, Membership, OutgoingEmail
from leadership.services.ceo_mail import tell_of_messages
from leadership.services.ceo_messages import mark_message_read, name_reader
from leadership.services.delivery import deliver_due
from tests.leadership.conftest import NOW, Join
from tests.leadership.tone import a_desk, a_message

MORNING = NOW.replace(hour=8, minute=0)


@pytest.fixture
def ceo(organization: Organization, join: Join) -> Membership:
    ceo = join(organization, email="ceo@example.com", name="Cleo Adams", on_executive_team=True)
    a_desk(ceo)
    return ceo


def told(now: datetime) -> int:
    return tell_of_messages(now=now)


def test_one_mail_a_day_says_how_many_and_not_what(ceo: Membership, settings: object) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"  # type: ignore[attr-defined]
    a_message(ceo.organization, "SECRET"), a_message(ceo.organization, "SECRET", "a@b.example")

    assert [told(MORNING), told(MORNING), told(NOW.replace(hour=20))] == [1, 0, 0]
    deliver_due(now=MORNING)

    mail = MailboxMessage.objects.get()
    assert mail.subject == "Meridian Freight: 2 messages to the chief executive are unread"
    assert mail.recipient == "Cleo Adams <ceo@example.com>"
    for part in (mail.text, mail.html):
        assert "SECRET" not in part
        assert "a@b.example" not in part
    assert "/o/meridian/messages/" in mail.text


def test_message_of_the_day_is_told_the_next_morning(ceo: Membership) -> None:
    assert told(MORNING) == 0
    a_message(ceo.organization)

    assert told(MORNING + timedelta(hours=3)) == 0
    assert told(MORNING + timedelta(hours=23)) == 0
    assert told(MORNING + timedelta(days=1)) == 1
    assert told(MORNING + timedelta(days=2)) == 0


def test_what_was_read_meanwhile_is_not_told_of(ceo: Membership) -> None:
    mark_message_read(message=a_message(ceo.organization))
    assert told(MORNING) == 0

    a_message(ceo.organization)
    assert told(MORNING + timedelta(days=1)) == 1
    CeoMessage.objects.update(is_read=True)
    deliver_due(now=MORNING + timedelta(days=1))
    assert OutgoingEmail.objects.get().error == "All of them have been read."


def test_nobody_is_told_without_a_desk_or_off_it(ceo: Membership) -> None:
    a_message(ceo.organization)
    assert told(MORNING) == 1
    CeoDesk.objects.all().delete()

    assert told(MORNING + timedelta(days=1)) == 0
    deliver_due(now=MORNING)
    assert OutgoingEmail.objects.get().error == "Messages do not go to this person any more."


def test_morning_is_that_of_the_organization(ceo: Membership) -> None:
    Organization.objects.update(time_zone="America/New_York")
    a_message(ceo.organization)

    assert told(MORNING) == 0
    assert told(MORNING.replace(hour=13)) == 1


def test_task_that_comes_back_on_the_same_day_brings_no_second_mail_and_stops_nobody(
    ceo: Membership, owner: Membership, join: Join
) -> None:
    """A tick that fails here would fail until midnight, for every organization."""
    organization = ceo.organization
    other = join(organization, email="b@example.com", name="Bo Lind", on_executive_team=True)
    a_message(organization)
    assert told(MORNING) == 1

    name_reader(organization=organization, reader=other, by=owner, now=MORNING)
    name_reader(organization=organization, reader=ceo, by=owner, now=MORNING)
    a_message(organization)

    assert told(MORNING + timedelta(hours=1)) == 0
    assert told(MORNING + timedelta(days=1)) == 1
