"""The worker as its own process, as an installation runs it."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from leadership.models import Heartbeat, OutgoingEmail
from leadership.services.outbox import queue_invitations
from tests.leadership.mailing import an_invited_contact, an_open_round
from tests.smtp import CollectingServer

ROOT = Path(__file__).resolve().parents[3]


def environment(**more: str) -> dict[str, str]:
    """The test database, told as an installation is told it."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "LOG_LEVEL": "INFO", **more}


def database_url() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    host = database["HOST"]
    host = f"/{host}" if host.startswith("/") else host  # a folder, when it is a socket
    user = f"{database['USER']}:{database['PASSWORD']}".removesuffix(":")
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgres://{user}@{host}{port}/{database['NAME']}"


@pytest.mark.django_db
def test_once_does_what_is_due_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("worker", "--once")

    assert Heartbeat.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_delivers_and_stops_quietly(
    number: signal.Signals, smtp_server: CollectingServer
) -> None:
    now = timezone.now()
    round_ = an_open_round(closes_at=now + timedelta(days=1), launched_at=now)
    an_invited_contact(round_)
    queue_invitations(round_=round_, now=now)
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=ROOT,
        env=environment(
            DATABASE_URL=database_url(),
            EMAIL_URL=smtp_server.url,
            DJANGO_SETTINGS_MODULE="config.settings",
            SECRET_KEY=settings.SECRET_KEY,
        ),
        stderr=subprocess.PIPE,
        text=True,
    )

    deadline = time.monotonic() + 30
    while not OutgoingEmail.objects.filter(state="sent") and time.monotonic() < deadline:
        time.sleep(0.1)
    worker.send_signal(number)
    _, said = worker.communicate(timeout=30)

    assert worker.returncode == 0, said
    assert len(smtp_server.received) == 1, said
    assert "Worker started" in said
    assert "Worker stopped" in said
    assert "Traceback" not in said
