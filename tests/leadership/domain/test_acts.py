"""The acts that the audit knows: each of the code's own under one subject."""

import ast
from collections import Counter
from pathlib import Path

from leadership.domain.acts import ACTS

ROOT = Path(__file__).resolve().parents[3]


def acts_written_down() -> set[str]:
    """The texts given as `act` anywhere in the services, by keyword or by assignment."""
    acts: set[str] = set()
    for path in (ROOT / "leadership" / "services").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.keyword) and node.arg == "act":
                acts |= texts_in(node.value)
            if isinstance(node, ast.Assign) and "act" in ast.dump(node.targets[0]):
                acts |= first_text_in(node)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_record":
                acts |= texts_in(node.args[0])
    return acts


def texts_in(node: ast.AST) -> set[str]:
    return {
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def first_text_in(node: ast.Assign) -> set[str]:
    """Of `act, about = "…", …` the act; of `act = "…" if … else "…"` both."""
    value = node.value.elts[0] if isinstance(node.value, ast.Tuple) else node.value
    named = [name.id for name in ast.walk(node.targets[0]) if isinstance(name, ast.Name)]
    return texts_in(value) if named[0] == "act" else set()


def test_every_act_of_the_services_has_a_subject() -> None:
    known = {act for acts in ACTS.values() for act in acts}

    assert acts_written_down() == known


def test_act_has_one_subject() -> None:
    counted = Counter(act for acts in ACTS.values() for act in acts)

    assert [act for act, subjects in counted.items() if subjects > 1] == []
