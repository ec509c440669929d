"""Mail servers that refuse for now and for good, drop, hang, are away, or know another password."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes

from django.db.models import QuerySet
from django.utils import timezone

from assessment.models import Round
from benchmarks.queued_mail import LEAD, make_due, queue_mail
from drills.lead import LeadsBrowser
from drills.stage import Stage, start_worker
from drills.table import Outcome
from leadership.models import OutgoingEmail
from tests.leadership.faulty_smtp import Habits, faulty_server
from tests.smtp import free_port

MAILS = 12  # each server gets so many
SECONDS = 25  # for one server to be found faulty
LATER = 450
NEVER = "550 5.1.1 no such mailbox here"
BY_HAND = "due again by hand instead of after minutes"


@dataclass(frozen=True, slots=True)
class Fault:
    """`habits` None: there is no server at all. At least `meets` mails must have met the fault
    before `mend` is called.
    """

    words: str
    habits: Habits | None
    meets: int
    mend: Callable[[Habits], None]


def no_more(habits: Habits) -> None:
    """Nothing to mend: it does it once."""


def stop_hanging(habits: Habits) -> None:
    habits.hangs_after = ""
    habits.released.set()


def accept_password(habits: Habits) -> None:
    habits.refuses_password = False


FAULTS = (
    Fault("drops the connection after DATA, once", Habits(drops_after_data=1), 1, no_more),
    Fault("hangs at DATA", Habits(hangs_after="DATA"), 1, stop_hanging),
    Fault("refuses to connect", None, MAILS, no_more),
    Fault("refuses the password", Habits(refuses_password=True), MAILS, accept_password),
)


def run(stage: Stage) -> Iterator[Outcome]:
    round_ = queue_mail(MAILS * (len(FAULTS) + 2))
    stage.collect_static()
    yield from refusing(stage, round_)
    for fault in FAULTS:
        yield once_mended(stage, round_, fault)
    yield untouched(round_)


@dataclass(frozen=True, slots=True)
class Batch:
    """The mails that one server is given."""

    ids: list[int]

    @property
    def rows(self) -> QuerySet[OutgoingEmail]:
        return OutgoingEmail.objects.filter(pk__in=self.ids)

    def count(self, **having: object) -> int:
        return self.rows.filter(**having).count()

    def make_due_again(self) -> int:
        """How many are not out yet; a wait between two tries would be minutes long."""
        return self.rows.filter(state="queued").update(due_at=timezone.now())

    def __str__(self) -> str:
        states = Counter(self.rows.values_list("state", flat=True))
        return ", ".join(f"{count} {state}" for state, count in sorted(states.items()))


def next_batch(round_: Round) -> Batch:
    before = set(due(round_).values_list("pk", flat=True))
    make_due(MAILS)
    return Batch([pk for pk in due(round_).values_list("pk", flat=True) if pk not in before])


def due(round_: Round) -> QuerySet[OutgoingEmail]:
    return OutgoingEmail.objects.filter(round=round_, due_at__lte=timezone.now()).order_by("pk")


def wait_until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.2)
    return False


def refusing(stage: Stage, round_: Round) -> Iterator[Outcome]:
    """One address is refused for now, twice; another for good; the others are taken."""
    batch = next_batch(round_)
    later, never = (email.address for email in batch.rows.order_by("pk")[2:4])
    habits = Habits(recipient_replies={later: [f"{LATER} 4.2.1 mailbox busy"] * 2, never: [NEVER]})
    with faulty_server(habits) as port, stage.processes(EMAIL_URL=url(port)) as processes:
        start_worker(processes)
        for tries in (1, 2, 3):
            wait_until(lambda tries=tries: habits.tries.count(later) >= tries)  # type: ignore[misc]
            wait_until(lambda: not batch.count(leased_until__isnull=False))
            batch.make_due_again()
    arrived = recipients(habits)
    others = sum(arrived[email.address] == 1 for email in batch.rows if email.address != never)
    yield Outcome(
        f"{MAILS} mails; the server says {LATER} twice to one ({BY_HAND})",
        "delivered within three tries, once; the others once",
        f"tried {habits.tries.count(later)} ×, arrived {arrived[later]} ×; "
        f"{others} of {MAILS - 1} arrived once",
        arrived[later] == 1 and habits.tries.count(later) == 3 and others == MAILS - 1,
    )
    yield failed_once(stage, round_, batch, never, habits)


def failed_once(stage: Stage, round_: Round, batch: Batch, never: str, habits: Habits) -> Outcome:
    email = batch.rows.get(state="failed")
    with stage.processes() as processes:
        stage.start_web(processes)
        lead = LeadsBrowser(stage.address)
        lead.sign_in(LEAD)
        page = lead.get(f"/o/{round_.organization.slug}/rounds/{round_.pk}/")
    shown = NEVER in page.text and never in page.text
    return Outcome(
        f"The server says “{NEVER}” to another; the lead opens the round’s page",
        "failed at once, not tried again, address and words on the page",
        f"{email.address} {email.state} after {habits.tries.count(never)} try; page {page.status} "
        f"{'shows' if shown else 'does not show'} them",
        email.address == never and habits.tries.count(never) == 1 and shown,
    )


def once_mended(stage: Stage, round_: Round, fault: Fault) -> Outcome:
    """Mail meets a server with a fault, which somebody mends afterwards."""
    batch = next_batch(round_)
    port = free_port()
    faulty = fault.habits or Habits()

    def met() -> bool:
        return batch.count(attempts__gte=1) >= fault.meets

    with stage.processes(EMAIL_URL=url(port)) as processes:
        if fault.habits is None:
            start_worker(processes)
            wait_until(met)
        with faulty_server(faulty, port):
            if fault.habits is not None:
                start_worker(processes)
                wait_until(met)
            is_met, meanwhile = met(), str(batch)
            none_failed = not batch.count(state="failed")
            fault.mend(faulty)
            wait_until(lambda: batch.make_due_again() == 0)
    arrived = recipients(faulty)
    once = sum(arrived[email.address] == 1 for email in batch.rows)
    return Outcome(
        f"{MAILS} mails to a server that {fault.words}; then it is mended ({BY_HAND})",
        "none failed or lost; all arrive once it works",
        f"while faulty {meanwhile}; then {batch}; {once} arrived exactly once",
        is_met and none_failed and once == MAILS and batch.count(state="sent") == MAILS,
    )


def untouched(round_: Round) -> Outcome:
    """Those that were not due in all that time."""
    rows = OutgoingEmail.objects.filter(round=round_, due_at__gt=timezone.now())
    unharmed = rows.filter(state="queued", attempts=0, error="", leased_until=None).count()
    return Outcome(
        f"{MAILS} mails wait in the queue through all of this",
        "unharmed",
        f"{unharmed} of {MAILS} as they were",
        unharmed == MAILS,
    )


def url(port: int) -> str:
    return f"smtp://office:secret@127.0.0.1:{port}"


def recipients(habits: Habits) -> Counter[str]:
    """How often each address has got a mail."""
    messages = map(message_from_bytes, habits.accepted)
    return Counter(str(message["To"]).rpartition("<")[2].rstrip(">") for message in messages)
