"""Which round a schedule opens or drafts at a given moment, and when that round closes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from assessment.domain.language import translate_plural
from assessment.domain.quarters import Quarter, quarter_of
from leadership.domain.errors import LeadershipError
from leadership.domain.rhythm import Rhythm, closing_of, end_of_day, opening_day_of, opening_of

DRAFTED_BEFORE = timedelta(days=7)
SHORTEST = timedelta(days=3)
# No leap year: its months lie the closest together.
_ANY_YEAR = 2025


class RoundsOverlap(LeadershipError):
    """The round of a quarter closes before the next one opens."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A rhythm where it is lived: the organization's time zone and fiscal year.

    Openings before `since` are over, whether or not they took place.
    """

    rhythm: Rhythm
    zone: ZoneInfo
    fiscal_year_starts_in: int
    since: datetime

    def quarter_at(self, now: datetime) -> Quarter:
        """The quarter of the organization's own day."""
        return self.quarter_on(now.astimezone(self.zone).date())

    def quarter_on(self, day: date) -> Quarter:
        return quarter_of(day, fiscal_year_starts_in=self.fiscal_year_starts_in)


@dataclass(frozen=True, slots=True)
class Opening:
    """When the round of a quarter is planned to open and to close."""

    quarter: Quarter
    opens_at: datetime
    closes_at: datetime


def opening_in(plan: Plan, quarter: Quarter) -> Opening:
    """The planned round of a quarter; it closes on the eve of the next opening at the latest."""
    opens_at = opening_of(plan.rhythm, quarter, plan.zone)
    closes_at = min(closing_of(plan.rhythm, opens_at, plan.zone), _eve_of_next(plan, quarter))
    return Opening(quarter, opens_at, closes_at)


def is_over(plan: Plan, opening: Opening) -> bool:
    """Whether the opening had passed when the schedule was changed last."""
    return opening.opens_at < plan.since


def opening_due(plan: Plan, now: datetime) -> Opening | None:
    """The opening that has come in the present quarter, even if late; None before it."""
    opening = opening_in(plan, plan.quarter_at(now))
    return None if is_over(plan, opening) or opening.opens_at > now else opening


def drafts_due(plan: Plan, now: datetime) -> tuple[Opening, ...]:
    """The openings whose round ought to be drafted by now: from seven days before on."""
    this = plan.quarter_at(now)
    openings = (opening_in(plan, quarter) for quarter in (this, this.next()))
    return tuple(
        opening
        for opening in openings
        if not is_over(plan, opening) and opening.opens_at - DRAFTED_BEFORE <= now
    )


def closing_when_opened(plan: Plan, opening: Opening, now: datetime) -> datetime:
    """When a round closes that opens at `now`: later by as many days as it opens late.

    It still closes on the eve of the next opening, unless that leaves less than three days.
    """
    today = now.astimezone(plan.zone).date()
    late = today - opening.opens_at.astimezone(plan.zone).date()
    if late <= timedelta(0):
        return opening.closes_at
    closes_on = opening.closes_at.astimezone(plan.zone).date()
    moved = min(end_of_day(closes_on + late, plan.zone), _eve_of_next(plan, opening.quarter))
    return max(moved, end_of_day(today + SHORTEST, plan.zone))


def next_openings(plan: Plan, now: datetime, count: int) -> tuple[Opening, ...]:
    """The plan of the present quarter and those after it, `count` in all."""
    quarters = [plan.quarter_at(now)]
    while len(quarters) < count:
        quarters.append(quarters[-1].next())
    return tuple(opening_in(plan, quarter) for quarter in quarters)


def check_rounds_apart(rhythm: Rhythm, fiscal_year_starts_in: int) -> None:
    """Raises RoundsOverlap when a round would still be open on the day the next one opens."""
    quarter = quarter_of(
        date(_ANY_YEAR, fiscal_year_starts_in, 1), fiscal_year_starts_in=fiscal_year_starts_in
    )
    apart: dict[Quarter, int] = {}
    for _ in range(len(rhythm.months)):
        days = opening_day_of(rhythm, quarter.next()) - opening_day_of(rhythm, quarter)
        apart[quarter] = days.days
        quarter = quarter.next()
    tightest = min(apart, key=lambda one: apart[one])
    longest = apart[tightest] - 1
    if rhythm.days_open > longest:
        text = translate_plural(
            "The round of Q{quarter} would still be open when the round of Q{next} opens. Keep "
            "rounds open for {days} days at most, or choose months that lie further apart.",
            "The round of Q{quarter} would still be open when the round of Q{next} opens. Keep "
            "rounds open for {days} days at most, or choose months that lie further apart.",
            longest,
        )
        raise RoundsOverlap(
            text.format(quarter=tightest.number, next=tightest.next().number, days=longest)
        )


def _eve_of_next(plan: Plan, quarter: Quarter) -> datetime:
    day = opening_day_of(plan.rhythm, quarter.next())
    return end_of_day(day - timedelta(days=1), plan.zone)
