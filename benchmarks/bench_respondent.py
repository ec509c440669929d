"""The respondent's journey against the floor: the same server, the same run, slices in turn.

A journey is GET the link, POST eight answers, GET the thank-you page; the floor is a bare
template, a one-INSERT view and the bare template again. Eight people at once.
"""

import os
import signal
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.load import Connection, run
from leadership.domain.tokens import Purpose, make_token
from tools import postgres
from tools.processes import CannotStart, Processes
from tools.serving import answer_of, free_port_from

CUSTOMERS = 30_000
SLICES = 4
SECONDS = 4.0
WARM_UP = 3.0
LONGEST = 90  # seconds for everything
LINK_KEY = "for this measurement only"
ANSWERS = urlencode({**{f"p{n}": "4" for n in range(1, 8)}, "c1": "Answer the telephone."})
TICK = os.sysconf("SC_CLK_TCK")


def path_of(invitation: int) -> str:
    return f"/a/{make_token(LINK_KEY, Purpose.ANSWER, invitation, 1)}/"


def journey(connection: Connection, invitation: int) -> bool:
    path = path_of(invitation)
    seen, _ = connection.ask("GET", path)
    sent, _ = connection.ask("POST", path, ANSWERS)
    thanked, _ = connection.ask("GET", path)
    if (seen, sent, thanked) != (200, 303, 200):
        raise RuntimeError(f"a journey answered {seen}, {sent}, {thanked}")
    return True


def floor(connection: Connection, number: int) -> bool:
    connection.ask("GET", "/")
    stored, _ = connection.ask("POST", "/store/", ANSWERS)
    connection.ask("GET", "/")
    return stored == 303


@dataclass
class Server:
    """One gunicorn, and the processor time that its processes have used."""

    port: int
    pid: int

    def seconds_used(self) -> float:
        return sum(map(cpu_seconds, [self.pid, *children(self.pid)]))


def children(pid: int) -> Iterator[int]:
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield int(child)


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def start(processes: Processes, name: str, application: str, first_port: int) -> Server:
    port = free_port_from(first_port)
    workers = 2 * (os.cpu_count() or 1)
    processes.start(
        name,
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"),
        *("--no-control-socket", "--worker-class", "gthread", "--workers", str(workers)),
        *("--threads", "2", "--log-level", "warning", "--keep-alive", "30"),
    )
    if not processes.wait_for(
        lambda: answer_of(f"http://127.0.0.1:{port}/a/x/") is not None, seconds=20
    ):
        raise CannotStart(f"{name} does not answer.")
    return Server(port, processes.running[name].pid)


def measure(processes: Processes) -> None:
    prepared = processes.run(sys.executable, "-m", "benchmarks.asked_customers", str(CUSTOMERS))
    first, statements = map(int, prepared.split())
    product = start(processes, "product", "config.wsgi:application", 8470)
    bare = start(processes, "floor", "benchmarks.floor:application", 8480)
    people = range(first + 2, first + CUSTOMERS)
    _, size = Connection(product.port).ask("GET", path_of(people[0]))

    taken, _ = run(product.port, journey, people[: CUSTOMERS // 10], WARM_UP)
    run(bare.port, floor, range(10**6), WARM_UP)
    speeds: dict[str, list[float]] = {"journey": [], "floor": []}
    made, used = 0, -product.seconds_used()  # what starting and warming up took is left out
    share = CUSTOMERS * 9 // 10 // SLICES
    for part in range(SLICES):
        begin = CUSTOMERS // 10 + part * share
        done, speed = run(product.port, journey, people[begin : begin + share], SECONDS)
        made += done
        speeds["journey"].append(speed)
        speeds["floor"].append(run(bare.port, floor, range(10**6), SECONDS)[1])
    used += product.seconds_used()
    report(speeds, statements, size, 1000 * used / made)
    check_stored(processes, taken + made + 1)


def report(speeds: dict[str, list[float]], statements: int, size: int, milliseconds: float) -> None:
    ratios = [one / other for one, other in zip(speeds["journey"], speeds["floor"], strict=True)]
    ratio = statistics.median(ratios)
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    print(f"journeys/s                  {statistics.median(speeds['journey']):8.0f}")
    print(f"floor, journeys/s           {statistics.median(speeds['floor']):8.0f}")
    print(f"ratio to the floor          {ratio:8.2f}   target at least 0.30; slices {spread}")
    print(f"server CPU per journey, ms  {milliseconds:8.2f}   target at most 6")
    print(f"SQL statements per journey  {statements:8d}   target at most 10")
    print(f"page over the wire, bytes   {size:8d}   target at most 14000, headers counted")


def check_stored(processes: Processes, acknowledged: int) -> None:
    count = "from assessment.models import AnswerSheet as A; print(A.objects.count())"
    command = ("manage.py", "shell", "--verbosity=0", "-c", count)
    stored = int(processes.run(sys.executable, *command))
    print(f"acknowledged / stored       {acknowledged} / {stored}")
    if stored != acknowledged:
        sys.exit("Not every acknowledged submission is stored exactly once.")


def main() -> None:
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"Not done after {LONGEST} seconds."))
    signal.alarm(LONGEST)
    with postgres.server() as database:
        environment = {
            **os.environ,
            "DATABASE_URL": database.url,
            "DEBUG": "0",
            "SECRET_KEY": "for this measurement only",
            "LINK_KEY": LINK_KEY,
            "PUBLIC_URL": "http://127.0.0.1",
            "ALLOWED_HOSTS": "127.0.0.1",
            "LOG_LEVEL": "ERROR",
            "PYTHONWARNINGS": "ignore",
        }
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        with Processes(environment) as processes:
            measure(processes)


if __name__ == "__main__":
    main()
