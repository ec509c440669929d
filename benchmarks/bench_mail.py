"""Mails a second of one worker against bare smtplib: one sink, the same run, slices in turn.

    PYTHONPATH=. python benchmarks/bench_mail.py [--database sqlite] [--pause 0.01]

Bare is a plain loop of `sendmail` over one connection with a message that the worker has written
itself. The worker is `manage.py worker` as in production: it claims, looks, renders, sends and
records. Both are timed by the sink, from the first message it took to the last.

The sink is plain sockets in a process of its own: against it, bare smtplib sends 2,700 mails a
second on two cores, against aiosmtpd 1,080. It is measured twice: thinking about each mail for
two milliseconds, as a server does that writes it to a disk before it says yes, and not at all.
The target is for the first; the second shows what a mail costs the worker itself, which bare
smtplib, with one message ready for all, does not have to do.
"""

import argparse
import os
import smtplib
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from benchmarks.mail_sink import Sink, start_sink
from tools import postgres
from tools.processes import CannotStart, Processes
from tools.serving import worker

TARGET = 0.8
THINKS = 0.002  # seconds, as a mail server that keeps what it takes
MAILS = 1_500  # in a slice
SLICES = ("bare", "worker", "bare", "worker", "bare")
FIRST = 100  # that warm the worker up and give the bare loop its message
LONGEST = 120  # seconds for one slice
DATABASES = ("postgres", "sqlite")


@dataclass(frozen=True, slots=True)
class Throughput:
    """Mails a second of each slice, in order of time."""

    bare: tuple[float, ...]
    worker: tuple[float, ...]
    message_bytes: int

    @property
    def ratio(self) -> float:
        """The median of what each slice of the worker reached of the bare slices beside it."""
        return statistics.median(self.ratios)

    @property
    def ratios(self) -> list[float]:
        return [
            2 * worker / (self.bare[place] + self.bare[place + 1])
            for place, worker in enumerate(self.worker)
        ]

    def __str__(self) -> str:
        bare, worker = map(statistics.median, (self.bare, self.worker))
        slices = ", ".join(f"{ratio:.2f}" for ratio in self.ratios)
        return (
            f"bare smtplib {bare:.0f} mails/s, one worker {worker:.0f} mails/s, "
            f"ratio {self.ratio:.2f} ({slices}), {self.message_bytes} bytes a mail"
        )


def measure(
    environment: Mapping[str, str], folder: Path, mails: int = MAILS, pause: float = THINKS
) -> Throughput:
    """Measure on the database of this process, which Django is set up for and is empty.

    `pause`: how many seconds the mail server thinks about each mail, as one that writes it to
    a disk does.
    """
    from benchmarks.queued_mail import queue_mail

    queue_mail(FIRST + mails * SLICES.count("worker"))
    with Processes(environment) as servers:
        sink = start_sink(servers, folder / "sink", pause)
        with_mail = {**environment, "EMAIL_URL": sink.url, "LOG_LEVEL": "ERROR"}
        by_worker(sink, with_mail, FIRST)
        sample = sink.folder.content(sink.folder.taken()[-1])
        speeds: dict[str, list[float]] = {"bare": [], "worker": []}
        for slice_ in SLICES:
            if slice_ == "bare":
                speeds["bare"].append(by_bare(sink, sample, mails))
            else:
                speeds["worker"].append(by_worker(sink, with_mail, mails))
    return Throughput(tuple(speeds["bare"]), tuple(speeds["worker"]), len(sample))


def by_worker(sink: Sink, environment: Mapping[str, str], mails: int) -> float:
    from benchmarks.queued_mail import make_due

    before = sink.folder.count()
    make_due(mails)
    with Processes(environment) as workers:
        workers.start("worker", *worker())
        if not workers.wait_for(lambda: sink.folder.count() >= before + mails, seconds=LONGEST):
            raise CannotStart(f"The worker sent {sink.folder.count() - before} of {mails} mails.")
    return speed(sink, mails)


def by_bare(sink: Sink, message: bytes, mails: int) -> float:
    with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as server:
        for _ in range(mails):
            server.sendmail("office@meridian.example", "anna@customer.example", message)
    return speed(sink, mails)


def speed(sink: Sink, mails: int) -> float:
    """Mails a second of the last so many messages."""
    times = [taken.at for taken in sink.folder.taken()[-mails:]]
    return (mails - 1) / (times[-1] - times[0])


def environment_for(database_url: str) -> dict[str, str]:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DEBUG": "0",
        "SECRET_KEY": "for this measurement only",
        "PUBLIC_URL": "http://127.0.0.1",
        "LOG_LEVEL": "ERROR",
        "PYTHONWARNINGS": "ignore",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    environment.pop("EMAIL_URL", None)
    return environment


def measure_here(mails: int, pause: float) -> None:
    """In a process of its own for each database, because Django is set up once in a process."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        result = measure(os.environ, Path(folder), mails, pause)
    wanted = f"; target {TARGET}" if pause else ""
    print(f"{result}{wanted}")
    sys.exit(bool(pause) and result.ratio < TARGET)


def measure_on(database: str, mails: int, pause: float) -> int:
    print(f"{database}, {pause * 1000:g} ms a mail: ", end="", flush=True)
    command = [sys.executable, __file__, "--here", f"--mails={mails}", f"--pause={pause}"]
    if database == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            environment = environment_for(f"sqlite:///{folder}/mail.sqlite3")
            return subprocess.run(command, env=environment, check=False).returncode
    with postgres.server() as server:
        return subprocess.run(command, env=environment_for(server.url), check=False).returncode


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", choices=DATABASES, action="append")
    parser.add_argument("--mails", type=int, default=MAILS, help="mails in a slice")
    parser.add_argument("--pause", type=float, action="append", help="seconds a mail is thought of")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    pauses = options.pause or [THINKS, 0]
    if options.here:
        measure_here(options.mails, pauses[0])
    sides = product(options.database or DATABASES, pauses)
    ended = [measure_on(database, options.mails, pause) for database, pause in sides]
    sys.exit(any(ended))


if __name__ == "__main__":
    main()
