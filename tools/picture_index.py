"""The page that shows all pictures side by side, and the summary for the terminal."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from tools.camera import Shot
from tools.pages import Page

HEAD = """<!doctype html>
<meta charset="utf-8">
<title>Corner Office: every page</title>
<style>
  body { font: 16px/1.4 system-ui; margin: 2rem; }
  .shots { display: flex; gap: 1rem; overflow-x: auto; align-items: start; }
  figure { margin: 0; }
  img { border: 1px solid #999; max-height: 70vh; }
  .problem { color: #b00; }
</style>
<h1>Every page</h1>
"""


def write(folder: Path, shots: list[Shot]) -> str:
    """Write index.html and return what to print: where it is, and the problems."""
    ordered = sorted(shots, key=lambda shot: (shot.page.role, shot.page.name))
    parts = (part for page, of_page in groupby(ordered, page_of) for part in section(page, of_page))
    folder.mkdir(parents=True, exist_ok=True)
    index = folder / "index.html"
    index.write_text(HEAD + "".join(parts))
    problems = [f"{shot.file}: {problem}" for shot in ordered for problem in shot.problems]
    counts = f"{len(ordered)} pictures, {len(problems)} problems"
    return "\n".join([*problems, f"{counts}: file://{index}"])


def page_of(shot: Shot) -> Page:
    return shot.page


def section(page: Page, shots: Iterator[Shot]) -> Iterator[str]:
    yield f"<h2>{escape(page.role)}: {escape(page.name)}</h2><p>{escape(page.path)}</p>"
    yield '<div class="shots">'
    for shot in shots:
        yield f'<figure><a href="{shot.file}"><img loading="lazy" src="{shot.file}" alt=""></a>'
        yield f"<figcaption>{shot.width} px, {shot.scheme}"
        yield from (f'<br><span class="problem">{escape(text)}</span>' for text in shot.problems)
        yield "</figcaption></figure>"
    yield "</div>\n"
