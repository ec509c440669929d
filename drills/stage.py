"""What a drill plays on: an empty database of its own, and the parts of an installation."""

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import django

from drills.catalogue import POSTGRES, Drill
from tools import postgres
from tools.processes import CannotStart, Processes
from tools.serving import answer_of, free_port_from, manage, web_server, worker

FIRST_PORT = {"postgres": 8755, "sqlite": 8775}
_SECONDS_TO_START = 30


@dataclass(frozen=True, slots=True)
class Stage:
    """`server` is None on SQLite. `environment` is that of production, without a mail server."""

    database: str
    folder: Path
    port: int
    environment: dict[str, str]
    server: postgres.Server | None

    @property
    def address(self) -> str:
        return self.environment["PUBLIC_URL"]

    def processes(self, **variables: str) -> Processes:
        """Nothing yet; what is started in it ends with its context."""
        return Processes({**self.environment, **variables})

    def start_web(self, processes: Processes, *, workers: int = 2, threads: int = 4) -> int:
        """Start gunicorn; returns its process id when it answers."""
        processes.start("web server", *web_server(self.port, workers, threads))
        unknown_link = f"{self.address}/a/x/"
        if not processes.wait_for(
            lambda: answer_of(unknown_link) == 404, seconds=_SECONDS_TO_START
        ):
            raise CannotStart(f"{unknown_link} answers {answer_of(unknown_link)}.")
        return processes.running["web server"].pid

    def collect_static(self) -> None:
        """Only the pages of those who sign in need it."""
        with self.processes() as processes:
            manage(processes, "collectstatic", "--noinput", "--verbosity=0")


def start_worker(processes: Processes, name: str = "worker") -> int:
    processes.start(name, *worker())
    return processes.running[name].pid


@contextmanager
def stage_for(drill: Drill, database: str) -> Iterator[Stage]:
    """An empty, migrated database; Django of this process is set up on it."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="drill-")))
        url, server = f"sqlite:///{folder}/drill.sqlite3", None
        if database == POSTGRES:
            options = postgres.DURABLE if drill.durable else postgres.FAST
            server = stack.enter_context(postgres.server(options))
            url = server.url
        port = free_port_from(FIRST_PORT[database] + random.randrange(10))  # noqa: S311 - a port, not a secret
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DEBUG": "0",
            "SECRET_KEY": "for this drill only",
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "ALLOWED_HOSTS": "127.0.0.1",
            "STATIC_ROOT": str(folder / "static"),
            "EMAIL_TIMEOUT": "1",
            "LOG_LEVEL": "CRITICAL",  # faults are the point here
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": "ignore",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        environment.pop("EMAIL_URL", None)
        os.environ.clear()
        os.environ.update(environment)
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - Django is ready now

        call_command("migrate", verbosity=0)
        yield Stage(database, folder, port, environment, server)
