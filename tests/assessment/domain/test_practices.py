"""The library of practices: what a file may hold, and which mistakes it points at."""

import pytest

from assessment.domain.located_yaml import DefinitionFileInvalid
from assessment.domain.practices import Library, parse_practices

FILE = """\
key: example
sources:
  - {key: ann, author: Ann Author, title: An article, url: https://example.com/}
claims:
  - {key: x1, text: it is so}
  - {key: x2, text: it is not}
practices:
  - {key: begin, source: ann, signs: [x1, x2], text: Begin.}
  - {key: go-on, source: ann, signs: [x2], text: Go on., note: Others stop.}
warnings:
  - {key: stop, source: ann, signs: [x1], text: Do not stop.}
"""


def parsed(text: str = FILE) -> Library:
    return parse_practices("example.yaml", text.encode())


def test_library_gives_what_fits_a_sign_in_the_order_of_the_file() -> None:
    advice = parsed().advice_on("x2")

    assert [one.text for one in advice.practices] == ["Begin.", "Go on."]
    assert [one.note for one in advice.practices] == ["", "Others stop."]
    assert {one.source.author for one in advice.practices} == {"Ann Author"}
    assert (advice.warnings, advice.notes) == ((), ())


def test_library_has_nothing_on_a_sign_that_it_does_not_know() -> None:
    assert parsed().advice_on("x9").practices == ()


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("source: ann, signs: [x1]", "source: bo, signs: [x1]", "line 11: .*names source “bo”"),
        ("signs: [x1]", "signs: [x3]", "line 11: warning stop names the sign “x3”"),
        ("signs: [x1]", "signs: []", "line 11: warning stop fits no sign"),
        ("key: go-on", "key: begin", "line 9: practice begin stands in the file twice"),
        ("url: https:", "url: ftp:", "line 3: .*needs a full web address"),
        ("key: example", "key: other", "line 1: .*name the file other.yaml"),
        ("text: Begin.", "text: ''", "line 8: .*needs a text"),
    ],
)
def test_mistake_in_a_library_is_pointed_at(right: str, wrong: str, message: str) -> None:
    with pytest.raises(DefinitionFileInvalid, match=message):
        parsed(FILE.replace(right, wrong))
