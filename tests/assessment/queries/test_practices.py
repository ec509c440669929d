"""The practices that come with the product."""

import pytest

from assessment.domain.definition_files import parse_definition
from assessment.queries.practices import practices_for
from assessment.services.questionnaires import BUILT_IN
from tests.reading import Brackets, read_by
from tests.translating import OPEN, bracketed

LIBRARY = practices_for("eight-signs")
EIGHT_SIGNS = parse_definition(
    "eight-signs.yaml", (BUILT_IN / "eight-signs.yaml").read_bytes()
).questions


def test_every_sign_has_a_claim() -> None:
    assert list(LIBRARY.claims) == [question.key for question in EIGHT_SIGNS]


@pytest.mark.parametrize("sign", LIBRARY.claims)
def test_every_sign_has_a_practice_and_a_warning_with_their_sources(sign: str) -> None:
    advice = LIBRARY.advice_on(sign)

    assert advice.practices
    assert advice.warnings
    for one in (*advice.practices, *advice.warnings, *advice.notes):
        assert one.source.author
        assert one.source.title


def test_library_holds_the_eleven_practices_and_five_warnings_of_the_article() -> None:
    by_hunsaker = [one for one in LIBRARY.practices if one.source.author == "Lynn Hunsaker"]

    assert len(by_hunsaker) == 11
    assert len(LIBRARY.warnings) == 5


def test_warnings_that_another_source_sees_differently_say_so() -> None:
    noted = {one.key for one in LIBRARY.warnings if one.note}

    assert noted == {"closeness", "customers-behaviour"}


def test_advice_is_read_in_another_language_and_kept_in_english() -> None:
    english = LIBRARY.practices[0].text

    with read_by(Brackets("de")):
        german = practices_for("eight-signs")

    assert german.practices[0].text == bracketed(english)
    assert german.claims["s1"] == bracketed(LIBRARY.claims["s1"])
    assert {one.note for one in german.warnings if not one.note.startswith(OPEN)} == {""}
    assert practices_for("eight-signs") == LIBRARY
