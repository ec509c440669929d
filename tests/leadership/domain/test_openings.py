"""Which round a schedule opens at a moment: one a quarter, in every time zone there is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from assessment.domain.quarters import Quarter, quarter_of
from leadership.domain.openings import (
    DRAFTED_BEFORE,
    Plan,
    RoundsOverlap,
    check_rounds_apart,
    closing_when_opened,
    drafts_due,
    next_openings,
    opening_due,
    opening_in,
)
from leadership.domain.rhythm import Rhythm

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
SECOND = timedelta(seconds=1)

WALK_STARTS, WALK_ENDS = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
STEP = timedelta(hours=17)  # meets every hour of the day
GROUPS = 16
ZONES = sorted(available_timezones())


def plan(rhythm: Rhythm | None = None, since: datetime = LONG_AGO, starts_in: int = 1) -> Plan:
    return Plan(rhythm or Rhythm(), BERLIN, starts_in, since)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)  # type: ignore[misc,arg-type]


def day_of(moment: datetime, zone: ZoneInfo = BERLIN) -> date:
    return moment.astimezone(zone).date()


# Every time zone over two years


def a_plan_for(number: int, zone_name: str) -> Plan:
    """Another rhythm and fiscal year for every zone, so that together they meet all of them."""
    rhythm = Rhythm(
        months=((1, 1, 1, 1), (3, 2, 1, 2), (2, 3, 3, 2), (1, 2, 3, 3))[number % 4],
        opening_day=1 + number * 5 % 28,
        opening_hour=number * 7 % 24,
        days_open=3 + number * 11 % 25,
    )
    return Plan(rhythm, ZoneInfo(zone_name), 1 + number * 5 % 12, LONG_AGO)


def quarters_of_the_walk(one: Plan) -> list[Quarter]:
    """Those that lie wholly within it, in whatever place."""
    quarter = one.quarter_at(WALK_STARTS + timedelta(days=2)).next()
    quarters = []
    while quarter.ends_on < (WALK_ENDS - timedelta(days=2)).date():
        quarters.append(quarter)
        quarter = quarter.next()
    return quarters


def moments_of_the_walk(one: Plan, quarters: list[Quarter]) -> list[datetime]:
    moments = [
        WALK_STARTS + STEP * number for number in range(int((WALK_ENDS - WALK_STARTS) / STEP))
    ]
    for quarter in quarters:
        opening = opening_in(one, quarter)
        border = datetime.combine(quarter.starts_on, datetime.min.time(), tzinfo=one.zone)
        for critical in (opening.opens_at, opening.closes_at, border.astimezone(UTC)):
            moments += [critical - SECOND, critical, critical + SECOND]
    return sorted(moments)


def exists_at(day: date, hour: int, zone: ZoneInfo) -> bool:
    """Whether the clocks of that place show this hour on that day."""
    naive = datetime(day.year, day.month, day.day, hour)  # noqa: DTZ001
    there_and_back = naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None) == naive


@pytest.mark.parametrize("group", range(GROUPS))
def test_every_zone_has_one_round_a_quarter_at_its_own_hour(group: int) -> None:
    for number, name in list(enumerate(ZONES))[group::GROUPS]:
        one = a_plan_for(number, name)
        quarters = quarters_of_the_walk(one)
        opened: dict[date, datetime] = {}

        for now in moments_of_the_walk(one, quarters):
            due = opening_due(one, now)
            if due and due.quarter.starts_on not in opened:
                opened[due.quarter.starts_on] = now

        assert len(quarters) >= 6
        for quarter in quarters:
            moment = opened[quarter.starts_on]
            day = day_of(moment, one.zone)
            assert quarter.starts_on <= day <= quarter.ends_on, name
            assert day.day == one.rhythm.opening_day, name
            if exists_at(day, one.rhythm.opening_hour, one.zone):
                clock = moment.astimezone(one.zone)
                assert (clock.hour, clock.minute, clock.second) == (
                    *(one.rhythm.opening_hour, 0, 0),
                ), name
            closes_at = opening_in(one, quarter).closes_at
            assert day_of(closes_at, one.zone) == day + timedelta(one.rhythm.days_open), name
            assert moment < closes_at < opening_in(one, quarter.next()).opens_at, name


@pytest.mark.parametrize("group", range(GROUPS))
def test_every_zone_drafts_a_week_ahead_and_not_before(group: int) -> None:
    for number, name in list(enumerate(ZONES))[group::GROUPS]:
        one = a_plan_for(number, name)
        for quarter in quarters_of_the_walk(one):
            opening = opening_in(one, quarter)
            starts = opening.opens_at - DRAFTED_BEFORE

            assert opening not in drafts_due(one, starts - SECOND), name
            assert opening in drafts_due(one, starts), name
            assert opening in drafts_due(one, opening.opens_at), name


# One place


def test_opening_is_due_from_its_moment_to_the_end_of_its_quarter() -> None:
    opening = opening_in(plan(), quarter_of(date(2027, 1, 1)))

    assert opening_due(plan(), at(2027, 1, 5, 8, 59)) is None
    assert opening_due(plan(), at(2027, 1, 5, 9)) == opening
    assert opening_due(plan(), at(2027, 3, 31, 23, 59)) == opening
    assert opening_due(plan(), at(2027, 4, 1)) is None


def test_opening_before_the_last_change_is_over() -> None:
    changed = plan(since=at(2027, 1, 5, 9, 1))

    assert opening_due(changed, at(2027, 1, 6)) is None
    assert drafts_due(changed, at(2027, 1, 6)) == ()
    assert opening_due(changed, at(2027, 4, 5, 9)) is not None


def test_opening_at_the_moment_of_the_change_or_after_it_counts() -> None:
    assert opening_due(plan(since=at(2027, 1, 5, 9)), at(2027, 1, 6)) is not None
    assert opening_due(plan(since=at(2027, 1, 5, 8)), at(2027, 1, 6)) is not None


def test_rounds_of_two_quarters_can_be_due_for_drafting_at_once() -> None:
    one = plan(Rhythm(months=(3, 1, 1, 1), opening_day=1, days_open=20))
    late = replace(one, rhythm=Rhythm(months=(3, 1, 1, 1), opening_day=28, days_open=20))

    assert [each.quarter.label for each in drafts_due(one, at(2027, 3, 20))] == ["Q1 2027"]
    assert [each.quarter.label for each in drafts_due(late, at(2027, 4, 21, 9))] == ["Q2 2027"]
    assert [each.quarter.label for each in drafts_due(one, at(2027, 3, 26))] == [
        "Q1 2027",
        "Q2 2027",
    ]


def closing(one: Plan, now: datetime, quarter: date = date(2027, 1, 1)) -> date:
    opening = opening_in(one, quarter_of(quarter))
    return day_of(closing_when_opened(one, opening, now))


def test_closing_moves_by_the_days_a_round_opens_late() -> None:
    assert closing(plan(), at(2027, 1, 5, 9)) == date(2027, 1, 19)
    assert closing(plan(), at(2027, 1, 5, 23)) == date(2027, 1, 19)
    assert closing(plan(), at(2027, 1, 6, 1)) == date(2027, 1, 20)
    assert closing(plan(), at(2027, 2, 5, 9)) == date(2027, 2, 19)


def test_round_drafted_ahead_closes_as_planned() -> None:
    assert closing(plan(), at(2026, 12, 29, 9)) == date(2027, 1, 19)


def test_late_round_closes_on_the_eve_of_the_next_opening_but_leaves_three_days() -> None:
    assert closing(plan(), at(2027, 3, 30, 9)) == date(2027, 4, 4)
    assert closing(plan(Rhythm(opening_day=2)), at(2027, 3, 31, 9)) == date(2027, 4, 3)


def test_planned_round_closes_on_the_eve_of_the_next_opening_at_the_latest() -> None:
    one = plan(Rhythm(months=(3, 1, 1, 1), days_open=60))

    opening = opening_in(one, quarter_of(date(2027, 1, 1)))

    assert day_of(opening.closes_at) == date(2027, 4, 4)


def test_next_openings_begin_with_the_present_quarter() -> None:
    coming = next_openings(plan(), at(2026, 12, 1), 4)

    assert [one.quarter.label for one in coming] == ["Q4 2026", "Q1 2027", "Q2 2027", "Q3 2027"]


# Rounds that do not overlap


@pytest.mark.parametrize(
    ("months", "starts_in", "longest"),
    [
        ((1, 1, 1, 1), 1, 60),
        ((3, 1, 1, 1), 1, 30),  # March to April
        ((1, 1, 1, 3), 1, 30),  # December to January
        ((3, 1, 1, 1), 12, 27),  # February to March
        ((2, 1, 1, 1), 1, 58),  # February to April
    ],
)
def test_rounds_may_stay_open_until_the_eve_of_the_next(
    months: tuple[int, ...], starts_in: int, longest: int
) -> None:
    check_rounds_apart(Rhythm(months=months, days_open=longest), starts_in)

    if longest < 60:
        with pytest.raises(RoundsOverlap, match=f"open for {longest} days at most"):
            check_rounds_apart(Rhythm(months=months, days_open=longest + 1), starts_in)


def test_overlap_names_both_quarters_and_says_what_to_do() -> None:
    with pytest.raises(RoundsOverlap) as caught:
        check_rounds_apart(Rhythm(months=(1, 3, 1, 1), days_open=40), 1)

    assert str(caught.value) == (
        "The round of Q2 would still be open when the round of Q3 opens. "
        "Keep rounds open for 29 days at most, or choose months that lie further apart."
    )
