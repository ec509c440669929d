"""When a mail that was refused for now is tried again."""

from datetime import UTC, datetime, timedelta

from leadership.domain.retries import MOST_ATTEMPTS, next_try

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_next_try_waits_five_times_longer_each_time_up_to_a_day() -> None:
    pauses = [due - NOW for attempts in range(1, MOST_ATTEMPTS) if (due := next_try(attempts, NOW))]

    assert pauses == [timedelta(minutes=m) for m in (1, 5, 25, 125, 625, 1440, 1440)]


def test_next_try_gives_up_after_the_last_attempt() -> None:
    assert next_try(MOST_ATTEMPTS, NOW) is None
