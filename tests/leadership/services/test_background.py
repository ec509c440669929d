"""Background tasks after a crash or an error."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from leadership.models import Heartbeat
from leadership.services.background import revive_tasks
from leadership.services.inviting import invite_in_background
from tests.leadership.mailing import NOW

pytestmark = pytest.mark.django_db

LONG_AGO = NOW - timedelta(minutes=5)


def a_task(
    status: TaskResultStatus, *, attempts: int = 1, **fields: Any
) -> "DBTaskResult[Any, Any]":
    enqueued = invite_in_background.enqueue(0)
    DBTaskResult.objects.filter(pk=enqueued.id).update(
        status=status,
        started_at=LONG_AGO,
        worker_ids=[f"worker-{number}" for number in range(attempts)],
        **fields,
    )
    return DBTaskResult.objects.get(pk=enqueued.id)


def alive(worker: str, ticked_at: datetime = NOW) -> None:
    Heartbeat.objects.create(worker=worker, ticked_at=ticked_at)


def status_of(task: "DBTaskResult[Any, Any]") -> str:
    task.refresh_from_db()
    return str(task.status)


def test_task_of_a_dead_worker_is_put_back() -> None:
    alive("worker-0", NOW - timedelta(minutes=2))
    task = a_task(TaskResultStatus.RUNNING)

    assert revive_tasks(now=NOW) == 1

    assert status_of(task) == "READY"
    assert (task.run_after, task.finished_at) == (NOW, None)


def test_task_of_a_worker_that_is_alive_goes_on() -> None:
    alive("worker-0")
    task = a_task(TaskResultStatus.RUNNING)

    assert revive_tasks(now=NOW) == 0

    assert status_of(task) == "RUNNING"


def test_task_that_began_a_moment_ago_is_left_to_a_worker_that_has_not_ticked_yet() -> None:
    task = a_task(TaskResultStatus.RUNNING)
    DBTaskResult.objects.update(started_at=NOW - timedelta(seconds=5))

    assert revive_tasks(now=NOW) == 0

    assert status_of(task) == "RUNNING"


@pytest.mark.parametrize(
    ("attempts", "minutes", "status"),
    [(1, 0.5, "FAILED"), (1, 1, "READY"), (2, 4, "FAILED"), (2, 5, "READY"), (8, 9999, "FAILED")],
)
def test_failed_task_is_tried_again_after_longer_and_longer_pauses(
    attempts: int, minutes: float, status: str
) -> None:
    failed_at = NOW - timedelta(minutes=minutes)
    task = a_task(TaskResultStatus.FAILED, attempts=attempts, finished_at=failed_at)

    revive_tasks(now=NOW)

    assert status_of(task) == status


def test_task_that_took_down_every_worker_is_given_up() -> None:
    task = a_task(TaskResultStatus.RUNNING, attempts=8)

    assert revive_tasks(now=NOW) == 0

    assert status_of(task) == "FAILED"


def test_task_is_put_back_once() -> None:
    a_task(TaskResultStatus.RUNNING)

    assert [revive_tasks(now=NOW), revive_tasks(now=NOW)] == [1, 0]
