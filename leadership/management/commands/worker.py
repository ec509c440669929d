"""The process that does background work; any number may run, on any number of machines."""

import logging
import os
import secrets
import signal
import socket
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connections
from django.utils import timezone

from leadership.tasks import deliver, do_tasks, tick, watch_clock

log = logging.getLogger(__name__)

_PAUSE = 1.0
_PAUSE_OF_THE_CLOCK = 5.0
_LONGEST_PAUSE = 30.0


class Command(BaseCommand):
    help = "Open, remind of and close rounds, send mail and do background tasks, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = _name()
        if options["once"]:
            tick(now=timezone.now(), worker=worker)
            return
        stop = threading.Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
        log.info("Worker started")
        _work(worker, stop)
        log.info("Worker stopped")


def _name() -> str:
    """A name that no earlier worker had: in containers, host and number repeat."""
    return f"{socket.gethostname()[:80]}:{os.getpid()}:{secrets.token_hex(4)}"


def _work(worker: str, stop: threading.Event) -> None:
    """The three kinds of work side by side, so that none waits for another."""
    asked = stop.is_set
    loops = (
        ("clock", _PAUSE_OF_THE_CLOCK, lambda: watch_clock(now=timezone.now(), worker=worker)),
        ("mail", _PAUSE, lambda: deliver(now=timezone.now(), stopping=asked)),
        ("tasks", _PAUSE, lambda: do_tasks(worker=worker, stopping=asked)),
    )
    threads = [threading.Thread(target=_repeat, args=(*loop, stop), name=loop[0]) for loop in loops]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _repeat(name: str, pause: float, work: Callable[[], None], stop: threading.Event) -> None:
    """Work and pause in turn; after an error pause longer each time, up to half a minute."""
    longer = pause
    while not stop.is_set():
        try:
            close_old_connections()
            work()
            longer = pause
        except Error as error:
            log.error("The database failed the %s, trying again in %.0f s: %s", name, longer, error)
            connections.close_all()
            stop.wait(longer)
            longer = min(longer * 2, _LONGEST_PAUSE)
        except Exception:
            log.exception("The %s failed, trying again in %.0f s", name, longer)
            stop.wait(longer)
            longer = min(longer * 2, _LONGEST_PAUSE)
        stop.wait(pause)
    connections.close_all()
