"""The setup code: the same for all who have the key, forgiving about how it is typed."""

import re

import pytest

from leadership.domain.setup_codes import fits, setup_code

CODE = setup_code("a key")


def test_code_is_the_same_for_a_key_and_another_for_another() -> None:
    assert setup_code("a key") == CODE
    assert setup_code("another key") != CODE
    assert re.fullmatch(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", CODE)


@pytest.mark.parametrize(
    "typed", [CODE, CODE.lower(), CODE.replace("-", ""), f"  {CODE} ", CODE.replace("-", " ")]
)
def test_code_fits_however_it_is_typed(typed: str) -> None:
    assert fits("a key", typed)


@pytest.mark.parametrize("typed", ["", "-", CODE[:-1], f"{CODE}A", "ＡＢＣＤ", setup_code("other")])
def test_anything_else_does_not(typed: str) -> None:
    assert not fits("a key", typed)
