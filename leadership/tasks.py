"""One tick of background work: what is due now, in whatever process asks for it."""

import logging
import os
import socket
import time
from collections.abc import Callable
from datetime import datetime

from leadership.services.delivery import deliver_due
from leadership.services.heartbeats import record_tick
from leadership.services.programme import close_due_rounds

log = logging.getLogger(__name__)

_SECONDS_OF_DELIVERY = 60  # then the clock's own work gets its turn


def tick(*, now: datetime, stopping: Callable[[], bool] = lambda: False) -> None:
    """Close the rounds whose time has come, then send the mail that is due.

    Any number of processes may tick at once. `stopping` is asked between two batches.
    """
    worker = f"{socket.gethostname()}:{os.getpid()}"
    record_tick(worker=worker, now=now)
    if closed := close_due_rounds(now=now):
        log.info("Rounds closed at their time: %s", closed)
    delivered = _deliver(now, stopping)
    if delivered:
        log.info("Mails settled: %s", delivered)


def _deliver(now: datetime, stopping: Callable[[], bool]) -> int:
    stop_at = time.monotonic() + _SECONDS_OF_DELIVERY
    delivered = 0
    while not stopping() and time.monotonic() < stop_at:
        settled = deliver_due(now=now)
        if not settled:
            break
        delivered += settled
    return delivered
