"""A round is launched for very many people while somebody looks at its page."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.models import Organization, Population, Round
from benchmarks.mail_sink import start_sink
from drills.lead import LeadsBrowser
from drills.mails import LEAD, an_organization, drafted
from drills.stage import Stage, start_worker
from drills.table import Outcome
from leadership.models import Contact, Invitation, InvitationRun, OutgoingEmail
from tools.processes import Processes

PEOPLE = 100_000
LONGEST = 60.0  # seconds from the lead's press to the last mail queued
SLOWEST_PAGE = 2.0
MOST_GROWTH = 30  # MB from a tenth of the way to its end
BETWEEN_LOOKS = 0.5
_PAGE_SIZE = 4096


def run(stage: Stage) -> Iterator[Outcome]:
    organization = an_organization("Meridian Freight")
    add_customers(organization)
    round_ = drafted(organization)
    stage.collect_static()
    with stage.processes() as servers:
        sink = start_sink(servers, stage.folder / "sink")
        with stage.processes(EMAIL_URL=sink.url) as processes:
            stage.start_web(processes)
            pid = start_worker(processes)
            yield launch(stage, processes, round_, pid)


def add_customers(organization: Organization) -> None:
    Contact.objects.bulk_create(
        (
            Contact(
                organization=organization,
                email=f"c{number}@customer.example",
                name=f"Customer {number}",
                audience=Audience.CUSTOMER.value,
            )
            for number in range(PEOPLE)
        ),
        batch_size=2_000,
    )


@dataclass
class Watch:
    """What the page's readers and the worker's memory went through."""

    slowest: float = 0
    looks: int = 0
    refused: int = 0
    memory: list[tuple[float, float]] = field(default_factory=list)  # share done, MB
    ended: Event = field(default_factory=Event)

    def look(self, lead: LeadsBrowser, path: str) -> None:
        while not self.ended.wait(BETWEEN_LOOKS):
            seen = lead.get(path)
            self.looks += 1
            self.refused += seen.status != 200
            self.slowest = max(self.slowest, seen.seconds)

    @property
    def growth(self) -> float:
        """MB from a tenth of the way to the most it took afterwards."""
        later = [megabytes for share, megabytes in self.memory if share >= 0.1]
        return max(later) - later[0] if later else 0


def launch(stage: Stage, processes: Processes, round_: Round, pid: int) -> Outcome:
    lead = LeadsBrowser(stage.address)
    lead.sign_in(LEAD)
    path = f"/o/{round_.organization.slug}/rounds/{round_.pk}/"
    watch = Watch()
    started = time.monotonic()
    pressed = lead.press(f"{path}launch/")
    looking = Thread(target=watch.look, args=(lead, path))
    looking.start()
    try:
        while not is_done(round_) and time.monotonic() < started + 2 * LONGEST:
            processes.check()
            share = Invitation.objects.filter(round=round_).count() / PEOPLE
            watch.memory.append((share, memory_of(pid)))
            time.sleep(BETWEEN_LOOKS)
    finally:
        watch.ended.set()
        looking.join()
    return outcome(round_, watch, pressed.seconds, time.monotonic() - started)


def is_done(round_: Round) -> bool:
    runs = InvitationRun.objects.filter(round=round_)
    return runs.exists() and not runs.filter(finished_at=None).exists()


def memory_of(pid: int) -> float:
    """Resident megabytes of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * _PAGE_SIZE / 1_000_000


def outcome(round_: Round, watch: Watch, pressed: float, seconds: float) -> Outcome:
    everybody = PEOPLE + 1  # and the lead, who is on the executive team
    invited = Invitation.objects.filter(round=round_).count()
    queued = OutgoingEmail.objects.filter(round=round_, kind="invitation").count()
    asked = sum(Population.objects.filter(round=round_).values_list("asked", flat=True))
    gone = OutgoingEmail.objects.filter(round=round_, sent_at__lte=timezone.now()).count()
    most = max(megabytes for _, megabytes in watch.memory)
    return Outcome(
        f"A round launched for {PEOPLE:,} contacts; one worker, which sends mail meanwhile; the "
        "lead reloads the round’s page twice a second",
        f"all queued within {LONGEST:.0f} s; memory flat (at most {MOST_GROWTH} MB more after a "
        f"tenth); the page answers within {SLOWEST_PAGE:.0f} s",
        f"launch page answered after {pressed:.1f} s; {invited:,} invited, {queued:,} mails queued "
        f"once in {seconds:.0f} s, {gone:,} of them out by then; worker grew {watch.growth:.0f} MB "
        f"to {most:.0f} MB; {watch.looks} looks at the page, the slowest {watch.slowest:.2f} s, "
        f"{watch.refused} failed",
        invited == queued == asked == everybody
        and seconds <= LONGEST
        and watch.growth <= MOST_GROWTH
        and watch.slowest <= SLOWEST_PAGE
        and watch.looks > 5
        and not watch.refused,
    )
