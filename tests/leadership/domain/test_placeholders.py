"""Words in braces: which are filled, and that nothing else ever is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership.domain.placeholders import PLACEHOLDERS, fill, unknown_placeholders, without_name

VALUES = {
    "name": "Anna",
    "organization": "Meridian",
    "round": "Q4 2026",
    "last_day": "14 December",
}
HOSTILE = [
    "{{ 7*7 }}",
    "{link}",
    "{0}",
    "{}",
    "{name!r}",
    "{name.__class__}",
    "{name:>99}",
    "{{name}}",
    "{{ name }}",
    "{ name }",
    "{Name}",
    "{% now 'Y' %}",
    "%(name)s",
    "$name",
    "\\{nmae}",
    "{name",
    "name}",
]


def test_fill_puts_every_value_in_its_place() -> None:
    text = "{name}: {organization} asks in {round}, until {last_day}. {name}!"

    assert fill(text, VALUES) == "Anna: Meridian asks in Q4 2026, until 14 December. Anna!"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_but_the_names_on_the_list_is_filled(text: str) -> None:
    assert fill(text, VALUES) == text


@pytest.mark.parametrize("value", [*HOSTILE, *(f"{{{name}}}" for name in PLACEHOLDERS), r"\1\g<0>"])
def test_a_value_is_never_looked_at(value: str) -> None:
    values = dict.fromkeys(PLACEHOLDERS, value)

    assert fill("a {name} b {organization} c", values) == f"a {value} b {value} c"


@given(st.lists(st.sampled_from(["{name}", "{round}", " ", "x", ".", ","])), st.text(), st.text())
def test_fill_is_one_pass_from_left_to_right(parts: list[str], name: str, label: str) -> None:
    values = {"{name}": name, "{round}": label}

    filled = fill("".join(parts), {"name": name, "round": label})

    assert filled == "".join(values.get(part, part) for part in parts)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text[0] == "{" and "}" in text])
def test_what_stands_in_braces_and_is_not_known_is_named(text: str) -> None:
    assert unknown_placeholders(f"Dear {text}, {{name}}. {text}") == (text,)


def test_known_placeholders_and_lone_braces_are_no_fault() -> None:
    assert unknown_placeholders("{name} of {organization}: 3 } 2 { 1") == ()
    assert unknown_placeholders("{\n}") == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Thank you, {name}.", "Thank you."),
        ("{name}, two minutes for us?", "Two minutes for us?"),
        ("{name}: two minutes", "Two minutes"),
        ("Dear {name}, we ask you.", "Dear, we ask you."),
        ("We ask {name} once.", "We ask once."),
        ("One line.\n{name}, another.", "One line.\nAnother."),
        ("No name here.", "No name here."),
        ("{name}", ""),
        ("{{name}} stays", "{{name}} stays"),
    ],
)
def test_text_reads_well_without_a_name(text: str, shown: str) -> None:
    assert without_name(text) == shown
