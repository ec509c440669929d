"""A page of answers that meets what was stored meanwhile."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.answers import Answer
from assessment.domain.drafts import Merged, as_seen, fingerprint, merged, seen_in

YES, NO, DK = "yes", "no", "dk"


@pytest.mark.parametrize(
    ("base", "stored", "ours", "becomes", "conflict"),
    [
        (None, None, YES, YES, False),  # answered
        (YES, YES, NO, NO, False),  # changed
        (YES, YES, None, None, False),  # taken back
        (None, YES, None, YES, False),  # answered elsewhere, untouched here
        (YES, NO, YES, NO, False),  # changed elsewhere, untouched here
        (YES, None, YES, None, False),  # taken back elsewhere, untouched here
        (None, YES, YES, YES, False),  # the same here and there
        (None, YES, NO, YES, True),  # answered differently here and there
        (YES, NO, DK, NO, True),
        (YES, NO, None, NO, True),  # taken back here, changed there
        (YES, None, NO, None, True),  # changed here, taken back there
    ],
)
def test_page_writes_over_nothing_that_it_has_not_seen(
    base: str | None, stored: str | None, ours: str | None, becomes: str | None, *, conflict: bool
) -> None:
    def only(answer: str | None) -> dict[str, Answer]:
        return {} if answer is None else {"s1": answer}

    result = merged(only(stored), only(ours), ["s1"], {"s1": base})

    assert result == Merged(only(becomes), {"s1": stored} if conflict else {})


def test_questions_that_are_not_spoken_of_stay_as_they_are() -> None:
    stored: dict[str, Answer] = {"s1": YES, "s2": NO, "p1": "5"}

    result = merged(stored, {"s2": YES, "p1": "1"}, ["s1", "s2"], {"s2": NO})

    assert result == Merged({"s1": YES, "s2": YES, "p1": "5"})


def test_page_that_says_nothing_of_what_it_knew_is_taken_to_know_everything() -> None:
    result = merged({"s1": YES, "s2": NO}, {"s1": NO}, ["s1", "s2"])

    assert result == Merged({"s1": NO})


def test_hours_are_compared_week_by_week() -> None:
    result = merged({"l1b": [1.5, 0, 2, 3]}, {"l1b": [1.5, 0, 2, 4]}, ["l1b"], {"l1b": [1.5, 0]})

    assert result.elsewhere == {"l1b": [1.5, 0, 2, 3]}


answers = st.dictionaries(st.sampled_from("abc"), st.sampled_from([YES, NO]))


@given(answers, answers, answers)
def test_changes_of_two_devices_are_both_stored_or_reported(
    base: dict[str, Answer], theirs: dict[str, Answer], ours: dict[str, Answer]
) -> None:
    seen = {key: base.get(key) for key in "abc"}

    result = merged(theirs, ours, "abc", seen)

    for key in "abc":
        mine, other, before = ours.get(key), theirs.get(key), base.get(key)
        if key in result.elsewhere:
            assert len({str(mine), str(other), str(before)}) == 3 or before in (None, mine, other)
            assert mine not in (before, other)
            assert other != before
        else:
            assert result.answers.get(key) == (other if mine == before else mine)


def test_what_a_page_knows_survives_the_way_there_and_back() -> None:
    stored: dict[str, Answer] = {"s1": YES, "l1b": [1.5, None, 0, 2], "c1": "“é” <b>"}

    text = as_seen(["s1", "s2", "l1b", "c1"], stored)

    assert seen_in(text) == {"s1": YES, "s2": None, "l1b": [1.5, None, 0, 2], "c1": "“é” <b>"}


@pytest.mark.parametrize("text", ["", "x", "[]", "1", "null", '{"s1"', "[" * 100_000])
def test_what_cannot_be_read_says_nothing(text: str) -> None:
    assert seen_in(text) is None


def test_fingerprint_tells_drafts_apart_and_does_not_depend_on_their_order() -> None:
    one: dict[str, Answer] = {"s1": YES, "s2": NO}

    assert fingerprint(one) == fingerprint(json.loads('{"s2": "no", "s1": "yes"}'))
    assert fingerprint(one) != fingerprint({"s1": YES, "s2": DK})
