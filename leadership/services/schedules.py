"""Rounds that open by themselves: changing the schedule, and what the clock does by it."""

import logging
from collections import defaultdict
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Min, Q

from assessment.domain.rounds import RoundState
from assessment.models import Organization, Round
from assessment.services.rounds import RoundExists, RoundNotDraft
from leadership.domain.openings import (
    Opening,
    Plan,
    check_rounds_apart,
    closing_when_opened,
    drafts_due,
    opening_due,
    opening_in,
)
from leadership.domain.rhythm import Rhythm
from leadership.emails.for_members import AGAIN
from leadership.models import OutgoingEmail, Schedule, User
from leadership.queries.schedules import (
    name_of,
    plan_of,
    round_in,
    rounds_on_schedule,
    taken_over,
    told_of,
)
from leadership.services.audit import record
from leadership.services.holds import hold_organization
from leadership.services.lead_mail import queue_for_leads
from leadership.services.programme import (
    ClosesTooEarly,
    NobodyToAsk,
    draft_round,
    launch_round,
)

log = logging.getLogger(__name__)

Kind = OutgoingEmail.Kind
FIRST = ":1"  # ends the key of the mail that asks, where AGAIN ends that of the second
_ASKED_AGAIN_AFTER = timedelta(days=3)


def change_schedule(
    *,
    organization: Organization,
    rhythm: Rhythm,
    is_on: bool,
    launches_by_itself: bool,
    by: User,
    now: datetime,
) -> Schedule:
    """Set when rounds open by themselves; never opens one at once. Raises RoundsOverlap.

    Drafts that close as planned so far close as planned now. Nothing changed is nothing done.
    """
    check_rounds_apart(rhythm, organization.fiscal_year_starts_in)
    chosen = asdict(rhythm) | {
        "months": list(rhythm.months),
        "is_on": is_on,
        "launches_by_itself": launches_by_itself,
    }
    with transaction.atomic():
        Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
        before = Schedule.objects.filter(organization=organization, **chosen).first()
        if before:
            return before
        old = Schedule.objects.filter(organization=organization).first()
        schedule, _ = Schedule.objects.update_or_create(
            organization=organization, defaults=chosen | {"changed_at": now}
        )
        if old:
            _move_drafts(plan_of(old), plan_of(schedule), organization, now)
        about = _in_words(schedule)
        record(organization=organization, by=by, act="schedule changed", about=about, now=now)
    return schedule


def run_schedules(*, now: datetime) -> int:
    """Draft, launch and ask for the yes, wherever a schedule says so by `now`; returns how often.

    Any number of workers may do this at once. An organization in which something fails is
    logged and tried again the next time; the others go on.
    """
    schedules = list(Schedule.objects.filter(is_on=True).select_related("organization"))
    if not schedules:
        return 0
    rounds: dict[int, list[Round]] = defaultdict(list)
    for round_ in rounds_on_schedule(now):
        rounds[round_.organization_id].append(round_)
    done = 0
    for schedule in schedules:
        try:
            done += _run(schedule, rounds[schedule.organization_id], now)
        except Exception:
            log.exception("The schedule of %s could not be run", schedule.organization.slug)
    return done


def _run(schedule: Schedule, rounds: list[Round], now: datetime) -> int:
    plan = plan_of(schedule)
    done = 0
    for opening in drafts_due(plan, now):
        if round_in(rounds, opening.quarter) is None and (
            drafted := _draft(plan, opening, schedule.organization, now)
        ):
            rounds.append(drafted)
            done += 1
    opening_now = opening_due(plan, now)
    if opening_now and (round_ := _draft_of(opening_now, rounds)):
        round_.organization = schedule.organization
        if schedule.launches_by_itself:
            done += _open(schedule, opening_now, round_, now)
        else:
            done += _ask_for_yes(plan, opening_now, round_, now)
    return done


def _draft(plan: Plan, opening: Opening, organization: Organization, now: datetime) -> Round | None:
    """The round of an opening as a draft; None when somebody else has drafted it just now."""
    usual = taken_over(organization)
    try:
        return draft_round(
            organization=organization,
            quarter=opening.quarter,
            closes_at=closing_when_opened(plan, opening, now),
            promise=usual.promise,
            audiences=usual.audiences,
            minimum_group=usual.minimum_group,
            by=None,
            now=now,
        )
    except RoundExists:
        return None


def _draft_of(opening: Opening, rounds: list[Round]) -> Round | None:
    """The draft that the opening is for; a round of another quarter is left to people."""
    round_ = round_in(rounds, opening.quarter)
    if round_ and round_.is_draft and round_.quarter_starts_on == opening.quarter.starts_on:
        return round_
    return None


def _open(schedule: Schedule, opening: Opening, round_: Round, now: datetime) -> int:
    """Launch a draft; where that is impossible, tell those who run rounds and leave it to them."""
    if told_of(opening, round_, Kind.ROUND_STUCK).exists():
        return 0
    try:
        with transaction.atomic():
            hold_organization(round_.organization_id)
            # Whoever has just switched it off or moved it must not see it open after all.
            unchanged = Schedule.objects.filter(pk=schedule.pk, changed_at=schedule.changed_at)
            if not unchanged.select_for_update().exists():
                return 0
            _move_closing(plan_of(schedule), opening, round_, now)
            launch_round(round_=round_, by=None, now=now)
            queue_for_leads(round_=round_, kind=Kind.ROUND_OPENED, now=now)
    except RoundNotDraft:
        return 0  # somebody was faster
    except (NobodyToAsk, ClosesTooEarly) as error:
        log.warning("%s of %s cannot open: %s", round_, schedule.organization.slug, error)
        return _tell(opening, round_, Kind.ROUND_STUCK, now)
    return 1


def _ask_for_yes(plan: Plan, opening: Opening, round_: Round, now: datetime) -> int:
    """Ask those who run rounds for their yes, and once more when it does not come."""
    asked = told_of(opening, round_, Kind.ROUND_WAITS).aggregate(
        since=Min("due_at"), again=Count("pk", filter=Q(dedupe_key__endswith=AGAIN))
    )
    if asked["since"] is None:
        with transaction.atomic():
            _move_closing(plan, opening, round_, now)
            return _tell(opening, round_, Kind.ROUND_WAITS, now, time=FIRST)
    if not asked["again"] and now >= asked["since"] + _ASKED_AGAIN_AFTER:
        return _tell(opening, round_, Kind.ROUND_WAITS, now, time=AGAIN)
    return 0


def _tell(opening: Opening, round_: Round, kind: Kind, now: datetime, time: str = "") -> int:
    """Write to those who run rounds about this opening; 1 when there is somebody."""
    about = f"{name_of(opening)}{time}"
    return int(queue_for_leads(round_=round_, kind=kind, now=now, about=about) > 0)


def _move_closing(plan: Plan, opening: Opening, round_: Round, now: datetime) -> None:
    """A draft that opens late closes as much later; a closing that somebody chose stays."""
    closes_at = closing_when_opened(plan, opening, now)
    Round.objects.filter(pk=round_.pk, state=RoundState.DRAFT, closes_at=opening.closes_at).update(
        closes_at=closes_at
    )


def _move_drafts(old: Plan, new: Plan, organization: Organization, now: datetime) -> None:
    drafts = Round.objects.filter(organization=organization, state=RoundState.DRAFT)
    for round_ in drafts:
        quarter = new.quarter_on(round_.quarter_starts_on)
        was, will_be = opening_in(old, quarter), opening_in(new, quarter)
        if round_.closes_at == was.closes_at and will_be.closes_at > now:
            drafts.filter(pk=round_.pk).update(closes_at=will_be.closes_at)


def _in_words(schedule: Schedule) -> str:
    """The schedule for the audit, in one line."""
    if not schedule.is_on:
        return "off"
    how = "launches by itself" if schedule.launches_by_itself else "waits for a yes"
    months = schedule.months if len({*schedule.months}) > 1 else schedule.months[:1]
    month = ", ".join(map(str, months))
    return (
        f"on, {how}; month {month} of the quarters, day {schedule.opening_day} at "
        f"{schedule.opening_hour}:00, open {schedule.days_open} days"
    )
