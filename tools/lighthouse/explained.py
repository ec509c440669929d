"""Why an audit may stay below 100. One that is missing here fails the command."""

from collections.abc import Mapping
from typing import Final

_STYLE_FIRST: Final = (
    "Nothing is painted before the style sheets are there, so that no page jumps. They are fetched "
    "side by side, 30 KB together, and kept for ever; only the first page of a browser waits."
)
_CHARTS: Final = (
    "The dashboard loads Chart.js and draws its charts. Text, tables and headings are there "
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
    "forced-reflow-insight": (
        "None of our scripts causes it: it is there on pages without scripts, and has no source."
    ),
    "server-response-time": _SERVER,
    "document-latency-insight": _SERVER,
}

_NO_SCRIPT: Final = (
    "The page is one request, and answering needs no script. What blocks is Chromium itself: it "
    "starts, and lays the questions out, four times slower than this machine for the phone."
)
OF_RESPONDENTS: Final[Mapping[str, str]] = {
    "first-contentful-paint": _NO_SCRIPT,
    "largest-contentful-paint": _NO_SCRIPT,
    "speed-index": _NO_SCRIPT,
    "total-blocking-time": _NO_SCRIPT,
    "max-potential-fid": _NO_SCRIPT,
    "interactive": _NO_SCRIPT,
    "mainthread-work-breakdown": _NO_SCRIPT,
    "forced-reflow-insight": EXPLAINED["forced-reflow-insight"],
    "server-response-time": _SERVER,
    "document-latency-insight": _SERVER,
}
