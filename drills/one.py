"""Runs one drill on one database, in a process of its own; prints an outcome a line, as JSON.

python -m drills.one smtp-faults postgres
"""

import json
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module

from drills.catalogue import BY_NAME
from drills.stage import stage_for
from drills.table import Outcome


def main() -> None:
    name, database = sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    drill = BY_NAME[name]
    with stage_for(drill, database) as stage:
        # Its module needs Django, which is set up by now.
        outcomes: Iterator[Outcome] = import_module(f"drills.{drill.module}").run(stage)
        for outcome in outcomes:
            print(json.dumps(asdict(outcome)), flush=True)


if __name__ == "__main__":
    main()
