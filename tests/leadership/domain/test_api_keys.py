import hashlib

import pytest

from leadership.domain.api_keys import SHOWN, hash_of_key, is_key, key_text

TEXT = key_text("A" * 43)


def test_key_says_what_it_is_and_shows_a_fraction_of_its_chance() -> None:
    assert TEXT == "co_" + "A" * 43
    assert len("co_") + 8 == SHOWN


def test_hash_is_sha_256() -> None:
    assert hash_of_key(TEXT) == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize(
    "text", ["", "co_", TEXT[:-1], TEXT + "A", TEXT + "\n", " " + TEXT, "co_" + "é" * 43]
)
def test_other_texts_are_no_keys(text: str) -> None:
    assert is_key(TEXT)
    assert not is_key(text)
