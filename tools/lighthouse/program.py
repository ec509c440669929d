"""Lighthouse itself: installed at the locked version, run against one page in a fresh Chromium."""

import hashlib
import json
import shutil
import subprocess
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

from tools.chromium import launch_options
from tools.processes import CannotStart, Processes
from tools.serving import VAR, free_port_from

HERE = Path(__file__).resolve().parent
INSTALLED = VAR / "lighthouse"
REPORTS = INSTALLED / "reports"
STAMP = INSTALLED / "installed"
LOCK = ("package.json", "package-lock.json", ".npmrc")
CATEGORIES = ("performance", "accessibility", "best-practices")
SECONDS_A_PAGE = 120
# Whatever a page or the browser itself may want from elsewhere, it does not get.
NOTHING_ELSEWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


class RunFailed(Exception):
    """Lighthouse gave no scores; the message holds its own words."""


def install() -> None:
    """Put the locked packages into var/lighthouse, unless they are there."""
    locked = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in LOCK)).hexdigest()
    if STAMP.exists() and STAMP.read_text() == locked:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise CannotStart(
            "npm, which installs Lighthouse, is missing. On Debian: apt-get install npm"
        )
    print("Installing Lighthouse into var/lighthouse", flush=True)
    INSTALLED.mkdir(parents=True, exist_ok=True)
    STAMP.unlink(missing_ok=True)
    for name in LOCK:
        shutil.copy(HERE / name, INSTALLED)
    command = [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=INSTALLED, check=False).returncode:
        raise CannotStart("Lighthouse could not be installed; npm says why above.")
    STAMP.write_text(locked)


def measure(address: str, *, name: str, desktop: bool, sign_in: str | None) -> Any:
    """Lighthouse's result for one page, opened after the sign-in link in the same browser.

    The full report is kept in var/lighthouse/reports. Raises RunFailed.
    """
    with chromium(sign_in or "about:blank") as port:
        REPORTS.mkdir(parents=True, exist_ok=True)
        ended = subprocess.run(
            command_for(address, REPORTS / name, port=port, desktop=desktop),
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS_A_PAGE,
        )
    report = REPORTS / f"{name}.report.json"
    result = json.loads(report.read_text()) if not ended.returncode else {}
    if error := result.get("runtimeError"):
        raise RunFailed(error["message"])
    if not result:
        raise RunFailed(ended.stderr.strip())
    if result["finalDisplayedUrl"] != address:
        raise RunFailed(f"{address} leads to {result['finalDisplayedUrl']}.")
    return result


def command_for(address: str, report: Path, *, port: int, desktop: bool) -> list[str]:
    # Playwright brings a newer Node.js than many systems, and the browser tests need it anyway.
    node, _ = compute_driver_executable()
    return [
        str(node),
        str(INSTALLED / "node_modules/lighthouse/cli/index.js"),
        address,
        f"--port={port}",
        f"--only-categories={','.join(CATEGORIES)}",
        *(["--preset=desktop"] if desktop else []),
        *("--output=json", "--output=html", f"--output-path={report}"),
        *("--no-enable-error-reporting", "--quiet"),
    ]


@contextmanager
def chromium(start_page: str) -> Iterator[int]:
    """A Chromium with an empty profile that has opened the start page; gives its debugging port."""
    options, port = launch_options(), free_port_from(9333)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        environment = {"HOME": profile, "PATH": "/usr/bin:/bin"}
        with Processes(environment) as processes, Path(profile, "log").open("w") as log:
            processes.start(
                "browser",
                options["executable_path"],
                *options["args"],
                *("--headless=new", NOTHING_ELSEWHERE),
                f"--remote-debugging-port={port}",
                f"--user-data-dir={profile}",
                start_page,
                output=log,
            )
            if not processes.wait_for(has_opened(port, start_page), seconds=30):
                raise RunFailed(f"Chromium did not get past {start_page}")
            yield port


def has_opened(port: int, start_page: str) -> Callable[[], bool]:
    """A sign-in link has been followed when the browser is somewhere else."""

    def opened() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=5) as answer:
                tabs = [tab["url"] for tab in json.load(answer) if tab["type"] == "page"]
        except OSError:
            return False
        return bool(tabs) and (start_page.startswith("about:") or start_page not in tabs)

    return opened
