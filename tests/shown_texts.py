"""What a page says to its reader, and what of it no catalog knows."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.translating import CLOSED, OPEN, SPOKEN

READ_OUT = {
    *("alt", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext"),
    *("label", "placeholder", "title"),
}
SILENT = {"style", "script", "code", "pre", "kbd", "samp"}
WITHOUT_END = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input"),
    *("link", "meta", "source", "track", "wbr"),
}
# Attributes in which our scripts are told what to do, not what to say.
FOR_SCRIPTS = {"data-chart-url", "data-url"}
# Of a chart: what draws, and nobody reads.
DRAWN = {
    *("type", "indexAxis", "axis", "xAxisID", "yAxisID", "position", "align", "stack", "id"),
    *("borderColor", "backgroundColor", "colour", "color", "pointStyle", "mode", "kind", "key"),
    *("role", "marks"),
}
ADDRESS = re.compile(
    r"https?://\S+|\S+@\S+|\{\w+\}|\b(?:[\w-]+\.)+(?:csv|xlsx|pdf|zip|ics|json|example)\b"
)
REFERENCE = re.compile(r"\b(?=\w*\d)[0-9a-f]{4,}\b")
WORD = re.compile(r"[^\W\d_]{2,}")
WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")


@dataclass
class _Page(HTMLParser):
    """Texts in the order of the page; None where something begins or ends."""

    found: list[str] = field(default_factory=list)
    read_out: list[str] = field(default_factory=list)
    language: str = ""
    may_break: bool = False
    silent: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        having = {name: value or "" for name, value in attrs}
        self.may_break = tag == "wbr" and bool(self.found)
        spoken = having.get("lang", "").strip(OPEN + CLOSED)
        if tag == "html":
            self.language = spoken
        is_silent = (
            tag in SILENT or bool(tag != "html" and spoken and spoken != self.language)
        ) or (bool(self.silent) and self.silent[-1])
        if tag not in WITHOUT_END:
            self.silent.append(is_silent)
        if not is_silent:
            self.read_out += _said_by(tag, having)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in WITHOUT_END:
            self.silent.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in WITHOUT_END and self.silent:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if self.may_break:  # one word, whatever its parts
            self.may_break = False
            self.found[-1] += data
        elif not (self.silent and self.silent[-1]):
            self.found.append(data)
        else:
            self.found.append("".join(one for one in data if one in {OPEN, CLOSED}))


def _said_by(tag: str, having: dict[str, str]) -> Iterator[str]:
    for name, value in having.items():
        is_for_scripts = name.startswith("data-") and name not in FOR_SCRIPTS
        if name in READ_OUT or (is_for_scripts and WORDS.search(value)):
            yield value
    if tag == "input" and having.get("type") in {"submit", "button", "reset"}:
        yield having.get("value", "")
    if tag == "meta" and having.get("name") == "description":
        yield having.get("content", "")


@dataclass(frozen=True)
class Known:
    """Values that are no words of ours: names, what people wrote, wordings of questionnaires."""

    pattern: re.Pattern[str]

    @classmethod
    def of(cls, values: Iterable[str]) -> "Known":
        lines = {" ".join(line.split()) for value in values for line in value.splitlines()}
        longest = sorted(filter(WORD.search, lines), key=len, reverse=True)
        words = "|".join(map(re.escape, longest)) or r"(?!)"
        return cls(re.compile(rf"(?<!\w)(?:{words})(?!\w)"))

    def left_of(self, text: str) -> str:
        """The words of ours that a text has outside of the brackets."""
        ours = REFERENCE.sub(" ", ADDRESS.sub(" ", text))
        rest = self.pattern.sub(" ", " ".join(ours.split()))
        return " ".join(rest.split()) if WORD.search(rest) else ""


def unknown_on(html: str, known: Known) -> list[str]:
    """What a page says outside of brackets, piece by piece."""
    page = _Page()
    page.feed(html)
    pieces, depth = [], 0
    for text in page.found:
        outside, depth = _outside(text, depth)
        pieces.append(outside)
    for text in page.read_out:
        pieces.append(_outside(text, 0)[0])
    left = [known.left_of(piece) for piece in pieces]
    wrong = [] if page.language == SPOKEN else [f"<html lang={page.language!r}>"]
    return [*wrong, *(["brackets that do not close"] if depth else []), *filter(None, left)]


def unknown_in(answer: str, known: Known) -> list[str]:
    """What the numbers behind a chart say outside of brackets."""
    left = [known.left_of(_outside(text, 0)[0]) for text in _strings(json.loads(answer))]
    return [*filter(None, left)]


def unknown_in_lines(text: str, known: Known) -> list[str]:
    """What a plain text says outside of brackets, line by line."""
    left, depth = [], 0
    for line in text.splitlines():
        outside, depth = _outside(line, depth)
        left.append(known.left_of(outside))
    return [*filter(None, left)]


def charts_on(html: str) -> list[str]:
    return re.findall(r'data-chart-url="([^"]+)"', html)


def _strings(value: object, name: str = "") -> Iterator[str]:
    match value:
        case str() if name not in DRAWN:
            yield value
        case dict():
            for key, one in value.items():
                yield from _strings(one, key)
        case list():
            for one in value:
                yield from _strings(one, name)


def _outside(text: str, depth: int) -> tuple[str, int]:
    kept = []
    for character in text:
        depth += character == OPEN
        kept.append("" if depth else character)
        depth -= character == CLOSED
        if character == CLOSED and not depth:
            kept.append(" ")
    return "".join(kept), depth
