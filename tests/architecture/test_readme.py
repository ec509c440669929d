"""The README's table of settings is what config/settings.py reads."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\|\s*`([A-Z][A-Z_]+)`\s*\|", re.MULTILINE)


def variables_read() -> set[str]:
    """The names in `env("NAME")`, `env.bool("NAME", default=False)` and the like."""
    tree = ast.parse((ROOT / "config" / "settings.py").read_text())
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and is_env(node.func)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def is_env(function: ast.expr) -> bool:
    owner = function.value if isinstance(function, ast.Attribute) else function
    return isinstance(owner, ast.Name) and owner.id == "env"


@pytest.fixture
def documented() -> list[str]:
    return ROW.findall((ROOT / "README.md").read_text())


def test_readme_lists_every_variable_that_settings_read(documented: list[str]) -> None:
    assert variables_read() - set(documented) == set()


def test_readme_lists_no_variable_that_settings_do_not_read(documented: list[str]) -> None:
    assert set(documented) - variables_read() == set()


def test_readme_lists_every_variable_once(documented: list[str]) -> None:
    assert sorted(documented) == sorted(set(documented))
