"""Children live and end together."""

import os
import sys
import time

import pytest

from tools.processes import CannotStart, Processes

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")
STUBBORN = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True);"
    "time.sleep(60)",
)


def test_processes_end_with_their_context() -> None:
    with Processes(os.environ) as processes:
        processes.start("sleeper", *SLEEP)
        child = processes.running["sleeper"]

    assert child.returncode is not None


def test_processes_end_together_when_one_ends_and_say_which() -> None:
    with Processes(os.environ) as processes:
        processes.start("sleeper", *SLEEP)
        processes.start("clerk", sys.executable, "-c", "raise SystemExit(3)")
        with pytest.raises(CannotStart, match=r"The clerk ended by itself \(exit code 3\)"):
            processes.wait()

    assert processes.running["sleeper"].returncode is not None


def test_processes_end_a_child_that_ignores_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.processes.GRACE", 0.5)
    began = time.monotonic()

    with Processes(os.environ) as processes:
        processes.start("stubborn", *STUBBORN)
        time.sleep(0.3)

    assert processes.running["stubborn"].returncode is not None
    assert time.monotonic() - began < 30


def test_processes_return_what_a_command_printed() -> None:
    with Processes(os.environ) as processes:
        assert processes.run(sys.executable, "-c", "print('hello')") == "hello"


def test_processes_say_which_command_failed() -> None:
    with Processes(os.environ) as processes, pytest.raises(CannotStart, match="-c raise"):
        processes.run(sys.executable, "-c", "raise SystemExit(1)")


def test_processes_wait_for_a_condition_no_longer_than_told() -> None:
    with Processes(os.environ) as processes:
        assert processes.wait_for(lambda: True, seconds=5)
        assert not processes.wait_for(lambda: False, seconds=0.2)
