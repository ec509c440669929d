"""Months as they hang on a wall: weeks of seven days, with what happens on some of them."""

from calendar import Calendar, month_name
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from assessment.domain.language import (
    in_a_row,
    in_front,
    long_date,
    short_date,
    translatable,
    translate,
)

# Translators: the head of a column of a calendar has room for two or three letters.
SHORT_WEEKDAYS: Final = (
    *(translatable("Mo"), translatable("Tu"), translatable("We"), translatable("Th")),
    *(translatable("Fr"), translatable("Sa"), translatable("Su")),
)
WEEKDAYS: Final = (
    *(translatable("Monday"), translatable("Tuesday"), translatable("Wednesday")),
    *(translatable("Thursday"), translatable("Friday"), translatable("Saturday")),
    translatable("Sunday"),
)


class Mark(StrEnum):
    """What happens to a round on a day."""

    OPENS = "opens"
    REMINDS = "reminds"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """A day of a round, and what happens on it."""

    day: date
    mark: Mark
    round_label: str


@dataclass(frozen=True, slots=True)
class DayCell:
    """`words` says what happens for those who do not see the shape; `number` 0 is no day."""

    number: int
    marks: tuple[Mark, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """One month; its days lie in weeks from Monday to Sunday."""

    title: str
    weeks: tuple[tuple[DayCell, ...], ...]


def weekdays() -> list[tuple[str, str]]:
    """The days of a week in short and in full, from Monday on."""
    pairs = zip(SHORT_WEEKDAYS, WEEKDAYS, strict=True)
    return [(translate(short), translate(name)) for short, name in pairs]


def month_grids(marked: Sequence[MarkedDay]) -> tuple[MonthGrid, ...]:
    """The months in which something happens, the earliest first."""
    by_day: dict[date, list[MarkedDay]] = {}
    for one in marked:
        by_day.setdefault(one.day, []).append(one)
    months = sorted({(day.year, day.month) for day in by_day})
    return tuple(_grid(year, month, by_day) for year, month in months)


def weekday_date(day: date) -> str:
    """Such as "Tuesday 5 January 2027"."""
    words = translate("{weekday} {day}")
    return words.format(weekday=translate(WEEKDAYS[day.weekday()]), day=long_date(day))


def weekday_short_date(day: date) -> str:
    """Such as "Tuesday 5 January"."""
    words = translate("{weekday} {day}")
    return words.format(weekday=translate(WEEKDAYS[day.weekday()]), day=short_date(day))


def _grid(year: int, month: int, by_day: Mapping[date, list[MarkedDay]]) -> MonthGrid:
    weeks = tuple(
        tuple(_cell(day, by_day.get(day, [])) if day.month == month else DayCell(0) for day in week)
        for week in Calendar().monthdatescalendar(year, month)
    )
    title = translate("{month} {year}").format(month=translate(month_name[month]), year=year)
    return MonthGrid(in_front(title), weeks)


def _cell(day: date, marked: list[MarkedDay]) -> DayCell:
    said = [_said(one.mark).format(round=one.round_label) for one in marked]
    words = in_a_row(said) if said else ""
    return DayCell(day.day, tuple(one.mark for one in marked), words)


def _said(mark: Mark) -> str:
    said = {
        Mark.OPENS: translate("{round} opens"),
        Mark.REMINDS: translate("{round} reminds"),
        Mark.CLOSES: translate("{round} closes"),
    }
    return said[mark]
