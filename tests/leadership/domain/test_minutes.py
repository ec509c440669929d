"""Minutes as they are written down and read again."""

import json
from dataclasses import replace
from datetime import date

import pytest

from leadership.domain.meetings import Outcome
from leadership.domain.minutes import (
    CommitmentMinute,
    FigureMinute,
    Minutes,
    Person,
    SignMinute,
    as_json,
    fingerprint_of_minutes,
    from_json,
    without,
)

DANA, JONAS = Person(1, "Dana Reyes"), Person(2, "Jonas Weber")
SIGN = SignMinute(
    key="s7",
    number=7,
    text="Is pay tied to customers?",
    marks=("y", "n"),
    answers="1 yes · 1 no",
    status="Contested 1–1",
    outcome=Outcome.FIND_OUT,
    note="Nobody has read the contracts.",
    who=DANA,
    due_on=date(2026, 12, 4),
)
COMMITMENT = CommitmentMinute(
    what="Draft a bonus",
    about="Sign 7: Incentives",
    owner=JONAS,
    due_on=date(2026, 12, 31),
    visible_in="On the agenda",
    standing="open",
    reason="",
)
MINUTES = Minutes(
    organization="Meridian Freight",
    round_label="Q3 2026",
    closed_on=date(2026, 8, 24),
    held_on=date(2026, 9, 4),
    attendees=(DANA, JONAS),
    headline="Six of the eight signs are agreed.",
    change="Two more than in Q2 2026.",
    figures=(FigureMinute("Signs agreed", "6 of 8", "6.4 claimed"),),
    signs_missing="",
    signs=(SIGN, replace(SIGN, key="s8", number=8, outcome=Outcome.OPEN, who=None, due_on=None)),
    promised=(COMMITMENT,),
    closed=(replace(COMMITMENT, standing="missed", reason="No time", owner=None),),
    open=(replace(COMMITMENT, owner=DANA),),
)


def test_what_is_written_down_is_read_as_it_was() -> None:
    stored = json.loads(json.dumps(as_json(MINUTES)))

    assert from_json(stored) == MINUTES
    assert stored["format"] == 1


def test_minutes_without_a_language_are_english() -> None:
    stored = as_json(replace(MINUTES, language="de"))

    assert from_json(stored).language == "de"
    del stored["language"]
    assert from_json(stored) == MINUTES


def test_what_was_not_written_down_by_us_is_no_minutes() -> None:
    with pytest.raises(KeyError):
        from_json({"format": 1})


def test_fingerprint_changes_with_every_word() -> None:
    other = replace(MINUTES, change="Two more than in Q1 2026.")

    assert fingerprint_of_minutes(MINUTES) == fingerprint_of_minutes(from_json(as_json(MINUTES)))
    assert fingerprint_of_minutes(other) != fingerprint_of_minutes(MINUTES)
    assert len(fingerprint_of_minutes(MINUTES)) == 64


def test_sign_and_promise_say_how_they_stand() -> None:
    assert [sign.sentence for sign in MINUTES.signs] == [
        "Dana Reyes finds out by 4 December 2026.",
        "This was not settled.",
    ]
    assert [sign.key for sign in MINUTES.settled] == ["s7"]
    assert MINUTES.closed[0].standing_label == "Missed"
    assert MINUTES.names == ("Dana Reyes", "Jonas Weber")


def test_erased_member_is_named_nowhere_and_nothing_else_changes() -> None:
    spared = without(MINUTES, member=1)

    assert "Dana Reyes" not in json.dumps(as_json(spared))
    assert spared.names == ("Jonas Weber",)
    assert spared.promised == MINUTES.promised
    assert spared.signs[0].sentence == "Somebody finds out by 4 December 2026."
    assert without(MINUTES, member=3) == MINUTES
