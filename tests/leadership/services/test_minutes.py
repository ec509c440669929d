"""What becomes of minutes: one mail a person, one file a paper, no erased name."""

from datetime import timedelta

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from assessment.models import Organization
from leadership import pack_files
from leadership.domain.meetings import Outcome
from leadership.domain.packs import Paper
from leadership.domain.roles import Role
from leadership.models import (
    AuditEntry,
    MailboxMessage,
    Meeting,
    Membership,
    MinutesFile,
    OutgoingEmail,
)
from leadership.queries.minutes import files_of, minutes_of
from leadership.services.delivery import deliver_due
from leadership.services.minutes import (
    forget_in_minutes,
    mail_minutes,
    make_minutes_file,
    request_minutes_file,
)
from leadership.tasks import do_tasks
from tests.leadership.conftest import NOW, Join
from tests.leadership.meetings import BY, a_contested_round, decided, ended, held, promised

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(organization: Organization, lead: Membership, owner: Membership) -> Meeting:
    """Its minutes name the owner three times."""
    meeting = held(a_contested_round(organization), lead)
    decided(meeting, lead, Outcome.FIND_OUT, who=owner, due_on=BY)
    promised(meeting.round, owner)
    ended(meeting, lead, [owner, lead])
    return meeting


@pytest.fixture
def team(organization: Organization, join: Join) -> list[Membership]:
    """Two executives; beside them somebody off the team, and a viewer who sits on it."""
    on_team = [
        join(organization, Role.EXECUTIVE, f"{name}@example.com", on_executive_team=True)
        for name in ("dana", "kenji")
    ]
    join(organization, Role.EXECUTIVE, "off@example.com")
    join(organization, Role.VIEWER, "viewer@example.com", on_executive_team=True)
    return on_team


def file_of(meeting: Meeting, by: Membership) -> MinutesFile:
    return request_minutes_file(meeting=meeting, paper=Paper.A4, by=by, now=NOW)


@pytest.mark.usefixtures("team")
def test_mail_goes_to_the_team_and_the_leads_each_once(meeting: Meeting, lead: Membership) -> None:
    told = mail_minutes(meeting=meeting, by=lead, now=NOW)

    again = mail_minutes(meeting=meeting, by=lead, now=NOW + timedelta(days=1))

    addresses = OutgoingEmail.objects.values_list("membership__user__email", flat=True)
    assert sorted(addresses) == [
        "dana@example.com",
        "kenji@example.com",
        "lead@example.com",
        "owner@example.com",
    ]
    assert (told, again) == (4, 0)
    entries = AuditEntry.objects.filter(act="minutes mailed")
    assert [entry.about for entry in entries] == ["Q1 2026: to 4"]


def test_whoever_joins_later_gets_it_at_the_next_press(
    meeting: Meeting, lead: Membership, organization: Organization, join: Join
) -> None:
    mail_minutes(meeting=meeting, by=lead, now=NOW)
    join(organization, Role.EXECUTIVE, "new@example.com", on_executive_team=True)

    assert mail_minutes(meeting=meeting, by=lead, now=NOW) == 1
    assert OutgoingEmail.objects.count() == 3


def test_mail_arrives_in_the_local_mailbox(
    meeting: Meeting, lead: Membership, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"
    settings.EMAIL_IS_LOCAL = True
    mail_minutes(meeting=meeting, by=lead, now=NOW)

    deliver_due(now=NOW)
    deliver_due(now=NOW)

    messages = MailboxMessage.objects.all()
    assert len(messages) == 2
    for message in messages:
        assert "Olivia Owner finds out by 16 March 2026." in message.text


def test_whoever_lost_the_role_meanwhile_gets_no_mail(meeting: Meeting, lead: Membership) -> None:
    mail_minutes(meeting=meeting, by=lead, now=NOW)
    Membership.objects.filter(pk=lead.pk).update(role=Role.VIEWER)

    deliver_due(now=NOW)

    skipped = OutgoingEmail.objects.get(membership=lead)
    assert skipped.state == OutgoingEmail.State.SKIPPED
    assert "does not lead" in skipped.error


def test_file_is_asked_for_once_while_it_is_made(meeting: Meeting, lead: Membership) -> None:
    first = file_of(meeting, lead)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)

    second = file_of(meeting, lead)

    assert (second.pk, second.task_id) == (first.pk, first.task_id)
    assert DBTaskResult.objects.count() == 1
    assert [one.is_under_way for one in files_of(meeting, lead)] == [True]


def test_file_that_was_made_stays(meeting: Meeting, lead: Membership) -> None:
    file = file_of(meeting, lead)
    MinutesFile.objects.filter(pk=file.pk).update(content=b"%PDF", made_at=NOW)

    again = file_of(meeting, lead)
    make_minutes_file.call(file.pk)

    assert bytes(again.content or b"") == b"%PDF"
    assert DBTaskResult.objects.count() == 1


def test_failed_task_is_asked_for_again(meeting: Meeting, lead: Membership) -> None:
    file_of(meeting, lead)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    (failed,) = files_of(meeting, lead)

    file_of(meeting, lead)

    assert (failed.state, bool(failed.problem)) == ("failed", True)
    assert DBTaskResult.objects.count() == 2


def test_machine_without_the_library_says_so(
    meeting: Meeting, lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_files, "LIBRARY", "no_such_library")
    file = file_of(meeting, lead)

    make_minutes_file.call(file.pk)

    (missing,) = files_of(meeting, lead)
    assert "WeasyPrint is not installed" in missing.problem


@pytest.mark.django_db(transaction=True)
def test_worker_makes_the_file(meeting: Meeting, lead: Membership) -> None:
    file_of(meeting, lead)

    do_tasks(worker="a worker", stopping=lambda: False)

    file = MinutesFile.objects.get()
    assert bytes(file.content or b"").startswith(b"%PDF-1.7")
    assert [one.state for one in files_of(meeting, lead)] == ["ready"]


def test_erased_member_leaves_the_minutes_and_the_files(
    meeting: Meeting, lead: Membership, owner: Membership
) -> None:
    file_of(meeting, lead)
    before = meeting.fingerprint

    forget_in_minutes(member=owner)

    meeting.refresh_from_db()
    minutes = minutes_of(meeting)
    assert minutes is not None
    assert "Olivia" not in str(meeting.minutes)
    assert minutes.names == ("Leo Lead",)
    assert meeting.fingerprint != before
    assert not MinutesFile.objects.exists()


def test_erasure_of_somebody_who_was_not_there_changes_nothing(
    meeting: Meeting, lead: Membership, organization: Organization, join: Join
) -> None:
    file_of(meeting, lead)

    forget_in_minutes(member=join(organization, Role.EXECUTIVE, "away@example.com"))

    assert MinutesFile.objects.exists()
    assert Meeting.objects.get().fingerprint == meeting.fingerprint
