"""Fixtures for the tests of instruments."""

from collections.abc import Callable
from pathlib import Path

import pytest

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


@pytest.fixture
def write_example(tmp_path: Path) -> Callable[[str], Path]:
    """Write a folder with one small questionnaire of this title."""

    def write(title: str = "Example") -> Path:
        (tmp_path / "example.yaml").write_text(EXAMPLE.format(title=title), encoding="utf-8")
        return tmp_path

    return write
