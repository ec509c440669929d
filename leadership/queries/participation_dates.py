"""On which days people were invited, started and answered: dates only, by one grouped query."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from assessment.domain.audiences import Audience
from assessment.models import Round
from leadership.models import Invitation


@dataclass(frozen=True, slots=True)
class Day:
    """One local day of a round; `share` is its answers as a part of those of the best day."""

    day: date
    invited: int
    started: int
    answered: int
    by_audience: tuple[int, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Dates:
    """`days` from the launch until today or the last day; `audiences` heads Day.by_audience.

    `executives_started` counts those who started or sent, `executives_under_way` those who
    started and have not sent.
    """

    days: tuple[Day, ...]
    audiences: tuple[Audience, ...]
    executives_started: int
    executives_under_way: int

    @property
    def answered(self) -> int:
        return sum(day.answered for day in self.days)

    @property
    def best(self) -> Day | None:
        """The earliest of the days with the most answers; None before the first answer."""
        best = max(self.days, key=lambda day: day.answered, default=None)
        return best if best and best.answered else None


@dataclass(frozen=True, slots=True)
class _Group:
    """People of one audience with the same dates."""

    audience: Audience
    invited_on: date
    started_on: date | None
    submitted_on: date | None
    revoked_on: date | None
    people: int


def dates_of(round_: Round, now: datetime) -> Dates:
    """The days of a launched round up to `now`; of people who are still listed."""
    groups = _groups(round_)
    executives = [one for one in groups if one.audience is Audience.EXECUTIVE]
    return Dates(
        days=_days(round_, groups, now),
        audiences=round_.asks,
        executives_started=_people(one for one in executives if one.started_on or one.submitted_on),
        executives_under_way=_people(
            one
            for one in executives
            if one.started_on and not one.submitted_on and not one.revoked_on
        ),
    )


def _groups(round_: Round) -> list[_Group]:
    dates = ("audience", "invited_on", "started_on", "submitted_on", "revoked_on")
    invitations = Invitation.objects.filter(round=round_).order_by()
    return [
        _Group(Audience(audience), *rest)
        for audience, *rest in invitations.values_list(*dates).annotate(Count("pk"))
    ]


def _days(round_: Round, groups: Collection[_Group], now: datetime) -> tuple[Day, ...]:
    invited: Counter[date] = Counter()
    started: Counter[date] = Counter()
    answered: Counter[tuple[date, Audience]] = Counter()
    for one in groups:
        invited[one.invited_on] += one.people
        if one.started_on:
            started[one.started_on] += one.people
        if one.submitted_on:
            answered[one.submitted_on, one.audience] += one.people
    days = _calendar(round_, now)
    by_day = {day: tuple(answered[day, one] for one in round_.asks) for day in days}
    most = max((sum(row) for row in by_day.values()), default=0)
    return tuple(
        Day(
            day=day,
            invited=invited[day],
            started=started[day],
            answered=sum(by_day[day]),
            by_audience=by_day[day],
            share=sum(by_day[day]) / most if most else 0.0,
        )
        for day in days
    )


def _calendar(round_: Round, now: datetime) -> list[date]:
    """The local days on which the round was open until `now`."""
    if round_.launched_at is None:
        return []
    zone = round_.organization.zone
    first = round_.launched_at.astimezone(zone).date()
    until = min(round_.closed_at or now, now).astimezone(zone).date()
    return [first + timedelta(number) for number in range((until - first).days + 1)]


def _people(groups: Iterable[_Group]) -> int:
    return sum(one.people for one in groups)
