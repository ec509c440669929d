"""The URLconf as a flat list, so that a rule can be checked for every address there is."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:[a-z]+:)?([a-z_][a-z0-9_]*)>")


@dataclass(frozen=True, slots=True)
class Route:
    name: str  # with its namespace; the path itself when it has no name
    path: str
    view: Callable[..., Any]

    @property
    def parameters(self) -> list[str]:
        return PARAMETER.findall(self.path)

    @property
    def is_public(self) -> bool:
        return not getattr(self.view, "login_required", True)

    def address(self, values: Mapping[str, object]) -> str:
        return "/" + PARAMETER.sub(lambda found: str(values[found[1]]), self.path)

    def __str__(self) -> str:
        return self.name


def all_routes() -> list[Route]:
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, path, inner)
        elif isinstance(entry, URLPattern):
            yield Route(f"{namespace}{entry.name}" if entry.name else path, path, entry.callback)
