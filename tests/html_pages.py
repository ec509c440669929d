"""Reading a page as a browser does: what its form would post, what it says, where it leads."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Protocol


class Response(Protocol):
    """What a view returns, or the test client."""

    @property
    def content(self) -> bytes: ...


@dataclass
class Page:
    """`fields` is what pressing the button would post; `ids` are the targets a link can have."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    text: str = ""
    title: str = ""
    ids: dict[str, dict[str, str | None]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    text_of: dict[str, str] = field(default_factory=dict)  # by id


def page_of(response: Response) -> Page:
    reader = _Reader()
    reader.feed(response.content.decode())
    reader.page.text = " ".join(reader.page.text.split())
    reader.page.title = " ".join(reader.page.title.split())
    return reader.page


TICKED = {"radio", "checkbox"}
VOID = {"meta", "link", "input", "br", "hr", "img"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        having = dict(attrs)
        self.page.tags.append(tag)
        if tag not in VOID:
            self.open.append((tag, having.get("id") or having.get("name") or ""))
        if name := having.get("id"):
            self.page.ids[name] = having
        if tag == "a":
            self.page.links.append(having.get("href") or "")
        if tag == "fieldset":
            self.page.order.append(having.get("id") or "")
        if tag == "input":
            self._read_input(having)

    def _read_input(self, having: dict[str, str | None]) -> None:
        value = having.get("value") or ""
        if (having.get("type") in TICKED and "checked" not in having) or not value:
            return
        self.page.fields.setdefault(having["name"] or "", []).append(value)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text: str) -> None:
        tag = self.open[-1][0] if self.open else ""
        if tag == "title":
            self.page.title += text
        elif tag not in {"style", "script"}:
            self.page.text += f" {text}"
        for _, name in self.open:
            if name:
                so_far = self.page.text_of.get(name, "")
                self.page.text_of[name] = " ".join(f"{so_far} {text}".split())
        if tag == "textarea" and (typed := text.removeprefix("\n").strip()):
            self.page.fields.setdefault(self._textarea(), []).append(typed)

    def _textarea(self) -> str:
        return self.open[-1][1].removeprefix("id-")
