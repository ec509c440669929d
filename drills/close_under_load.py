"""A round is closed while people are sending their answers."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from assessment.models import AnswerSheet, Round
from benchmarks.asked_customers import invite
from drills.lead import LeadsBrowser
from drills.person import Crowd
from drills.stage import Stage
from drills.stored import compare
from drills.table import Outcome
from leadership.domain.roles import Role
from leadership.models import Invitation, Membership, User

ROUNDS = 6
WRITERS = 16
PEOPLE = 1_500  # more than can answer before the closing
BEFORE = 1.0  # seconds of answering until it closes
AFTER = 0.5  # seconds of answering that come too late
LONGEST_WAIT = 2.0
LEAD = "mara@meridian.example"


@dataclass(frozen=True, slots=True)
class Closing:
    waited: float
    at_close: int
    late: int
    turned_away: int
    is_exact: bool


def run(stage: Stage) -> Iterator[Outcome]:
    stage.collect_static()
    User.objects.create_user(LEAD, "Mara Lindt")
    with stage.processes() as processes:
        stage.start_web(processes, workers=2, threads=WRITERS // 2 + 1)
        lead = LeadsBrowser(stage.address)
        closings = [close_one(stage, lead, number) for number in range(ROUNDS)]
    yield outcome(closings)


def close_one(stage: Stage, lead: LeadsBrowser, number: int) -> Closing:
    """Sixteen people at a time answer; after a second the lead presses the button."""
    round_, people = a_round(f"m{number}")
    lead.sign_in(LEAD)
    crowd = Crowd(stage.port, settings.LINK_KEY)
    answering = Thread(target=crowd.answer, args=(people, WRITERS))
    answering.start()
    try:
        time.sleep(BEFORE)
        pressed = lead.press(f"/o/{round_.organization.slug}/rounds/{round_.pk}/close/")
        round_.refresh_from_db()
        at_close = sheets_of(round_).count()
        time.sleep(AFTER)
    finally:
        crowd.stop.set()
        answering.join()
    closed = pressed.status == 200 and round_.is_closed
    found = compare(round_, crowd.thanked)
    return Closing(
        waited=pressed.seconds,
        at_close=at_close,
        late=found.sheets - at_close + stored_after(round_),
        turned_away=len(crowd.turned_away),
        is_exact=closed and found.is_exact and found.sheets == found.thanked,
    )


def sheets_of(round_: Round) -> QuerySet[AnswerSheet]:
    return AnswerSheet.objects.filter(round=round_)


def stored_after(round_: Round) -> int:
    """Sheets whose transaction was committed after the closing's, where the database knows."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {AnswerSheet._meta.db_table} s, {Round._meta.db_table} r "  # noqa: S608 - only names of our own tables
            "WHERE s.round_id = r.id AND r.id = %s "
            "AND pg_xact_commit_timestamp(s.xmin) > pg_xact_commit_timestamp(r.xmin)",
            [round_.pk],
        )
        return int(cursor.fetchone()[0])


def outcome(closings: list[Closing]) -> Outcome:
    waits = ", ".join(f"{one.waited:.2f}" for one in closings)
    late = sum(one.late for one in closings)
    answered = " + ".join(str(one.at_close) for one in closings)
    everywhere_under_load = all(one.at_close and one.turned_away for one in closings)
    exact = all(one.is_exact for one in closings)
    return Outcome(
        f"{len(closings)} rounds, each closed by its lead in the browser while {WRITERS} people "
        "at a time send answers",
        "0 late answers; nobody thanked and not stored; the closer waits under "
        f"{LONGEST_WAIT:.0f} s",
        f"{answered} sheets at the close, {late} late, "
        f"{'every thanked person stored once' if exact else 'NOT exactly those thanked'}; the "
        f"closer waited {waits} s; {sum(one.turned_away for one in closings)} told it was closed",
        not late
        and exact
        and everywhere_under_load
        and max(one.waited for one in closings) < LONGEST_WAIT,
    )


def a_round(slug: str) -> tuple[Round, range]:
    """An open round of an organization with a lead, and the ids of its invitations."""
    first = invite(PEOPLE, slug)
    round_ = Invitation.objects.select_related("round__organization").get(pk=first).round
    Membership.objects.create(
        organization=round_.organization,
        user=User.objects.get(email=LEAD),
        role=Role.LEAD.value,
        joined_at=timezone.now(),
    )
    return round_, range(first, first + PEOPLE)
