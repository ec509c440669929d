"""Which drills there are, on which databases each runs, and how long it may take."""

from dataclasses import dataclass

POSTGRES = "postgres"
SQLITE = "sqlite"
BOTH = (POSTGRES, SQLITE)


@dataclass(frozen=True, slots=True)
class Drill:
    """`module` stands in this package and has `run(stage)`, which yields outcomes.

    `durable`: PostgreSQL writes to the disk as in production. `alone`: nothing else runs
    meanwhile, because times are measured; otherwise both databases are tried at once.
    """

    name: str
    module: str
    databases: tuple[str, ...]
    seconds: int
    durable: bool = False
    alone: bool = False


DRILLS = (
    Drill("kill-workers", "kill_workers", BOTH, 240),
    Drill("smtp-faults", "smtp_faults", (POSTGRES,), 120),
    Drill("web-killed", "web_killed", BOTH, 180, durable=True),
    Drill("close-under-load", "close_under_load", BOTH, 90, alone=True),
    Drill("scanner", "scanner", (POSTGRES,), 120),
    Drill("throughput", "throughput", BOTH, 120, alone=True),
    Drill("parsed-messages", "parsed_messages", (POSTGRES,), 90),
    Drill("big-launch", "big_launch", BOTH, 180, alone=True),
)
BY_NAME = {drill.name: drill for drill in DRILLS}
