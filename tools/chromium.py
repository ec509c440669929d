"""How the system's Chromium is started: for the journeys and for the screenshots."""

import os
import shutil
from typing import Any

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


class ChromiumMissing(Exception):
    """There is no browser to run; the message says how to get one."""


def launch_options() -> dict[str, Any]:
    """What Playwright's `launch` takes to start the system's Chromium."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise ChromiumMissing(
            f"None of {', '.join(NAMES)} is installed. On Debian: apt-get install chromium"
        )
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    return {"executable_path": found, "args": [*OFFLINE, *as_root]}
