"""What a monitor reads."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, Error, InterfaceError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from leadership.models import Heartbeat
from leadership.services.inviting import invite_in_background
from leadership.services.outbox import queue_invitations
from leadership.views import health
from tests.leadership.mailing import an_invited_contact, an_open_round

pytestmark = pytest.mark.django_db


def test_before_the_first_tick_the_web_server_counts_as_up(client: Client) -> None:
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {
        "database": "ok",
        "worker": "silent",
        "last_tick_seconds_ago": None,
        "oldest_due_mail_seconds": None,
        "oldest_due_task_seconds": None,
    }


def test_worker_that_ticks_is_ok(client: Client) -> None:
    Heartbeat.objects.create(worker="one", ticked_at=timezone.now() - timedelta(seconds=30))

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json()["worker"] == "ok"
    assert 30 <= response.json()["last_tick_seconds_ago"] < 60
    assert not response.cookies


def test_worker_that_fell_silent_is_503(client: Client) -> None:
    Heartbeat.objects.create(worker="one", ticked_at=timezone.now() - timedelta(minutes=11))

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["worker"] == "silent"


def test_age_of_the_oldest_due_work_is_told(client: Client) -> None:
    now = timezone.now()
    round_ = an_open_round(launched_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))
    an_invited_contact(round_)
    queue_invitations(round_=round_, now=now - timedelta(minutes=2))
    task = invite_in_background.enqueue(0)
    DBTaskResult.objects.filter(pk=task.id).update(enqueued_at=now - timedelta(minutes=3))

    ages = client.get("/healthz").json()

    assert 120 <= ages["oldest_due_mail_seconds"] < 150
    assert 180 <= ages["oldest_due_task_seconds"] < 210


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_failing_database_is_503(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: type[Error]
) -> None:
    def fail() -> None:
        raise error("gone")

    monkeypatch.setattr(health, "last_tick", fail)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"database": "failed"}


def test_other_methods_are_refused(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
