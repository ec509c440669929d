"""The command says what it published, what it left, and what is wrong with a file."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("load_questionnaires", *arguments, stdout=output)
    return output.getvalue()


def test_command_loads_the_built_in_questionnaires() -> None:
    assert run() == (
        "eight-signs: unchanged\n"
        "leadership-checklist: unchanged\n"
        "metrics-test: unchanged\n"
        "perception-gap: unchanged\n"
        "tone-at-the-top: unchanged\n"
    )


def test_command_publishes_from_a_folder(write_example: Callable[..., Path]) -> None:
    folder = str(write_example())

    assert run("--folder", folder) == "example: published as version 1\n"
    assert run("--folder", folder) == "example: unchanged\n"


def test_command_names_the_mistake_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("key: [", encoding="utf-8")

    with pytest.raises(CommandError, match=r"^bad\.yaml, line 1: not YAML: "):
        run("--folder", str(tmp_path))


def test_command_says_when_there_is_nothing_to_load(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no questionnaire"):
        run("--folder", str(tmp_path))
