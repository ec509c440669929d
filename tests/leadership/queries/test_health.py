"""When a worker counts as silent."""

from datetime import timedelta

import pytest

from leadership.models import Heartbeat
from leadership.queries.health import worker_is_silent
from tests.leadership.mailing import NOW

pytestmark = pytest.mark.django_db


def test_worker_is_silent_before_the_first_tick() -> None:
    assert worker_is_silent(NOW)


@pytest.mark.parametrize(("age", "silent"), [(0, False), (600, False), (601, True)])
def test_worker_is_silent_after_ten_minutes(age: int, silent: bool) -> None:
    Heartbeat.objects.create(worker="old", ticked_at=NOW - timedelta(days=1))
    Heartbeat.objects.create(worker="one", ticked_at=NOW - timedelta(seconds=age))

    assert worker_is_silent(NOW) is silent
