"""One tick of background work."""

from datetime import datetime, timedelta

import pytest
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from assessment.domain.rounds import RoundState
from assessment.models import Round
from leadership import tasks
from leadership.models import Heartbeat, Invitation, MailboxMessage, Membership, OutgoingEmail
from leadership.services import background, inviting
from leadership.services.outbox import queue_invitations
from leadership.tasks import do_tasks, tick, watch_clock
from tests.leadership.mailing import NOW, an_invited_contact, an_open_round
from tests.leadership.programmes import a_contact, a_draft, launched

WORKER = "office:1:ab12cd34"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _local_mailbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"


def test_tick_sends_everything_that_is_due() -> None:
    round_ = an_open_round()
    for number in range(51):  # one more than a batch
        an_invited_contact(round_, f"c{number}@customer.example")
    queue_invitations(round_=round_, now=NOW)

    tick(now=NOW, worker=WORKER)

    assert MailboxMessage.objects.count() == 51
    assert Heartbeat.objects.get().ticked_at == NOW


def test_tick_closes_a_round_at_its_time_before_mail_goes_out() -> None:
    round_ = an_open_round()
    an_invited_contact(round_)
    queue_invitations(round_=round_, now=NOW)

    tick(now=NOW + timedelta(days=21), worker=WORKER)

    assert Round.objects.get().state == RoundState.CLOSED
    assert OutgoingEmail.objects.get().state == OutgoingEmail.State.SKIPPED
    assert not MailboxMessage.objects.exists()


def test_tick_stops_between_batches_when_asked() -> None:
    round_ = an_open_round()
    an_invited_contact(round_)
    queue_invitations(round_=round_, now=NOW)

    tick(now=NOW, worker=WORKER, stopping=lambda: True)

    assert not MailboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)  # the library's worker drops open connections
def test_tick_does_background_tasks_and_says_who_did_them(
    lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inviting, "_CHUNK", 2)
    for number in range(5):
        a_contact(lead.organization, f"c{number}@customer.example")
    launched(a_draft(lead.organization, lead.user, now=NOW), lead.user, NOW)

    tick(now=NOW, worker=WORKER)

    assert Invitation.objects.count() == 5
    task = DBTaskResult.objects.get()
    assert (task.status, task.worker_ids) == ("SUCCESSFUL", [WORKER])


@pytest.mark.django_db(transaction=True)  # the library's worker drops open connections
def test_worker_that_is_asked_to_stop_leaves_the_rest_of_a_long_task_to_the_next(
    lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inviting, "_CHUNK", 2)
    monkeypatch.setattr(background, "_SECONDS_AT_A_TIME", 0)
    for number in range(7):
        a_contact(lead.organization, f"c{number}@customer.example")
    launched(a_draft(lead.organization, lead.user, now=NOW), lead.user, NOW)

    do_tasks(worker=WORKER, stopping=lambda: Invitation.objects.count() > 2)

    assert Invitation.objects.count() == 4
    assert DBTaskResult.objects.ready().count() == 1

    do_tasks(worker="office:2:cd34ef56", stopping=lambda: False)

    assert Invitation.objects.count() == 7


@pytest.mark.django_db(transaction=True)  # the library's worker drops open connections
def test_tick_leaves_a_task_that_failed_for_later(lead: Membership) -> None:
    inviting.invite_in_background.enqueue(0)

    tick(now=NOW, worker=WORKER)

    task = DBTaskResult.objects.get()
    assert task.status == "FAILED"
    assert "DoesNotExist" in task.exception_class_path


def test_what_fails_holds_up_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = []

    def fails(*, now: datetime) -> int:
        raise LookupError("an unforeseen row")

    def works(*, now: datetime) -> int:
        done.append(now)
        return 3

    monkeypatch.setattr(tasks, "_AT_EVERY_TICK", (("One thing", fails), ("Another", works)))
    monkeypatch.setattr(tasks, "_ONCE_A_DAY", (("Daily", fails), ("Also daily", works)))

    with caplog.at_level("INFO", logger="leadership.tasks"):
        watch_clock(now=NOW, worker=WORKER)

    assert done == [NOW, NOW]
    said = [record.getMessage() for record in caplog.records]
    assert said == ["Failed: One thing", "Another: 3", "Failed: Daily", "Also daily: 3"]


def test_failure_of_the_database_is_told_the_worker_when_the_rest_was_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done = []

    def fails(*, now: datetime) -> int:
        raise OperationalError("gone")

    def works(*, now: datetime) -> None:
        done.append(now)

    monkeypatch.setattr(tasks, "_AT_EVERY_TICK", (("One thing", fails), ("Another", works)))

    with pytest.raises(OperationalError, match="gone"):
        watch_clock(now=NOW, worker=WORKER)

    assert done == [NOW]


def test_daily_work_is_done_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    done = []

    def works(*, now: datetime) -> None:
        done.append(now)

    monkeypatch.setattr(tasks, "_ONCE_A_DAY", (("Daily", works),))

    watch_clock(now=NOW, worker=WORKER)
    watch_clock(now=NOW + timedelta(minutes=1), worker=WORKER)

    assert done == [NOW]
