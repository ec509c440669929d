"""Serves Corner Office on this machine: database, demo organization, web server and worker.

    python -m tools.run --port 8000 [--fresh]

The settings are those of production (DEBUG is off); variables that are set already win.
"""

import argparse
import fcntl
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn, TextIO

from tools.processes import CannotStart, Processes
from tools.serving import (
    DATABASE,
    VAR,
    free_port_from,
    is_free,
    prepare,
    production_environment,
    start_servers,
)


def main() -> None:
    arguments = parse_arguments()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    try:
        with folder_in_use(alone=arguments.fresh):
            serve(arguments.port, fresh=arguments.fresh)
    except CannotStart as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        print("\nCorner Office has ended.", flush=True)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Serve Corner Office on this machine.")
    parser.add_argument("--port", type=port_number, default=8000)
    parser.add_argument("--fresh", action="store_true", help="delete the database first")
    return parser.parse_args()


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def serve(port: int, *, fresh: bool) -> None:
    if not is_free(port):
        raise CannotStart(
            f"Port {port} is in use by another program. "
            f"Take another one: make run PORT={free_port_from(port + 1)}"
        )
    environment = production_environment(port)
    if fresh:
        delete_database(environment)
    with Processes(environment) as processes:
        links = prepare(processes, report=say)
        say("Starting the web server and the worker")
        start_servers(processes, port)
        announce(port, links)
        processes.wait()


def announce(port: int, links: str) -> None:
    print(f"\nCorner Office is at http://127.0.0.1:{port}/\n")
    if links:
        print(f"{links}\n")
    print("Ctrl-C ends it; make run goes on with the same data, make fresh starts over.")
    sys.stdout.flush()


def say(line: str) -> None:
    print(line, flush=True)


# Starting over


def delete_database(environment: Mapping[str, str]) -> None:
    if "DATABASE_URL" in environment:
        raise CannotStart(
            "make fresh deletes only the SQLite database in var/, and DATABASE_URL names another: "
            "unset DATABASE_URL, or empty that database yourself."
        )
    for file in VAR.glob(f"{DATABASE}*"):
        file.unlink()


@contextmanager
def folder_in_use(*, alone: bool) -> Iterator[None]:
    """Any number may run on var/, but nobody deletes the database while one does."""
    VAR.mkdir(exist_ok=True)
    with (VAR / "in-use").open("w") as lock:
        if alone:
            lock_alone(lock)
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def lock_alone(lock: TextIO) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotStart(
            "Corner Office is running on this folder, so its database stays. "
            "End it with Ctrl-C first; then make fresh starts over."
        ) from None


if __name__ == "__main__":
    main()
