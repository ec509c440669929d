"""Child processes that live and end together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO

GRACE = 10  # seconds a child has to end by itself


class CannotStart(Exception):
    """Something that a person must do first; the message says what."""


@dataclass(slots=True)
class Processes:
    """Children with one environment; leaving the context ends all of them.

    Each gets a process group of its own, so that the terminal's Ctrl-C reaches only the parent,
    which then ends the children in order.
    """

    environment: Mapping[str, str]
    running: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    def __enter__(self) -> "Processes":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.end()

    def start(self, name: str, *command: str, output: IO[str] | None = None) -> None:
        """`output` takes what the child prints, errors too; without it they go where ours do."""
        self.running[name] = self._open(command, output, output)

    def run(self, *command: str) -> str:
        """Run a command to its end and return what it printed; CannotStart when it fails."""
        child = self._open(command, output=subprocess.PIPE)
        try:
            printed, _ = child.communicate()
        except BaseException:
            stop(child)
            raise
        if child.returncode:
            sys.stderr.write(printed)
            raise CannotStart(f"This failed, for the reason above: {' '.join(command[1:])}")
        return printed.strip()

    def wait_for(self, condition: Callable[[], bool], *, seconds: float) -> bool:
        """Whether the condition came true in time; CannotStart when a child ends meanwhile."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.check()
            if condition():
                return True
            time.sleep(0.1)
        return False

    def wait(self) -> None:
        """Wait for ever; CannotStart as soon as one child ends."""
        while True:
            self.check()
            time.sleep(0.5)

    def check(self) -> None:
        for name, child in self.running.items():
            if child.poll() is not None:
                raise CannotStart(
                    f"The {name} ended by itself (exit code {child.returncode}); "
                    "what it printed above says why. Everything else was ended too."
                )

    def end(self) -> None:
        for child in self.running.values():
            child.terminate()
        for child in self.running.values():
            stop(child)

    def _open(
        self,
        command: tuple[str, ...],
        output: int | IO[str] | None = None,
        errors: IO[str] | None = None,
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            text=True,
            start_new_session=True,
        )


def stop(child: subprocess.Popen[str]) -> None:
    """End a child and whatever it started: politely, unless it takes long or we are told again."""
    child.terminate()
    try:
        child.wait(GRACE)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
