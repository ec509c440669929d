"""Half hours, their weeks, and what a log says of them."""

from datetime import date, timedelta

import pytest

from leadership.domain.immersion import (
    ImmersionKind,
    as_hours,
    as_number,
    week_of,
    weeks_until,
    whole_weeks_before,
)
from leadership.domain.immersion_findings import log_finding, log_sentence, weeks_drawn

WEDNESDAY = date(2026, 3, 18)
THIS_WEEK, LAST_WEEK = date(2026, 3, 16), date(2026, 3, 9)


@pytest.mark.parametrize(
    ("half_hours", "words", "number"),
    [(0, "0", "0"), (1, "½", "0.5"), (2, "1", "1"), (5, "2½", "2.5"), (80, "40", "40")],
)
def test_half_hours_are_written_in_every_language_alike(
    half_hours: int, words: str, number: str
) -> None:
    assert (as_hours(half_hours), as_number(half_hours)) == (words, number)


@pytest.mark.parametrize("days", range(7))
def test_week_begins_on_monday(days: int) -> None:
    assert week_of(THIS_WEEK + timedelta(days=days)) == THIS_WEEK


def test_question_is_about_weeks_that_are_over() -> None:
    weeks = whole_weeks_before(WEDNESDAY, {THIS_WEEK: 8, LAST_WEEK: 3, date(2026, 2, 16): 1})

    assert [week.starts_on for week in weeks] == [
        LAST_WEEK,
        date(2026, 3, 2),
        date(2026, 2, 23),
        date(2026, 2, 16),
    ]
    assert [week.half_hours for week in weeks] == [3, 0, 0, 1]
    assert weeks[0].ends_on == date(2026, 3, 15)


@pytest.mark.parametrize("day", [THIS_WEEK, WEDNESDAY, date(2026, 3, 22)])
def test_last_week_is_the_same_all_week(day: date) -> None:
    assert whole_weeks_before(day, {})[0].starts_on == LAST_WEEK


def test_chart_ends_with_this_week() -> None:
    weeks = weeks_until(WEDNESDAY, {THIS_WEEK: 2})

    assert len(weeks) == 13
    assert (weeks[-1].starts_on, weeks[-1].half_hours) == (THIS_WEEK, 2)


def test_rule_of_thumb_is_a_line_across() -> None:
    drawn = weeks_drawn(weeks_until(WEDNESDAY, {LAST_WEEK: 9}))

    hours, rule = drawn["data"]["datasets"]
    assert rule["data"] == [2.0] * 13
    assert hours["data"][-2:] == [4.5, 0.0]
    assert drawn["options"]["scales"]["y"]["max"] == 6


@pytest.mark.parametrize(
    ("half_hours", "heading"),
    [
        ({}, "Your log of time with customers is empty"),
        ({LAST_WEEK: 4}, "No time with customers logged this week"),
        ({THIS_WEEK: 1}, "½ hour with customers this week"),
        ({THIS_WEEK: 2}, "1 hour with customers this week"),
        ({THIS_WEEK: 3}, "1½ hours with customers this week"),
    ],
)
def test_heading_says_what_this_week_had(half_hours: dict[date, int], heading: str) -> None:
    assert log_finding(weeks_until(WEDNESDAY, half_hours)) == heading


def test_sentence_counts_the_four_weeks_before_and_not_this_one() -> None:
    weeks = weeks_until(WEDNESDAY, {THIS_WEEK: 40, LAST_WEEK: 4, date(2026, 2, 23): 2})

    assert log_sentence(weeks) == (
        "In the four weeks before this one you logged 3 hours, 0.8 a week. 1 of them reached two "
        "hours, the source’s rule of thumb."
    )


def test_every_kind_has_words() -> None:
    assert len({kind.label for kind in ImmersionKind}) == len(ImmersionKind)
