"""What a newcomer's first command does: serve a demo and print three links that work."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.smtp import free_port

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("lead", "executive", "customer")


@dataclass(frozen=True, slots=True)
class Running:
    process: subprocess.Popen[str]
    port: int
    links: dict[str, str]


def start(port: int, folder: Path) -> subprocess.Popen[str]:
    """Start it as `make run` does, keeping its database out of var/."""
    return subprocess.Popen(
        [sys.executable, "-m", "tools.run", "--port", str(port)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "STATIC_ROOT": f"{folder}/static",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def read_links(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout
    links: dict[str, str] = {}
    printed = []
    for line in process.stdout:
        printed.append(line)
        word, _, link = line.strip().partition(" ")
        if word in WORDS:
            links[word] = link.strip()
        if len(links) == len(WORDS):
            return links
    pytest.fail(f"it ended without the three links:\n{''.join(printed)}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("make-run")


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[Running]:
    port = free_port()
    process = start(port, folder)
    try:
        yield Running(process, port, read_links(process))
    finally:
        process.terminate()
        process.wait(30)


def test_make_run_signs_in_as_lead(running: Running, page: Page) -> None:
    answer = page.goto(running.links["lead"])

    assert answer
    assert answer.status == 200
    assert "/accounts/" not in page.url
    assert page.get_by_role("link", name="People").count() == 1


def test_make_run_signs_in_as_executive(running: Running, page: Page) -> None:
    answer = page.goto(running.links["executive"])

    assert answer
    assert answer.status == 200
    assert "/accounts/" not in page.url
    assert page.get_by_role("link", name="People").count() == 0


def test_make_run_opens_an_unanswered_customer_survey(running: Running, page: Page) -> None:
    answer = page.goto(running.links["customer"])

    assert answer
    assert answer.status == 200
    assert page.locator("fieldset").count() > 1
    assert page.locator("input:checked").count() == 0


def test_make_run_loads_nothing_from_elsewhere_and_breaks_no_rule(
    running: Running, page: Page
) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("requestfailed", lambda request: problems.append(request.url))

    for word in WORDS:
        page.goto(running.links[word], wait_until="networkidle")

    assert problems == []


def test_make_run_on_a_port_in_use_says_which_to_take(running: Running, folder: Path) -> None:
    second = start(running.port, folder)

    said, _ = second.communicate(timeout=30)

    assert second.returncode == 1
    assert f"Port {running.port} is in use" in said
    assert "make run PORT=" in said


def test_make_run_ends_everything_on_ctrl_c(folder: Path) -> None:
    """A second start keeps the database, so it is quick; the terminal signals the whole group."""
    port = free_port()
    process = start(port, folder)
    read_links(process)

    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=30)

    assert process.returncode == 0
    assert "Traceback" not in said
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
