"""Runs the drills and prints what they found.

    python -m drills [--only smtp-faults] [--database postgres]

Exit code 1 when something did not hold, or could not be tried.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from drills.catalogue import BOTH, BY_NAME, DRILLS, Drill
from drills.table import Outcome, Row, all_held, table_of
from tools import chromium, postgres
from tools.processes import Processes

OUTCOME = '{"done"'  # how a line of drills.one begins; its children print there, too
LAST_WORDS = 25  # lines that are shown of a drill that broke off
GRACE = 40  # seconds in which a drill that is told to end puts its own children away


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = parse_options()
    chosen = [BY_NAME[name] for name in options.only] if options.only else DRILLS
    try:
        postgres.find_programs()
        chromium.check_driver()
    except (postgres.PostgresMissing, chromium.ChromiumMissing) as missing:
        sys.exit(str(missing))
    started = time.monotonic()
    rows: list[Row] = []
    try:
        for drill in chosen:
            for databases in turns(drill, options.database or BOTH):
                rows += perform(drill, databases)
    except KeyboardInterrupt:
        sys.exit(130)
    print(f"\n{table_of(rows)}\n\nAll of it took {time.monotonic() - started:.0f} seconds.")
    sys.exit(not all_held(rows))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill real parts and count what is left.")
    parser.add_argument("--only", action="append", choices=sorted(BY_NAME))
    parser.add_argument("--database", action="append", choices=BOTH)
    return parser.parse_args()


def turns(drill: Drill, wanted: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The databases that are tried at once, in turn."""
    databases = tuple(database for database in drill.databases if database in wanted)
    if drill.alone:
        yield from ((database,) for database in databases)
    elif databases:
        yield databases


def perform(drill: Drill, databases: Sequence[str]) -> list[Row]:
    """Try one drill on these databases at the same time; it ends within its time."""
    print(f"{drill.name} on {' and '.join(databases)} …", flush=True)
    rows = []
    with tempfile.TemporaryDirectory() as folder, Processes(dict(os.environ)) as processes:
        written = {database: Path(folder, database) for database in databases}
        until = time.monotonic() + drill.seconds
        try:
            for database, file in written.items():
                start(processes, drill, database, file)
            for database, file in written.items():
                code = wait(processes.running[database], until)
                rows += [Row(drill.name, database, one) for one in told(drill, file, code)]
        finally:
            end_all(processes)
    return rows


def start(processes: Processes, drill: Drill, database: str, file: Path) -> None:
    with file.open("w") as output:
        command = (sys.executable, "-m", "drills.one", drill.name, database)
        processes.start(database, *command, output=output)


def wait(child: "subprocess.Popen[str]", until: float) -> int | None:
    try:
        return child.wait(max(until - time.monotonic(), 0))
    except subprocess.TimeoutExpired:
        return None


def told(drill: Drill, file: Path, code: int | None) -> list[Outcome]:
    """What a drill found; one more line when it did not come to its end."""
    lines = file.read_text().splitlines()
    outcomes = [Outcome(**json.loads(line)) for line in lines if line.startswith(OUTCOME)]
    if code is None:
        ending = f"it was not, {len(outcomes)} findings until then"
        outcomes.append(Outcome("", f"done in {drill.seconds} seconds", ending, False))
    elif code:
        print("\n".join(line for line in lines[-LAST_WORDS:] if not line.startswith(OUTCOME)))
        outcomes.append(Outcome("", "the drill runs", f"it broke off, exit code {code}", False))
    return outcomes


def end_all(processes: Processes) -> None:
    """Let every drill put its own children away before anything is killed."""
    for child in processes.running.values():
        child.terminate()
    until = time.monotonic() + GRACE
    for child in processes.running.values():
        wait(child, until)


if __name__ == "__main__":
    main()
