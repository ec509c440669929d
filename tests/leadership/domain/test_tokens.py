"""The text of a personal link."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership.domain.tokens import Purpose, make_token, read_token

KEY = "a key of the tests"
TOKEN = make_token(KEY, Purpose.ANSWER, 4711, 2)


@given(invitation=st.integers(0, 2**63 - 1), generation=st.integers(0, 2**16 - 1))
def test_read_token_returns_what_the_token_was_made_of(invitation: int, generation: int) -> None:
    token = make_token(KEY, Purpose.ANSWER, invitation, generation)

    assert read_token(KEY, Purpose.ANSWER, token) == (invitation, generation)


def test_make_token_needs_no_escaping_in_an_address() -> None:
    assert len(TOKEN) == 35
    assert set(TOKEN) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def test_make_token_differs_between_people_generations_purposes_and_keys() -> None:
    others = {
        make_token(KEY, Purpose.ANSWER, 4712, 2),
        make_token(KEY, Purpose.ANSWER, 4711, 3),
        make_token(KEY, Purpose.UNSUBSCRIBE, 4711, 2),
        make_token("another key", Purpose.ANSWER, 4711, 2),
    }

    assert len(others | {TOKEN}) == 5


def test_read_token_refuses_another_purpose() -> None:
    assert read_token(KEY, Purpose.UNSUBSCRIBE, TOKEN) is None


def test_read_token_refuses_another_key() -> None:
    assert read_token("another key", Purpose.ANSWER, TOKEN) is None


@pytest.mark.parametrize("length", range(len(TOKEN)))
def test_read_token_refuses_a_truncated_token(length: int) -> None:
    assert read_token(KEY, Purpose.ANSWER, TOKEN[:length]) is None


@pytest.mark.parametrize("more", ["=", "A", " ", "\n", "/", "AAAA", "-"])
def test_read_token_refuses_anything_behind_or_before_the_token(more: str) -> None:
    assert read_token(KEY, Purpose.ANSWER, TOKEN + more) is None
    assert read_token(KEY, Purpose.ANSWER, more + TOKEN) is None


@pytest.mark.parametrize("place", range(len(TOKEN)))
def test_read_token_refuses_a_token_with_one_character_changed(place: int) -> None:
    other = "B" if TOKEN[place] != "B" else "C"

    assert read_token(KEY, Purpose.ANSWER, TOKEN[:place] + other + TOKEN[place + 1 :]) is None


@given(st.text())
def test_read_token_refuses_any_other_text(text: str) -> None:
    assert read_token(KEY, Purpose.ANSWER, text) is None


def test_read_token_refuses_an_id_that_no_database_holds() -> None:
    token = make_token(KEY, Purpose.ANSWER, 2**63, 1)

    assert read_token(KEY, Purpose.ANSWER, token) is None
