"""The next rounds of an organization as its schedule plans them, and what stands in their way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from assessment.domain.language import clock, translate
from assessment.domain.quarters import Quarter
from assessment.models import Organization, Round
from leadership.domain.mail_wording import last_day
from leadership.domain.month_grids import Mark, MarkedDay, weekday_date, weekday_short_date
from leadership.domain.openings import DRAFTED_BEFORE, Opening, Plan, is_over, next_openings
from leadership.domain.rhythm import Rhythm, reminder_moments
from leadership.models import OutgoingEmail, Schedule
from leadership.queries.schedules import round_in, told_of

SHOWN = 4


class Standing(StrEnum):
    """How the round of a quarter stands to its planned opening."""

    PLANNED = "planned"
    DRAFT = "draft"
    WAITS = "waits"
    STUCK = "stuck"
    OPEN = "open"
    CLOSED = "closed"
    TAKEN = "taken"
    OVER = "over"

    @property
    def is_ahead(self) -> bool:
        return self in {Standing.PLANNED, Standing.DRAFT}


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """A quarter's round: planned, or as it took place.

    `round_` is the round that stands there, if any; `is_near` says that it opens within a week;
    `closes_too_early` means that a draft's last day is over before it opens.
    """

    label: str
    standing: Standing
    opens_at: datetime
    closes_at: datetime
    reminders: tuple[datetime, ...]
    zone: ZoneInfo
    is_near: bool
    round_: Round | None = None

    @property
    def opens_on(self) -> str:
        local = self.opens_at.astimezone(self.zone)
        words = translate("{day}, {time}")
        return words.format(day=weekday_date(local.date()), time=clock(local.time()))

    @property
    def opening_day(self) -> str:
        return weekday_date(self.opens_at.astimezone(self.zone).date())

    @property
    def drafted_on(self) -> str:
        return weekday_date((self.opens_at - DRAFTED_BEFORE).astimezone(self.zone).date())

    @property
    def closes_on(self) -> str:
        return weekday_date(last_day(self.closes_at, self.zone))

    @property
    def reminders_on(self) -> tuple[str, ...]:
        days = (moment.astimezone(self.zone).date() for moment in self.reminders)
        return tuple(weekday_short_date(day).replace(" ", "\N{NO-BREAK SPACE}") for day in days)

    @property
    def closes_too_early(self) -> bool:
        return self.standing is Standing.DRAFT and self.closes_at <= self.opens_at

    @property
    def marked_days(self) -> tuple[MarkedDay, ...]:
        """What the calendar shows of it: nothing of what is over or left out."""
        if self.standing in {Standing.OVER, Standing.TAKEN, Standing.CLOSED}:
            return ()
        opens_on = self.opens_at.astimezone(self.zone).date()
        reminded = (moment.astimezone(self.zone).date() for moment in self.reminders)
        return (
            MarkedDay(opens_on, Mark.OPENS, self.label),
            *(MarkedDay(day, Mark.REMINDS, self.label) for day in reminded),
            MarkedDay(last_day(self.closes_at, self.zone), Mark.CLOSES, self.label),
        )


@dataclass(frozen=True, slots=True)
class PlannedRounds:
    """The schedule of an organization, or the usual one while there is none, and what follows."""

    rhythm: Rhythm
    is_on: bool
    launches_by_itself: bool
    rounds: tuple[PlannedRound, ...]

    @property
    def next(self) -> PlannedRound | None:
        """The next round that the schedule opens; None while it is off."""
        ahead = (one for one in self.rounds if one.standing.is_ahead)
        return next(ahead, None) if self.is_on else None

    @property
    def headline(self) -> str:
        """What the schedule does next, such as "Q1 2027 opens by itself on Tuesday 5 …"; "" off."""
        urgent = {Standing.WAITS, Standing.STUCK}
        late = next((one for one in self.rounds if one.standing in urgent), None)
        if not self.is_on:
            return ""
        if late and late.standing is Standing.STUCK:
            return translate("{round} could not open by itself").format(round=late.label)
        if late and not self.launches_by_itself:
            return translate("{round} waits for your yes").format(round=late.label)
        if self.next is None:
            return translate("The next rounds stand already")
        if self.launches_by_itself:
            said = translate("{round} opens by itself on {day}")
        else:
            said = translate("{round} opens on {day}, after your yes")
        return said.format(round=self.next.label, day=self.next.opening_day)

    def last_day_of(self, quarter: Quarter) -> date | None:
        """The last day to answer of a round that is still to be drafted; None where none is."""
        if not self.is_on:
            return None
        planned = (one for one in self.rounds if one.standing is Standing.PLANNED)
        one = next((one for one in planned if one.label == quarter.label), None)
        return last_day(one.closes_at, one.zone) if one else None

    def of(self, round_: Round) -> PlannedRound | None:
        """The plan for a round; None while the schedule is off and for quarters far away."""
        found = (one for one in self.rounds if one.round_ and one.round_.pk == round_.pk)
        return next(found, None) if self.is_on else None


def planned_rounds(organization: Organization, now: datetime) -> PlannedRounds:
    """This quarter's round and those after it, until four are still to come.

    Two queries; a third while a draft's opening has passed. A schedule that is off is shown as if
    it were switched on now.
    """
    schedule = Schedule.objects.filter(organization=organization).first()
    plan = _plan(organization, schedule, now)
    rounds = list(Round.objects.filter(organization=organization).defer("protected"))
    planned = [
        _planned(plan, opening, rounds, now) for opening in next_openings(plan, now, SHOWN + 1)
    ]
    if planned[0].standing.is_ahead:
        planned.pop()
    return PlannedRounds(
        plan.rhythm,
        is_on=schedule is not None and schedule.is_on,
        launches_by_itself=schedule is not None and schedule.launches_by_itself,
        rounds=tuple(planned),
    )


def _plan(organization: Organization, schedule: Schedule | None, now: datetime) -> Plan:
    """Without a schedule that is on, an opening before now would be over when it is switched on."""
    return Plan(
        schedule.rhythm if schedule else Rhythm(),
        organization.zone,
        organization.fiscal_year_starts_in,
        since=schedule.changed_at if schedule and schedule.is_on else now,
    )


def _planned(plan: Plan, opening: Opening, rounds: Iterable[Round], now: datetime) -> PlannedRound:
    round_ = round_in(rounds, opening.quarter)
    standing = _standing(plan, opening, round_, now)
    opens_at = opening.opens_at
    closes_at = opening.closes_at
    label = opening.quarter.label
    if round_ and standing is not Standing.TAKEN:
        label, closes_at = round_.label, round_.closed_at or round_.closes_at
        opens_at = round_.launched_at or opens_at
    is_near = opens_at - DRAFTED_BEFORE <= now
    reminders = reminder_moments(
        plan.rhythm, launched_at=opens_at, closes_at=closes_at, zone=plan.zone
    )
    return PlannedRound(label, standing, opens_at, closes_at, reminders, plan.zone, is_near, round_)


def _standing(plan: Plan, opening: Opening, round_: Round | None, now: datetime) -> Standing:
    if round_ is None:
        return Standing.OVER if is_over(plan, opening) else Standing.PLANNED
    if round_.quarter_starts_on != opening.quarter.starts_on:
        return Standing.TAKEN
    if not round_.is_draft:
        return Standing.OPEN if round_.is_open else Standing.CLOSED
    if opening.opens_at > now:
        return Standing.DRAFT
    if is_over(plan, opening):
        return Standing.OVER
    is_stuck = told_of(opening, round_, OutgoingEmail.Kind.ROUND_STUCK)
    return Standing.STUCK if is_stuck.exists() else Standing.WAITS
