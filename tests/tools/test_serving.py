"""What `make run` prepares."""

import socket
import stat
from pathlib import Path

import pytest

from tools import serving


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "var"
    monkeypatch.setattr(serving, "VAR", folder)
    return folder


def test_secret_key_is_made_once_and_readable_by_its_owner_alone(var: Path) -> None:
    first = serving.secret_key()

    assert serving.secret_key() == first
    assert len(first) >= 50
    assert stat.S_IMODE((var / "secret-key").stat().st_mode) == 0o600


def test_environment_leaves_debug_off_and_builds_links_for_the_port(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DEBUG", "PUBLIC_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)

    environment = serving.production_environment(8123)

    assert environment["PUBLIC_URL"] == "http://127.0.0.1:8123"
    assert environment["SECRET_KEY"] == serving.secret_key()
    assert "DEBUG" not in environment


def test_environment_keeps_what_was_set_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://office.example")

    assert serving.production_environment(8123)["PUBLIC_URL"] == "https://office.example"


def test_port_is_free_unless_somebody_listens() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        assert not serving.is_free(port)
        assert serving.free_port_from(port) > port
