"""What a running installation on this machine consists of; for `run` and what looks at pages."""

import os
import secrets
import socket
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tools.processes import CannotStart, Processes

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
DATABASE = "corner-office.sqlite3"  # where config/settings.py keeps it without DATABASE_URL
SECONDS_TO_START = 60


def production_environment(port: int) -> dict[str, str]:
    """The variables config/settings.py needs, unless the caller's environment has them."""
    return {
        "SECRET_KEY": secret_key(),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "LOG_LEVEL": "WARNING",
        **os.environ,
        "PYTHONUNBUFFERED": "1",
    }


def secret_key() -> str:
    """The key of this folder, made at its first start: personal links survive a restart."""
    file = VAR / "secret-key"
    if not file.exists():
        VAR.mkdir(exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(50))
    return file.read_text()


def prepare(processes: Processes, report: Callable[[str], None]) -> str:
    """Bring translations and database up to date, load the demo; returns its links."""
    manage(processes, "compile_translations", "--verbosity=0")
    report("Preparing the database")
    manage(processes, "migrate", "--verbosity=0")
    report("Collecting static files")
    manage(processes, "collectstatic", "--noinput", "--verbosity=0")
    report("Looking after the demo organization; the first time this takes a moment")
    return manage(processes, "demo", "--links")


def manage(processes: Processes, *arguments: str) -> str:
    return processes.run(sys.executable, str(ROOT / "manage.py"), *arguments)


def start_servers(processes: Processes, port: int) -> None:
    """Start web server and worker, and return when the health page is content with both."""
    processes.start("web server", *web_server(port))
    processes.start("worker", *worker())
    health = f"http://127.0.0.1:{port}/healthz"
    if not processes.wait_for(lambda: answer_of(health) == 200, seconds=SECONDS_TO_START):
        raise CannotStart(f"{health} is not well: it answers {answer_of(health)}.")


@contextmanager
def demo(database: str | None = None) -> Iterator[str]:
    """Serve a demo on a database of its own and set this process's Django up on it, too.

    `database` is the address of an empty one; without it there is one for this time only.
    """
    port = free_port_from(8765)
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **production_environment(port),
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "DATABASE_URL": database or f"sqlite:///{folder}/demo.sqlite3",
            "STATIC_ROOT": f"{folder}/static",
            "LOG_LEVEL": "CRITICAL",  # whoever looks at the pages says what went wrong
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        with Processes(environment) as processes:
            prepare(processes, report=print)
            start_servers(processes, port)
            os.environ.update(environment)
            import django  # noqa: PLC0415 - it reads the environment, which was not there before

            django.setup()
            yield environment["PUBLIC_URL"]


def web_server(port: int, workers: int = 2, threads: int = 4) -> tuple[str, ...]:
    return (
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
        *("--chdir", str(ROOT), "--bind", f"127.0.0.1:{port}", "--no-control-socket"),
        *("--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)),
        *("--log-level", "warning"),
    )


def worker() -> tuple[str, ...]:
    return (sys.executable, str(ROOT / "manage.py"), "worker")


def answer_of(address: str) -> int | None:
    """The status that an address answers with, or None when nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310 - it is ours
            status: int = response.status
            return status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port_from(first: int) -> int:
    return next(port for port in count(first) if is_free(port))
