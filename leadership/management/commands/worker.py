"""The process that does background work; any number may run, on any number of machines."""

import logging
import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connections
from django.utils import timezone

from leadership.tasks import tick

log = logging.getLogger(__name__)

_PAUSE = 1.0
_LONGEST_PAUSE = 30.0


class Command(BaseCommand):
    help = "Close rounds at their time and send mail, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            tick(now=timezone.now())
            return
        stop = threading.Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
        log.info("Worker started")
        _work(stop)
        log.info("Worker stopped")


def _work(stop: threading.Event) -> None:
    """Tick every second; after an error wait longer each time, up to half a minute."""
    pause = _PAUSE
    while not stop.is_set():
        try:
            close_old_connections()
            tick(now=timezone.now(), stopping=stop.is_set)
            pause = _PAUSE
        except Error as error:
            log.error("The database failed, trying again in %.0f s: %s", pause, error)
            connections.close_all()
            stop.wait(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        except Exception:
            log.exception("A tick failed, trying again in %.0f s", pause)
            stop.wait(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        stop.wait(_PAUSE)
