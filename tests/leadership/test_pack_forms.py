"""The form by which somebody asks for a board pack."""

import pytest

from assessment.domain.language import speaking
from leadership.domain.languages import OWN_NAMES
from leadership.domain.packs import Readers
from leadership.pack_forms import PackForm


@pytest.mark.parametrize(
    ("reads", "offered"), [("en", "en"), ("pl", "pl"), ("ja", "en"), ("ar", "en")]
)
def test_reader_s_language_is_offered_first_where_our_fonts_have_it(
    reads: str, offered: str
) -> None:
    with speaking(reads):
        form = PackForm(allowed=list(Readers))

    assert form["language"].value() == offered


def test_languages_are_offered_by_their_own_names_but_for_those_that_our_fonts_lack() -> None:
    form = PackForm(allowed=list(Readers))

    offered = dict(form["language"].field.choices)  # type: ignore[attr-defined]
    assert offered == {code: name for code, name in OWN_NAMES.items() if code not in {"ja", "ar"}}
