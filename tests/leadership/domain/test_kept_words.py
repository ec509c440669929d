"""Stored sentences, taken apart again."""

import pytest

from leadership.domain.kept_words import values_in


@pytest.mark.parametrize(
    ("template", "stored", "values"),
    [
        (
            "{round}: {count} people asked",
            "Q1: the second: 1,203 people asked",
            {"round": "Q1: the second", "count": "1,203"},
        ),
        (
            "{round}: last day to answer {day} → {other_day}",
            "Q1 2026: last day to answer 2026-03-01 → 2026-03-08",
            {"round": "Q1 2026", "day": "2026-03-01", "other_day": "2026-03-08"},
        ),
        ("as CSV", "as CSV", {}),
        ("a.c", "abc", None),
        ("{round}: {count} people asked", "Q1: many people asked", None),
        ("{round}: {count} people", "Q1: 3 people asked", None),
    ],
)
def test_values_are_found_again(template: str, stored: str, values: dict[str, str] | None) -> None:
    assert values_in(template, stored) == values
