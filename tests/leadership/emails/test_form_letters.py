"""Texts rendered once and filled for many: the same as rendering each."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from leadership.emails.form_letters import form_letters, new_marks


def a_text(values: Mapping[str, str]) -> tuple[str, ...]:
    return f"{values['a']}-{values['b']}-{values['a']}", "nothing of anybody", values["b"]


@given(st.text(), st.text())
def test_a_filled_letter_is_the_rendered_text(a: str, b: str) -> None:
    values = {"a": a, "b": b}

    letters = form_letters(("a", "b"), a_text)

    assert tuple(letter.filled(values) for letter in letters) == a_text(values)


def test_a_value_is_never_taken_for_a_place() -> None:
    marks = new_marks("a", "b")
    values = {"a": marks.of["b"], "b": "b"}

    assert marks.cut(a_text(marks.of)[0]).filled(values) == a_text(values)[0]


def test_marks_are_new_every_time_and_survive_escaping() -> None:
    first, second = new_marks("a"), new_marks("a")

    assert first.of != second.of
    assert all(mark.isalnum() and mark.isascii() for mark in first.of.values())
