"""The words of an invitation, and texts that must stay on one line."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from assessment.domain.audiences import Audience
from leadership.domain.mail_wording import (
    Asking,
    beginning,
    closing_sentence,
    default_text,
    last_day,
    one_line,
    paragraph,
    setting_of,
)
from leadership.domain.placeholders import fill, unknown_placeholders

BERLIN = ZoneInfo("Europe/Berlin")
VALUES = {
    "name": "Anna Berg",
    "organization": "Meridian Freight",
    "round": "Q4 2026",
    "last_day": "14 December",
}


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
    text = default_text(Asking.INVITATION, audience)

    assert fill(text.subject, VALUES) == subject


@pytest.mark.parametrize("asking", Asking)
@pytest.mark.parametrize("audience", Audience)
def test_our_texts_keep_to_what_a_lead_may_write(asking: Asking, audience: Audience) -> None:
    text = default_text(asking, audience)

    assert len(text.subject) <= 100
    for part in (text.subject, text.opening, text.afterwards, setting_of(audience).heading):
        assert unknown_placeholders(part) == ()
        assert "{" not in fill(part, VALUES)
        assert "please" not in part.lower()


@pytest.mark.parametrize("audience", Audience)
def test_reminder_says_until_when_and_how_long_it_takes(audience: Audience) -> None:
    text = default_text(Asking.REMINDER, audience)

    assert "{last_day}" in text.subject
    assert "until {last_day}" in text.opening
    assert " minutes" in text.opening


def test_executives_are_reminded_that_what_they_began_is_kept() -> None:
    text = default_text(Asking.REMINDER, Audience.EXECUTIVE)

    assert "What you have begun is kept" in text.opening


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
        ("=?utf-8?q?Meridian?=", "= ?utf-8?q?Meridian?="),
    ],
)
def test_one_line_makes_stored_control_characters_harmless(stored: str, shown: str) -> None:
    assert one_line(stored) == shown


@pytest.mark.parametrize(
    ("closes_at", "sentence"),
    [
        (
            datetime(2026, 12, 14, 23, 0, tzinfo=UTC),  # midnight in Berlin
            "You can answer until the end of 14 December 2026 (Europe/Berlin time).",
        ),
        (
            datetime(2026, 12, 14, 22, 59, 59, tzinfo=UTC),
            "You can answer until the end of 14 December 2026 (Europe/Berlin time).",
        ),
        (
            datetime(2026, 7, 1, 16, 0, tzinfo=UTC),
            "You can answer until 1 July 2026, 18:00 (Europe/Berlin time).",
        ),
    ],
)
def test_closing_sentence_is_in_the_time_zone_of_the_organization(
    closes_at: datetime, sentence: str
) -> None:
    assert closing_sentence(closes_at, BERLIN) == sentence


def test_last_day_of_midnight_is_the_day_before() -> None:
    assert last_day(datetime(2026, 12, 14, 23, 0, tzinfo=UTC), BERLIN) == date(2026, 12, 14)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("One line.\r\nAnother.", "One line.\nAnother."),
        ("One.\rTwo.", "One.\nTwo."),
        ("a\x0bb\x1cc\u2028d", "a b c d"),
        ("abc\u202edcba", "abcdcba"),
        ("  kept \n\n within  ", "kept \n\n within"),
    ],
)
def test_paragraph_keeps_line_breaks_and_nothing_else_unseen(stored: str, shown: str) -> None:
    assert paragraph(stored) == shown


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Short enough.", "Short enough."),
        ("word " * 40, ("word " * 28).strip() + "…"),
        ("株" * 200, "株" * 140 + "…"),
        ("株" * 135 + "{organization}" + "株" * 50, "株" * 135 + "…"),
    ],
)
def test_beginning_of_a_paragraph_cuts_no_placeholder(text: str, listed: str) -> None:
    assert beginning(text) == listed
