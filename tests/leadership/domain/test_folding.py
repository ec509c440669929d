"""Text as searches compare it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership.domain.folding import folded, sought_in, words_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" Øyvind  ÅSE", "oyvind ase"),
        ("Müller", "muller"),
        ("Weiß", "weiss"),
        ("İstanbul IŞIK", "istanbul isik"),
        ("ＦＵＬＬ", "full"),
        ("zero\u200bwidth", "zerowidth"),
        ("مُحَمَّـــد", "محمد"),
        ("a\u00a0b\tc", "a b c"),
        ("", ""),
    ],
)
def test_folding_leaves_what_people_type(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_is_looked_for_is_found_in_itself(name: str, other: str) -> None:
    for word in words_of(name):
        assert word in folded(f"{other} {name}")


@given(st.text(max_size=120), st.emails())
def test_what_is_kept_fits_into_its_column(name: str, email: str) -> None:
    assert len(sought_in(name, email[:254])) <= 460
    assert "\0" not in sought_in(name, email)


def test_words_are_looked_for_once() -> None:
    assert words_of("Ann ANN  bo") == ("ann", "bo")
