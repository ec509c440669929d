"""A worker's signs of life."""

from datetime import timedelta

import pytest

from leadership.models import Heartbeat
from leadership.services.heartbeats import record_tick
from tests.leadership.mailing import NOW

pytestmark = pytest.mark.django_db


def test_record_tick_writes_at_most_every_fifteen_seconds() -> None:
    record_tick(worker="one", now=NOW)
    record_tick(worker="one", now=NOW + timedelta(seconds=14))
    early = Heartbeat.objects.get().ticked_at
    record_tick(worker="one", now=NOW + timedelta(seconds=15))

    assert early == NOW
    assert Heartbeat.objects.get().ticked_at == NOW + timedelta(seconds=15)


def test_first_tick_of_a_worker_forgets_those_long_gone() -> None:
    record_tick(worker="gone", now=NOW - timedelta(days=2))
    record_tick(worker="recent", now=NOW - timedelta(hours=1))

    record_tick(worker="new", now=NOW)

    assert set(Heartbeat.objects.values_list("worker", flat=True)) == {"recent", "new"}


def test_record_tick_says_which_is_the_first_of_a_day() -> None:
    first = record_tick(worker="one", now=NOW)
    second = record_tick(worker="one", now=NOW + timedelta(minutes=1))
    next_day = record_tick(worker="one", now=NOW + timedelta(days=1))

    assert [first, second, next_day] == [True, False, True]
