"""Fixtures for the tests of instruments."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assessment.queries.definitions import definition_of

EXAMPLE = """\
key: example
title: {title}
audiences: [executive, customer]
source: {{author: Ann Author, title: An article}}
scales:
  - key: yes-no
    kind: choice
    choices:
      - {{code: "yes", labels: {{en: "Yes", de: Ja}}}}
      - {{code: "no", labels: {{en: "No"}}}}
questions:
  - key: x2
    dimension: Second
    scale: yes-no
    origin: project-authored
    wordings:
      - {{audiences: [executive, customer], text: "Does it?"}}
  - key: x1
    dimension: First
    scale: yes-no
    origin: project-authored
    wordings:
      - {{audiences: [executive, customer], text: "Is it?"}}
      - {{audiences: [customer], language: de, text: "Ist es so?"}}
"""


@pytest.fixture(autouse=True)
def _definitions_read_anew() -> Iterator[None]:
    """A test that is rolled back gives its ids to the next one, unlike an installation."""
    definition_of.cache_clear()
    yield
    definition_of.cache_clear()


@pytest.fixture
def write_example(tmp_path: Path) -> Callable[[str], Path]:
    """Write a folder with one small questionnaire of this title."""

    def write(title: str = "Example") -> Path:
        (tmp_path / "example.yaml").write_text(EXAMPLE.format(title=title), encoding="utf-8")
        return tmp_path

    return write
