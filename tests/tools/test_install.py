"""The installer knows when there is nothing to do."""

from pathlib import Path

import pytest

from tools import install


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock that is not installed yet, with the stamps in a folder of the test."""
    monkeypatch.setattr(install, "VENV", tmp_path)
    file = tmp_path / "requirements.txt"
    file.write_text("django==5.2\n")
    monkeypatch.setattr(install, "RUN_LOCK", file)
    return file


def test_lock_counts_as_installed_until_it_changes(lock: Path) -> None:
    assert not install.is_installed(lock)

    install.write_stamps(lock)
    assert install.is_installed(lock)

    lock.write_text("django==5.3\n")
    assert not install.is_installed(lock)


def test_development_lock_brings_what_running_needs(lock: Path) -> None:
    development = lock.with_name("requirements-dev.txt")
    development.write_text("pytest==9\n")

    install.write_stamps(development)

    assert install.is_installed(lock)


def test_uv_is_installed_at_its_locked_version_and_hashes() -> None:
    first, *hashes = install.locked_lines_of_uv()

    assert first.startswith("uv==")
    assert hashes
    assert all(line.strip().startswith("--hash=sha256:") for line in hashes)
    assert not hashes[-1].endswith("\\\n")
