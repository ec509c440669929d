"""How fast one worker sends, against bare smtplib; bench_mail.py says how it is measured."""

from collections.abc import Iterator

from benchmarks.bench_mail import MAILS, SLICES, TARGET, THINKS, measure
from drills.stage import Stage
from drills.table import Outcome


def run(stage: Stage) -> Iterator[Outcome]:
    found = measure(stage.environment, stage.folder)
    yield Outcome(
        f"{MAILS:,} mails in each slice: {', '.join(SLICES)}; "
        f"one sink in a process of its own, which thinks {THINKS * 1000:g} ms about each",
        f"one worker reaches {TARGET:.0%} of bare smtplib on one connection, median",
        str(found),
        found.ratio >= TARGET,
    )
