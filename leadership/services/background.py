"""Background tasks that were interrupted or failed: begun anew, after pauses, up to a limit."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from leadership.domain.retries import MOST_ATTEMPTS, next_try
from leadership.models import Heartbeat

AnyTask: TypeAlias = "DBTaskResult[Any, Any]"

log = logging.getLogger(__name__)

GONE_AFTER = timedelta(minutes=1)
"""A worker notes itself four times a minute; silent for longer than this, it counts as dead."""
_LONGEST_SPAN = timedelta(days=7)  # all attempts together, with time to spare
_SECONDS_AT_A_TIME = 5


def go_on_for_a_while(next_piece: Callable[[], bool]) -> bool:
    """Do piece after piece for some seconds; whether there is more to do.

    A long task then queues up again behind the others: a worker that is asked to stop need not
    finish all of it first, and its attempts are counted anew with what it has got done.
    """
    stop_at = time.monotonic() + _SECONDS_AT_A_TIME
    while next_piece():
        if time.monotonic() >= stop_at:
            return True
    return False


def revive_tasks(*, now: datetime) -> int:
    """Put back what a dead worker had begun, and what failed and is to be tried again.

    Returns how many. Whoever comes to it first does it: a task is put back once.
    """
    alive = set(
        Heartbeat.objects.filter(ticked_at__gt=now - GONE_AFTER).values_list("worker", flat=True)
    )
    running = DBTaskResult.objects.running().filter(started_at__lte=now - GONE_AFTER)
    revived = sum(_put_back(task, now) for task in running if _worker_of(task) not in alive)
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=now - _LONGEST_SPAN)
    for task in failed:
        due_at = next_try(len(task.worker_ids), task.finished_at) if task.finished_at else None
        if due_at and due_at <= now:
            revived += _put_back(task, now)
    return revived


def forget_finished_tasks() -> None:
    """Delete what was done two weeks ago."""
    call_command("prune_db_task_results", verbosity=0)


def _worker_of(task: AnyTask) -> str:
    return str(task.worker_ids[-1]) if task.worker_ids else ""


def _put_back(task: AnyTask, now: datetime) -> bool:
    """Whether it was put back by us; a task that took down worker after worker stays failed."""
    attempts = len(task.worker_ids)
    given_up = attempts >= MOST_ATTEMPTS
    changed = DBTaskResult.objects.filter(pk=task.pk, status=task.status).update(
        status=TaskResultStatus.FAILED if given_up else TaskResultStatus.READY,
        finished_at=now if given_up else None,
        run_after=now,
    )
    if changed and given_up:
        log.error("Task %s was given up after %s attempts", task.task_path, attempts)
    elif changed:
        log.warning("Task %s is tried again, for the %s. time", task.task_path, attempts + 1)
    return bool(changed) and not given_up
