"""Web processes and PostgreSQL die while people answer."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings
from django.db import connection

from assessment.models import AnswerSheet, Round
from benchmarks.asked_customers import invite
from benchmarks.bench_respondent import children
from drills.person import Crowd, Reply, answers_of, ask, path_of
from drills.stage import Stage
from drills.stored import compare
from drills.table import Outcome
from leadership.models import Invitation
from tests.html_pages import page_of
from tools.postgres import Server

PEOPLE = 3_000
AT_ONCE = 8
WEB_WORKERS = 4
BETWEEN_KILLS = 2.0  # seconds; gunicorn needs one to start another
PEOPLE_WITHOUT_DATABASE = 2_000
NOTHING_WRONG = "0 lost, 0 double, 0 partial"
LONG = "Grüße – “quoted” & <b>bold</b>, 'plain'; next line:\n" + "The telephone rings. " * 40


def run(stage: Stage) -> Iterator[Outcome]:
    with stage.processes() as processes:
        master = stage.start_web(processes, workers=WEB_WORKERS)
        yield killed_web(stage, master)
        if stage.server:
            yield stopped(stage, stage.server)
            yield killed(stage, stage.server)
            yield what_was_typed(stage, stage.server)


def killed_web(stage: Stage, master: int) -> Outcome:
    round_, people = a_round("web", PEOPLE)
    crowd = Crowd(stage.port, settings.LINK_KEY)
    kills = 0

    def kill_one() -> None:
        nonlocal kills
        workers = sorted(children(master))
        if workers:
            os.kill(workers[kills % len(workers)], signal.SIGKILL)
            kills += 1

    with repeatedly(kill_one, BETWEEN_KILLS):
        crowd.answer(people, AT_ONCE)
    done = (
        f"{PEOPLE:,} people answer, {AT_ONCE} at once; {kills} × kill -9 of one of {WEB_WORKERS} "
        f"gunicorn processes, every {BETWEEN_KILLS:.0f} s"
    )
    return outcome(done, round_, crowd)


def stopped(stage: Stage, server: Server) -> Outcome:
    def stop_and_start() -> None:
        server.stop("fast")
        time.sleep(1.5)
        server.start()

    return without_database(stage, stop_and_start, "stopped (fast) and started", "stopped")


def killed(stage: Stage, server: Server) -> Outcome:
    def kill_and_start() -> None:
        server.kill()
        time.sleep(1)
        server.start_again()

    return without_database(stage, kill_and_start, "killed (-9) and started", "killed")


def without_database(stage: Stage, act: Callable[[], None], words: str, slug: str) -> Outcome:
    """`act` takes the database away and brings it back, twice, while people answer."""
    round_, people = a_round(slug, PEOPLE_WITHOUT_DATABASE)
    crowd = Crowd(stage.port, settings.LINK_KEY)
    acts = 0

    def act_twice() -> None:
        nonlocal acts
        if acts < 2 and len(crowd.thanked) > (acts + 1) * PEOPLE_WITHOUT_DATABASE / 4:
            act()
            acts += 1

    with repeatedly(act_twice, 0.1):
        crowd.answer(people, AT_ONCE)
    connection.close()
    done = (
        f"{PEOPLE_WITHOUT_DATABASE:,} people answer; PostgreSQL (fsync on) is {words} "
        f"{acts} × meanwhile"
    )
    found = outcome(done, round_, crowd)
    return Outcome(found.done, found.expected, found.seen, found.held and acts == 2)


def what_was_typed(stage: Stage, server: Server) -> Outcome:
    """Send while the database is down, look at the page, and press its button afterwards."""
    round_, people = a_round("typed", 1)
    path = path_of(settings.LINK_KEY, people[0])
    typed = answers_of(people[0]) | {"c1": LONG.strip()}
    server.stop("fast")
    refused = ask(stage.port, "POST", path, typed)
    server.start()
    connection.close()
    held = fields_of(refused)
    again = [ask(stage.port, "POST", path, held).status for _ in range(2)]
    stored = list(AnswerSheet.objects.filter(round=round_).values_list("answers", flat=True))
    missing = sorted(name for name, value in typed.items() if value not in held.get(name, []))
    is_once = len(stored) == 1 and stored[0] == typed
    return Outcome(
        f"Sent while PostgreSQL is down, with a comment of {len(typed['c1'])} characters; "
        "the button of that page pressed twice when it is back",
        "503, every value in the page; then stored once",
        f"{refused.status}, missing from the page: {', '.join(missing) or 'nothing'}; then "
        f"{again}, {len(stored)} stored{', as typed' if is_once else ''}",
        refused.status == 503 and not missing and again == [303, 303] and is_once,
    )


def fields_of(reply: Reply) -> dict[str, list[str]]:
    return page_of(_Content(reply.body)).fields


class _Content:
    def __init__(self, content: bytes) -> None:
        self.content = content


def outcome(done: str, round_: Round, crowd: Crowd) -> Outcome:
    found = compare(round_, crowd.thanked)
    seen = f"{found}; {crowd.failures} tries failed, {len(crowd.gave_up)} people gave up"
    everybody = len(crowd.thanked) == Invitation.objects.filter(round=round_).count()
    return Outcome(done, NOTHING_WRONG, seen, found.is_exact and everybody)


def a_round(slug: str, people: int) -> tuple[Round, range]:
    """An open round that asks so many customers, and the ids of their invitations."""
    first = invite(people, slug)
    round_ = Invitation.objects.select_related("round__organization").get(pk=first).round
    return round_, range(first, first + people)


@contextmanager
def repeatedly(act: Callable[[], None], seconds: float) -> Iterator[None]:
    """Act again and again, in a thread, until the end of the context; its errors are raised."""
    ended = Event()
    errors: list[BaseException] = []

    def work() -> None:
        try:
            while not ended.wait(seconds):
                act()
        except (Exception, SystemExit) as error:
            errors.append(error)

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    if errors:
        raise errors[0]
