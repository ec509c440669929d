"""A web process is ready when it says so."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_everything_is_read_before_the_first_visitor_comes(tmp_path: Path) -> None:
    asked = "import sys, config.wsgi; print('leadership.views.results' in sys.modules)"

    ended = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "SECRET_KEY": "one",
            "STATIC_ROOT": str(tmp_path),
            "DATABASE_URL": "sqlite://:memory:",
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stdout.strip() == "True"
