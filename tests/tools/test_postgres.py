"""The throw-away PostgreSQL server."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg2  # type: ignore[import-untyped]
import pytest

from tools import postgres

CONNECT = """
import os, environ, psycopg2
url = environ.Env.db_url_config(os.environ["DATABASE_URL"])
connection = psycopg2.connect(host=url["HOST"], user=url["USER"], dbname=url["NAME"])
cursor = connection.cursor()
cursor.execute("SHOW listen_addresses")
print(url["HOST"], cursor.fetchone())
raise SystemExit(7)
"""


def no_folders() -> Iterator[Path]:
    return iter(())


def test_postgres_runs_a_command_passes_its_exit_code_on_and_leaves_nothing() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tools.postgres", "--", sys.executable, "-c", CONNECT],
        capture_output=True,
        text=True,
        check=False,
    )

    folder, _, listens_on = ended.stdout.strip().partition(" ")
    assert ended.returncode == 7, ended.stderr
    assert listens_on == "('',)"
    assert not Path(folder).exists()


def test_postgres_takes_the_programs_of_the_wheel_where_the_system_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postgres, "system_folders", no_folders)

    assert "site-packages" in postgres.find_programs().parts


def test_postgres_without_programs_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "system_folders", no_folders)
    monkeypatch.setattr(postgres, "wheel_folders", no_folders)

    with pytest.raises(postgres.PostgresMissing, match="apt-get install postgresql"):
        postgres.find_programs()


def test_postgres_killed_and_started_again_still_holds_what_was_stored() -> None:
    with postgres.server(postgres.DURABLE) as server:
        connect = {"host": str(server.folder), "user": "postgres", "dbname": "postgres"}
        with psycopg2.connect(**connect) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE kept AS SELECT 7 AS number")
        connection.close()

        server.kill()
        server.start_again()

        connection = psycopg2.connect(**connect)
        with connection.cursor() as cursor:
            cursor.execute("SELECT number, current_setting('fsync') FROM kept")
            assert cursor.fetchall() == [(7, "on")]
        connection.close()
