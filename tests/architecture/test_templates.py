"""Every template is used by something."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
CODE = ("config", "leadership", "assessment")

# Rendered by name by Django or a library, not by us.
ASKED_FOR_BY_LIBRARIES = re.compile(
    r"(account|allauth|mfa|socialaccount|bootstrap5|django)/.*|(400|403|403_csrf|404|429|500)\.html"
)
# The page of a personal link carries its few rules itself; its own policy allows their hash.
STYLE_ALLOWED_BY_HASH = {
    "leadership/answer/base.html: <style",
    "leadership/wordings/preview.html: <style",
}
NAME = re.compile(r"""["']([\w./-]+\.(?:html|txt))["']""")


def templates() -> dict[str, Path]:
    files = (file for file in TEMPLATES.rglob("*") if file.is_file())
    return {file.relative_to(TEMPLATES).as_posix(): file for file in files}


def names_in_code() -> Iterator[re.Pattern[str]]:
    """Every text in the code; a part that is filled in, as in f"emails/{kind}.txt", fits any."""
    for app in CODE:
        for file in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.JoinedStr):
                    yield re.compile("".join(map(pattern_of, node.values)))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield re.compile(re.escape(node.value))


def pattern_of(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.-]+"


def test_every_template_is_used() -> None:
    in_code = [
        name for name in names_in_code() if "\\.html" in name.pattern or "\\.txt" in name.pattern
    ]
    in_templates = {
        name
        for own_name, file in templates().items()
        for name in NAME.findall(file.read_text())
        if name != own_name
    }

    unused = {
        name
        for name in templates()
        if name not in in_templates
        and not ASKED_FOR_BY_LIBRARIES.fullmatch(name)
        and not any(pattern.fullmatch(name) for pattern in in_code)
    }

    assert unused == set()


def test_no_template_holds_what_the_content_security_policy_forbids() -> None:
    forbidden = re.compile(
        r"""<style|\sstyle=|\son[a-z]+=["']|javascript:|<script(?![^>]*\ssrc=)(?![^>]*application/json)"""
    )

    guilty = {
        f"{name}: {found[0]}"
        for name, file in templates().items()
        if not {"email", "emails"} & set(name.split("/"))  # mail programs load no stylesheet
        and name != "leadership/people/own_data.html"  # is read from a disk, by itself
        for found in forbidden.finditer(file.read_text())
    }

    assert guilty == STYLE_ALLOWED_BY_HASH


def test_no_template_names_another_host_for_what_it_loads() -> None:
    foreign = re.compile(r"""<(?:script|link|img|iframe)[^>]*(?:src|href)=["'](?:https?:)?//""")

    guilty = {name for name, file in templates().items() if foreign.search(file.read_text())}

    assert guilty == set()
