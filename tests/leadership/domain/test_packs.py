"""The fingerprint of what a board pack says."""

from leadership.domain.packs import Paper, Readers, fingerprint_of


def test_fingerprint_is_the_sha_256_of_all_that_is_said() -> None:
    found = fingerprint_of(("Meridian", 3, None, ("a", "b")))

    # printf '["Meridian",3,null,["a","b"]]' | sha256sum
    assert found == "9a4b9e96dc2d9ac680c6d446c3c250673d9680affde5281bc40c8d655cf446b3"


def test_fingerprint_changes_with_any_word_and_with_its_place() -> None:
    said = {
        fingerprint_of(("9 yes", "0 no")),
        fingerprint_of(("9 yes", "1 no")),
        fingerprint_of(("0 no", "9 yes")),
        fingerprint_of(("9 yes0 no",)),
        fingerprint_of((("9 yes",), "0 no")),
    }

    assert len(said) == 5


def test_readers_and_paper_are_said_in_words() -> None:
    assert [readers.label for readers in Readers] == [
        "the leadership team",
        "readers beyond the leadership team",
    ]
    assert [(paper.value, paper.label) for paper in Paper] == [
        ("A4", "A4"),
        ("letter", "US Letter"),
    ]
