"""Installs what a lock file names into .venv, and does nothing when that was done before.

Runs on the system's Python, before any package is there: the standard library only.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the Python that runs this is the one in question
    sys.exit(
        "Corner Office needs Python 3.11 or newer and this is {}.{}. "
        "Name a newer one: make run PYTHON=/path/to/python3".format(*sys.version_info)
    )

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
PIP = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--require-hashes")
RUN_LOCK = ROOT / "requirements.txt"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.txt"  # holds everything of the other one as well


def main(lock: Path) -> None:
    if not quietly(PYTHON, "-c", "import pip"):
        make_virtual_environment()
    if not is_installed(lock):
        install(lock)


def make_virtual_environment() -> None:
    print("Making a virtual environment in .venv", flush=True)
    command = (sys.executable, "-m", "venv", "--clear", str(VENV))
    if quietly(sys.executable, "-c", "import ensurepip") and loudly(*command):
        return
    sys.exit(
        "This Python could not make a virtual environment. "
        "On Debian and Ubuntu install what it lacks: apt-get install python3-venv"
    )


def install(lock: Path) -> None:
    print(f"Installing the packages of {lock.name}", flush=True)
    forget_stamps()
    if not (have_uv() and install_with_uv(lock)):
        print("uv could not do it; pip tries, which takes longer", flush=True)
        if not loudly(*PIP, "-r", str(lock)):
            sys.exit(f"The packages of {lock.name} could not be installed; pip says why above.")
    write_stamps(lock)


def have_uv() -> bool:
    """Whether .venv has uv at the locked version, after trying to put it there."""
    lines = locked_lines_of_uv()
    version = lines[0].removeprefix("uv==").split()[0]
    has_it = f"from importlib.metadata import version; assert version('uv') == '{version}'"
    if quietly(PYTHON, "-c", has_it):
        return True
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder, "uv.txt")
        lock.write_text("".join(lines))
        return loudly(*PIP, "--no-deps", "-r", str(lock))


def locked_lines_of_uv() -> list[str]:
    lines = iter(DEVELOPMENT_LOCK.read_text().splitlines(keepends=True))
    found = [next(line for line in lines if line.startswith("uv=="))]
    while found[-1].endswith("\\\n"):
        found.append(next(lines))
    return found


def install_with_uv(lock: Path) -> bool:
    uv = str(VENV / "bin" / "uv")
    return loudly(uv, "pip", "install", "--quiet", "--require-hashes", "-r", str(lock))


# A stamp beside the packages says which state of a lock was installed last.


def stamp(lock: Path) -> Path:
    return VENV / f"{lock.name}.sha256"


def fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def is_installed(lock: Path) -> bool:
    return stamp(lock).exists() and stamp(lock).read_text() == fingerprint(lock)


def write_stamps(lock: Path) -> None:
    for satisfied in {lock, RUN_LOCK}:
        stamp(satisfied).write_text(fingerprint(satisfied))


def forget_stamps() -> None:
    for lock in (RUN_LOCK, DEVELOPMENT_LOCK):
        stamp(lock).unlink(missing_ok=True)


def loudly(*command: str) -> bool:
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV)}
    return subprocess.run(command, env=environment, check=False).returncode == 0


def quietly(*command: str) -> bool:
    silence = subprocess.DEVNULL
    try:
        ended = subprocess.run(command, stdout=silence, stderr=silence, check=False)
    except OSError:
        return False
    return ended.returncode == 0


if __name__ == "__main__":
    main(ROOT / sys.argv[1])
