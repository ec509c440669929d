"""What a worker does: the clock, the mail and the background tasks, each once through."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import Error
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from leadership.services.background import forget_finished_tasks, revive_tasks
from leadership.services.ceo_mail import tell_of_messages
from leadership.services.ceo_messages import forget_old_messages
from leadership.services.commitment_reminders import remind_of_commitments
from leadership.services.contact_uploads import forget_old_uploads
from leadership.services.delivery import deliver_due
from leadership.services.evidence_mail import tell_of_evidence
from leadership.services.heartbeats import record_tick
from leadership.services.immersion import forget_old_immersions
from leadership.services.inbox_mail import tell_of_concerns
from leadership.services.peers import make_due_quartiles
from leadership.services.posts import posting
from leadership.services.programme import close_due_rounds
from leadership.services.reminders import remind_due
from leadership.services.retention import apply_retention_of_today
from leadership.services.schedules import run_schedules

log = logging.getLogger(__name__)

_SECONDS_OF_DELIVERY = 60
Stopping = Callable[[], bool]
Job = Callable[..., int | None]  # with `now`, returns how many of what it did


def _uncounted(job: Job) -> Job:
    """The same without a count, which would tell the log what is somebody’s alone."""

    def done(*, now: datetime) -> None:
        job(now=now)

    return done


_AT_EVERY_TICK: Final[tuple[tuple[str, Job], ...]] = (
    ("Rounds closed at their time", close_due_rounds),
    ("Acts of schedules", run_schedules),
    ("Reminders begun", remind_due),
    ("Mails about comments that wait", tell_of_concerns),
    ("Mails about evidence that waits", tell_of_evidence),
    ("Reminders of commitments", remind_of_commitments),
    ("Mails about messages to the chief executive", tell_of_messages),
    ("Tasks put back", revive_tasks),
    ("Uploaded lists forgotten after a day", forget_old_uploads),
)
_ONCE_A_DAY: Final[tuple[tuple[str, Job], ...]] = (
    ("Tasks forgotten that were done two weeks ago", lambda now: forget_finished_tasks()),
    ("Rows deleted that were kept for long enough", apply_retention_of_today),
    ("Entries of logs forgotten after a year", _uncounted(forget_old_immersions)),
    ("Messages to the chief executive forgotten after a year", _uncounted(forget_old_messages)),
    ("Quartiles of organizations made for the quarter that is over", make_due_quartiles),
)


def tick(*, now: datetime, worker: str, stopping: Stopping = lambda: False) -> None:
    """All of it once, one after the other. Any number of processes may do so at once."""
    watch_clock(now=now, worker=worker)
    deliver(stopping=stopping, now=now)
    do_tasks(worker=worker, stopping=stopping)


def watch_clock(*, now: datetime, worker: str) -> None:
    """Do what its time has come for: rounds to draft, open, remind of and close.

    What fails is logged and holds up nothing else; the database’s own failures are raised when the
    rest was tried.
    """
    is_first_today = record_tick(worker=worker, now=now)
    failed = None
    for did, job in (*_AT_EVERY_TICK, *(_ONCE_A_DAY if is_first_today else ())):
        try:
            count = job(now=now)
        except Error as error:
            log.exception("Failed: %s", did)
            failed = error
        except Exception:
            log.exception("Failed: %s", did)
        else:
            if count:
                log.info("%s: %s", did, count)
    if failed:
        raise failed


def deliver(*, now: datetime, stopping: Stopping) -> None:
    """Send the mail that is due, for up to a minute."""
    began = time.monotonic()
    delivered = 0
    with posting() as post:
        while not stopping() and (passed := time.monotonic() - began) < _SECONDS_OF_DELIVERY:
            # The time that has passed counts: a lease from `now` on would end too early.
            at = now + timedelta(seconds=passed)
            settled = deliver_due(now=at, post=post, stopping=stopping)
            if not settled:
                break
            delivered += settled
    if delivered:
        log.info("Mails settled: %s", delivered)


def do_tasks(*, worker: str, stopping: Stopping) -> None:
    """Do the background tasks that wait, one after the other."""
    while not stopping() and DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=1,
            worker_id=worker,
            excluded_queue_names=[],
        ).run()
