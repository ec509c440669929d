"""A browser that knows nothing but HTML and HTTP: no script, no style, no cookie.

It shows what stands in labels, legends, links and buttons, and a person types or picks by these
words. What has none cannot be used here, and is an error.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import Request, urlopen

TEXT = {"text", "textarea"}
PICKED = {"radio", "checkbox"}
Attributes = dict[str, str | None]


@dataclass
class Control:
    kind: str
    name: str
    value: str
    is_chosen: bool
    label: str = ""


@dataclass
class Group:
    """A fieldset with the words above it."""

    legend: str = ""
    controls: list[Control] = field(default_factory=list)


@dataclass
class Form:
    action: str
    method: str
    groups: list[Group] = field(default_factory=lambda: [Group()])
    button: str = ""

    @property
    def questions(self) -> list[Group]:
        return [group for group in self.groups if group.legend]

    @property
    def controls(self) -> list[Control]:
        return [control for group in self.groups for control in group.controls]

    @property
    def posted(self) -> list[tuple[str, str]]:
        return [(one.name, one.value) for one in self.controls if one.is_chosen and one.value]


@dataclass
class Link:
    target: str
    words: str = ""


@dataclass
class Screen:
    """What is read of one answer of the server."""

    address: str
    status: int
    language: str = ""
    direction: str = ""
    title: str = ""
    text: str = ""
    forms: list[Form] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def link(self, words: str) -> str:
        return next(link.target for link in self.links if link.words == words)


class TextBrowser:
    def __init__(self, language: str = "en") -> None:
        self.headers = {"Accept-Language": language, "User-Agent": "text"}
        self.screen = Screen("", 0)

    def open(self, address: str, data: bytes | None = None) -> Screen:
        request = Request(address, data=data, headers=self.headers)  # noqa: S310 - our own server
        try:
            answer = urlopen(request, timeout=20)  # noqa: S310
        except HTTPError as refused:
            answer = refused
        with answer:
            assert not answer.headers.get("Set-Cookie")
            reader = _Reader(Screen(answer.url, answer.status))
            reader.feed(answer.read().decode())
        self.screen = reader.screen
        return self.screen

    def follow(self, words: str) -> Screen:
        return self.open(urljoin(self.screen.address, self.screen.link(words)))

    def press(self, form: Form) -> Screen:
        assert form.button, "a button without words"
        address = urljoin(self.screen.address, form.action)
        data = urlencode(form.posted)
        return self.open(address, data.encode()) if form.method == "post" else self.open(address)


class _Reader(HTMLParser):
    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.screen = screen
        self.inside: list[tuple[str, Attributes]] = []
        self.form: Form | None = None
        self.labels: dict[str, str] = {}
        self.by_id: dict[str, Control] = {}
        self.last: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        having = dict(attrs)
        if tag == "html":
            self.screen.language, self.screen.direction = having["lang"] or "", having["dir"] or ""
        elif tag == "a":
            self.screen.links.append(Link(having.get("href") or ""))
        elif tag == "form":
            self.form = Form(having.get("action") or "", (having.get("method") or "get").lower())
            self.screen.forms.append(self.form)
        elif self.form and tag == "fieldset":
            self.form.groups.append(Group())
        elif self.form and tag in {"input", "textarea"}:
            self._control(self.form, tag, having)
        elif self.form and tag == "button" and (name := having.get("name")):
            self.form.groups[-1].controls.append(
                Control("button", name, having.get("value") or "", is_chosen=True)
            )
        if tag not in {"input", "meta", "link", "br", "hr"}:
            self.inside.append((tag, having))

    def _control(self, form: Form, tag: str, having: Attributes) -> None:
        kind = "textarea" if tag == "textarea" else having.get("type") or "text"
        control = Control(
            kind,
            having.get("name") or "",
            having.get("value") or "",
            is_chosen=kind not in PICKED or "checked" in having,
        )
        form.groups[-1].controls.append(control)
        if name := having.get("id"):
            self.by_id[name] = control
        self.last = control

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        if tag == "fieldset" and self.form:
            self.form.groups.append(Group())
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.inside]
        words = " ".join(data.split())
        if not words or {"style", "script", "template"} & set(tags):
            return
        if "title" in tags:
            self.screen.title = _joined(self.screen.title, words)
            return
        self.screen.text = _joined(self.screen.text, words)
        if self.form and "legend" in tags:
            self.form.groups[-1].legend = _joined(self.form.groups[-1].legend, words)
        if self.form and "button" in tags:
            self.form.button = _joined(self.form.button, words)
        for tag, having in self.inside:
            if tag == "label":
                self._label(having.get("for"), words)
            if tag == "textarea" and self.last:
                self.last.value = data.removeprefix("\n")
            if tag == "a":
                self.screen.links[-1].words = _joined(self.screen.links[-1].words, words)

    def _label(self, of: str | None, words: str) -> None:
        if of:
            self.labels[of] = _joined(self.labels.get(of, ""), words)
        elif self.last:
            self.last.label = _joined(self.last.label, words)

    def feed(self, data: str) -> None:
        super().feed(re.sub(r"(?s)<!--.*?-->", "", data))
        for name, control in self.by_id.items():
            control.label = control.label or self.labels.get(name, "")


def _joined(before: str, words: str) -> str:
    return f"{before} {words}".strip()
