"""Workers are killed while mail goes out; the mail server counts what arrives."""

import time
from collections import Counter
from collections.abc import Iterator

from django.utils import timezone

from benchmarks.mail_sink import Folder, start_sink
from benchmarks.queued_mail import make_due, queue_mail
from drills.stage import Stage, start_worker
from drills.table import Outcome
from leadership.models import Heartbeat, OutgoingEmail
from tools.processes import Processes

MAILS = 1_500
WORKERS = (1, 3)
LIFE = 1.0  # seconds from a worker's first tick to its end
# A mail server thinks this long between taking a mail and saying so: long enough that mail is
# still going out when the kills come, and that most of them fall into the worst moment.
PAUSE = 0.01
LONGEST_KILLING = 60  # seconds
LONGEST = 110  # until everything is out: what a killed worker had taken waits 42 s for its lease


def run(stage: Stage) -> Iterator[Outcome]:
    round_ = queue_mail(MAILS * len(WORKERS))
    for workers in WORKERS:
        with stage.processes() as servers:
            sink = start_sink(servers, stage.folder / f"sink-{workers}", PAUSE)
            make_due(MAILS)
            due = OutgoingEmail.objects.filter(round=round_, due_at__lte=timezone.now())
            expected = set(due.filter(state="queued").values_list("message_id", flat=True))
            with stage.processes(EMAIL_URL=sink.url) as processes:
                started = time.monotonic()
                kills = kill_while_sending(processes, workers, started)
                yield outcome(workers, kills, expected, sink.folder, started)


def kill_while_sending(processes: Processes, workers: int, started: float) -> int:
    """Kill every worker a second after it began to work and start it again, until each mail
    has been taken by some worker; then let them finish. Returns how many were killed.
    """
    kills = 0
    pids = {f"worker {n}": start_worker(processes, f"worker {n}") for n in range(workers)}
    began: dict[int, float] = {}
    while waiting(leased_until=None) and time.monotonic() < started + LONGEST_KILLING:
        now = time.monotonic()
        for name, pid in pids.items():
            if pid not in began and has_ticked(pid):
                began[pid] = now
            if now - began.get(pid, now) >= LIFE:
                processes.running[name].kill()
                processes.running[name].wait()
                pids[name] = start_worker(processes, name)
                kills += 1
        time.sleep(0.05)
    while waiting() and time.monotonic() < started + LONGEST:
        time.sleep(0.2)
    return kills


def waiting(**having: object) -> int:
    """How many mails are due and not out yet."""
    queued = OutgoingEmail.objects.filter(state="queued", due_at__lte=timezone.now(), **having)
    return queued.count()


def has_ticked(pid: int) -> bool:
    """Whether a worker has begun; its name in the database holds its process id."""
    return Heartbeat.objects.filter(worker__contains=f":{pid}:").exists()


def outcome(
    workers: int, kills: int, expected: set[str], folder: Folder, started: float
) -> Outcome:
    taken = folder.taken()
    copies = Counter(one.message_id for one in taken)
    by_recipient = Counter(one.recipients for one in taken)
    # Header names and ids are compared in lower case, as the sink writes them.
    lost = len({one.lower() for one in expected} - copies.keys())
    extra = copies.total() - len(copies)
    # A second copy under another Message-ID would be a second mail to the same person.
    others = len(copies) - len(by_recipient)
    recorded = OutgoingEmail.objects.filter(message_id__in=expected, state="sent").count()
    unfinished = f", {waiting()} not out yet" if waiting() else ""
    return Outcome(
        f"{MAILS:,} mails, {workers} worker{'s' if workers > 1 else ''}, {kills} × kill -9 "
        f"{LIFE:.0f} s after it began to work, started again at once, until every mail was claimed",
        f"0 lost; at most {kills} extra copies, with the same Message-ID",
        f"{lost} lost, {extra} extra, {others} with another Message-ID, {recorded:,} recorded as "
        f"sent{unfinished}; the last after {taken[-1].at - started:.0f} s",
        not lost and not others and extra <= kills and recorded == MAILS and kills > workers,
    )
