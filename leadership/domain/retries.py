"""When a mail that was refused for now is tried again."""

from datetime import datetime, timedelta

MOST_ATTEMPTS = 8
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(days=1)
_GROWTH = 5


def next_try(attempts: int, now: datetime) -> datetime | None:
    """The time of the next attempt after `attempts` failed ones; None when it was the last.

    1, 5, 25, 125 and 625 minutes, then a day each: eight attempts span two and a half days,
    so that a mail server may be down over a weekend.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    pause: timedelta = _FIRST_PAUSE * _GROWTH ** (attempts - 1)
    return now + min(pause, _LONGEST_PAUSE)
