"""The words of an invitation, and texts that must stay on one line."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from assessment.domain.audiences import Audience
from leadership.domain.mail_wording import (
    Occasion,
    closing_phrase,
    invitation_wording,
    last_day,
    one_line,
)

BERLIN = ZoneInfo("Europe/Berlin")
OCCASION = Occasion("Meridian Freight", "Q4 2026", date(2026, 12, 14))


@pytest.mark.parametrize(
    ("audience", "subject"),
    [
        (Audience.CUSTOMER, "Two minutes for Meridian Freight: how do you see us?"),
        (Audience.PARTNER, "Two minutes for Meridian Freight: how do you see us?"),
        (Audience.EMPLOYEE, "Two minutes for Meridian Freight: how customer-centric are we?"),
        (Audience.MANAGER, "Two minutes for Meridian Freight: how customer-centric are we?"),
        (
            Audience.EXECUTIVE,
            "Q4 2026 self-assessment for Meridian Freight: about ten minutes, until 14 December",
        ),
    ],
)
def test_subject_says_who_asks_and_how_long_it_takes(audience: Audience, subject: str) -> None:
    assert invitation_wording(audience, OCCASION).subject == subject


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Meridian Freight", "Meridian Freight"),
        ("Meridian\r\nBcc: x@evil.example", "Meridian Bcc: x@evil.example"),
        ("a\x0bb\x0cc\x1cd\x85e\u2028f\x00g", "a b c d e f g"),
        ("abc\u202edcba\u2066", "abcdcba"),
        ("  two   words ", "two words"),
        ("family 👩\u200d👧", "family 👩\u200d👧"),
        ("\ud800x", "x"),
    ],
)
def test_one_line_makes_stored_control_characters_harmless(stored: str, shown: str) -> None:
    assert one_line(stored) == shown


@pytest.mark.parametrize(
    ("closes_at", "phrase"),
    [
        (
            datetime(2026, 12, 14, 23, 0, tzinfo=UTC),  # midnight in Berlin
            "until the end of 14 December 2026 (Europe/Berlin time)",
        ),
        (
            datetime(2026, 12, 14, 22, 59, 59, tzinfo=UTC),
            "until the end of 14 December 2026 (Europe/Berlin time)",
        ),
        (
            datetime(2026, 7, 1, 16, 0, tzinfo=UTC),
            "until 1 July 2026, 18:00 (Europe/Berlin time)",
        ),
    ],
)
def test_closing_phrase_is_in_the_time_zone_of_the_organization(
    closes_at: datetime, phrase: str
) -> None:
    assert closing_phrase(closes_at, BERLIN) == phrase


def test_last_day_of_midnight_is_the_day_before() -> None:
    assert last_day(datetime(2026, 12, 14, 23, 0, tzinfo=UTC), BERLIN) == date(2026, 12, 14)
