"""Months with what happens on their days."""

from datetime import date

from leadership.domain.month_grids import (
    DayCell,
    Mark,
    MarkedDay,
    month_grids,
    weekday_date,
    weekdays,
)

OPENS = MarkedDay(date(2027, 2, 27), Mark.OPENS, "Q1 2027")
REMINDS = MarkedDay(date(2027, 3, 3), Mark.REMINDS, "Q1 2027")
CLOSES = MarkedDay(date(2027, 3, 3), Mark.CLOSES, "Q1 2027")


def test_months_are_those_in_which_something_happens() -> None:
    grids = month_grids([CLOSES, OPENS])

    assert [grid.title for grid in grids] == ["February 2027", "March 2027"]


def test_weeks_begin_on_monday_and_hold_no_day_of_another_month() -> None:
    (grid,) = month_grids([CLOSES])

    assert [day.number for day in grid.weeks[0]] == [1, 2, 3, 4, 5, 6, 7]
    assert [day.number for day in grid.weeks[-1]] == [29, 30, 31, 0, 0, 0, 0]
    assert len(grid.weeks) == 5


def test_marked_day_says_in_words_what_happens() -> None:
    (february,) = month_grids([OPENS])
    (march,) = month_grids([REMINDS, CLOSES])

    assert february.weeks[3][5] == DayCell(27, (Mark.OPENS,), "Q1 2027 opens")
    assert march.weeks[0][2] == DayCell(
        3, (Mark.REMINDS, Mark.CLOSES), "Q1 2027 reminds, Q1 2027 closes"
    )


def test_nothing_planned_is_no_month() -> None:
    assert month_grids([]) == ()


def test_day_is_written_with_its_weekday() -> None:
    assert weekday_date(date(2027, 1, 5)) == "Tuesday 5 January 2027"


def test_columns_are_headed_by_the_days_of_a_week() -> None:
    assert weekdays()[0] == ("Mo", "Monday")
    assert [short for short, _ in weekdays()] == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
