"""How the system's Chromium is started: for the journeys and for the screenshots."""

import os
import shutil
import subprocess
from typing import Any

from playwright._impl._driver import compute_driver_executable

NAMES = ("chromium", "chromium-browser", "google-chrome")

# Chromium asks hosts of its maker for updates and settings; nothing here needs the internet.
OFFLINE = (
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--disable-quic",
)
REMEDY = "On Debian: apt-get install chromium libatomic1"


class ChromiumMissing(Exception):
    """There is no browser to run; the message says how to get one."""


def launch_options() -> dict[str, Any]:
    """What Playwright's `launch` takes to start the system's Chromium."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise ChromiumMissing(f"None of {', '.join(NAMES)} is installed. {REMEDY}")
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return {"executable_path": found, "args": [*OFFLINE, *as_root]}


def check_driver() -> None:
    """Playwright steers the browser with a Node.js of its own, which a bare system cannot run."""
    node, _ = compute_driver_executable()
    started = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    if started.returncode:
        raise ChromiumMissing(f"{started.stderr.strip()}. {REMEDY}")
