"""Why an audit may stay below 100. One that is missing here fails the command."""

from collections.abc import Mapping
from typing import Final

_STYLE_FIRST: Final = (
    "Nothing is painted before the style sheets are there, so that no page jumps. They are fetched "
    "side by side, 30 KB together, and kept for ever; only the first page of a browser waits."
)
_CHARTS: Final = (
    "The dashboard loads Chart.js and draws nine charts. Text, tables and headings are there "
    "before, and each chart is drawn once, in a task of its own."
)
_SERVER: Final = (
    "The server computes a page when it is asked, in 50 ms on an idle machine; here Chromium and "
    "Lighthouse take the same processors."
)

EXPLAINED: Final[Mapping[str, str]] = {
    "first-contentful-paint": _STYLE_FIRST,
    "largest-contentful-paint": _STYLE_FIRST,
    "speed-index": _STYLE_FIRST,
    "render-blocking-insight": _STYLE_FIRST,
    "network-dependency-tree-insight": _STYLE_FIRST,
    "unused-css-rules": (
        "Bootstrap is used as its makers publish it, not cut to one page: 23 KB compressed, once."
    ),
    "unused-javascript": "Chart.js is used as its makers publish it, on pages with charts alone.",
    "total-blocking-time": _CHARTS,
    "max-potential-fid": _CHARTS,
    "interactive": _CHARTS,
    "mainthread-work-breakdown": _CHARTS,
    "bootup-time": _CHARTS,
    "forced-reflow-insight": "A chart asks how wide its place is before it is drawn to that width.",
    "server-response-time": _SERVER,
    "document-latency-insight": _SERVER,
}
