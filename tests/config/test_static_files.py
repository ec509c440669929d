"""Static files as an installation collects them: hashed, compressed, none missing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC_TAG = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What collectstatic makes; it fails by itself when a file names one that is missing."""
    folder = tmp_path_factory.mktemp("static")
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": "one",
            "STATIC_ROOT": str(folder),
        },
        check=True,
    )
    return folder


def test_collectstatic_finds_every_file_that_static_files_name(collected: Path) -> None:
    assert (collected / "staticfiles.json").exists()


def test_collectstatic_compresses_what_is_worth_it(collected: Path) -> None:
    sheets = list((collected / "css").rglob("*.css"))

    assert sheets
    assert all(sheet.with_name(f"{sheet.name}.gz").exists() for sheet in sheets if is_large(sheet))


def is_large(file: Path) -> bool:
    return file.stat().st_size > 1000


def test_collectstatic_finds_every_file_that_templates_name(collected: Path) -> None:
    missing = {
        f"{template.relative_to(ROOT)}: {name}"
        for template in (ROOT / "templates").rglob("*.*")
        for name in STATIC_TAG.findall(template.read_text())
        if not (collected / name).exists()
    }

    assert missing == set()
