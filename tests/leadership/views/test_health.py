"""What a monitor reads."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from leadership.models import Heartbeat
from leadership.views import health

pytestmark = pytest.mark.django_db


def test_before_the_first_tick_the_web_server_counts_as_up(client: Client) -> None:
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {
        "database": "ok",
        "worker": "silent",
        "last_tick_seconds_ago": None,
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


def test_failing_database_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(health, "last_tick", fail)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"database": "failed"}


def test_other_methods_are_refused(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
