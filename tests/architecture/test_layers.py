"""What a layer must not do, beyond the import contracts in pyproject.toml."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("assessment", "leadership")

HTTP = ("django.http", "django.shortcuts", "django.contrib.messages")
FORMS = ("django.forms", "crispy_forms")
SETTINGS = ("django.conf",)
FORBIDDEN = {
    "models": (*HTTP, *FORMS, *SETTINGS),
    "queries": (*HTTP, *FORMS),
    "services": (*HTTP, *FORMS, "urllib.request"),
}
VAGUE = {"utils", "util", "common", "helpers", "misc", "manager", "managers", "data", "info"}


def code() -> Iterator[Path]:
    for app in APPS:
        yield from (ROOT / app).rglob("*.py")


def modules_of(layer: str) -> Iterator[Path]:
    for app in APPS:
        yield from (ROOT / app / layer).rglob("*.py")
        yield from (ROOT / app).glob(f"{layer}.py")


def imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls_in(file: Path) -> Iterator[str]:
    """What is called; not by the tasks of a worker, to whom nobody could tell the time."""
    tree = ast.parse(file.read_text())
    tree.body = [node for node in tree.body if not is_task(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def is_task(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "task"
        for one in node.decorator_list
    )


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_layer_knows_nothing_of_what_lies_above_it(layer: str) -> None:
    guilty = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in modules_of(layer)
        for name in imports_of(file)
        if name.startswith(FORBIDDEN[layer])
    }

    assert guilty == set()


@pytest.mark.parametrize("layer", ["forms", "answer_forms", "round_forms", "heard_forms"])
def test_forms_change_nothing(layer: str) -> None:
    guilty = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in modules_of(layer)
        for name in imports_of(file)
        if name.startswith(tuple(f"{app}.services" for app in APPS))
    }

    assert guilty == set()


def test_domain_is_told_the_time() -> None:
    clock = {"now", "today", "utcnow"}

    guilty = {
        str(file.relative_to(ROOT)) for file in modules_of("domain") if clock & set(calls_in(file))
    }

    assert guilty == set()


def test_services_are_told_the_time() -> None:
    """`now=` is passed in, so that a test can say when something happens."""
    clock = {"now", "today", "utcnow", "localdate"}

    guilty = {
        str(file.relative_to(ROOT))
        for layer in ("services", "queries")
        for file in modules_of(layer)
        if clock & set(calls_in(file))
    }

    assert guilty == set()


def test_views_leave_writing_to_services() -> None:
    writing = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "atomic"}

    guilty = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in modules_of("views")
        for name in set(calls_in(file)) & writing
    }

    assert guilty == set()


def test_modules_are_named_after_what_is_in_them() -> None:
    assert {str(file.relative_to(ROOT)) for file in code() if file.stem in VAGUE} == set()


def test_tests_lie_where_the_code_they_test_lies() -> None:
    folders = {
        folder.relative_to(ROOT / "tests")
        for app in APPS
        for folder in (ROOT / "tests" / app).rglob("*")
        if folder.is_dir() and folder.name != "__pycache__"
    }

    assert {str(folder) for folder in folders if not (ROOT / folder).is_dir()} == set()
