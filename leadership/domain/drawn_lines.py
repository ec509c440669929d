"""Lines over the quarters for paper, directly labelled, from the shapes that feed Chart.js."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from leadership.domain import drawn_marks as pen
from leadership.domain.chart_shapes import Chart

WIDTH, HEIGHT = 330.0, 172.0
_LEFT, _TOP, _BOTTOM = 26.0, 10.0, 20.0
_LINE = 12.0
_WIDEST_LABELS = 0.45  # of the drawing; the lines get the rest
_LOOKS = {
    "management": (pen.COLOURS["management"], ""),
    "customers": (pen.COLOURS["customers"], ""),
    "claimed": (pen.SOFT, "1.5 3"),
    "agreed": (pen.INK, "6 3"),
    "evidenced": (pen.INK, ""),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where quarters and values stand."""

    quarters: int
    right: float
    top_value: float

    def x(self, at: int) -> float:
        span = self.right - _LEFT - 10
        return _LEFT + 5 + (span * at / (self.quarters - 1) if self.quarters > 1 else span / 2)

    def y(self, value: float) -> float:
        return HEIGHT - _BOTTOM - value / self.top_value * (HEIGHT - _BOTTOM - _TOP)


def lines(chart: Chart, title: str) -> str:
    """All lines of a chart; `title` says in words what they show."""
    labels, datasets = chart["data"]["labels"], chart["data"]["datasets"]
    axis = chart["options"]["scales"]["y"]
    words = chart["options"]["plugins"]["cornerOffice"]
    ends = [end for end in map(_end, datasets) if end]
    widest = max((pen.width_of(text, pen.STRONG) for *_, text in ends), default=0)
    right = WIDTH - min(widest + 14, WIDTH * _WIDEST_LABELS)
    frame = Frame(len(labels), right, axis["max"])
    parts = [
        *(_shades(frame, datasets) if words.get("shade") else []),
        *_axis(frame, labels, axis["ticks"]["stepSize"], words.get("unit", "")),
        *(part for dataset in datasets for part in _line(frame, dataset)),
        *_end_words(frame, ends),
    ]
    return pen.svg(WIDTH, HEIGHT, title, parts)


def _end(dataset: dict[str, Any]) -> tuple[float, str, str] | None:
    """The last known value of a line, its role, and the words at its end."""
    known = [at for at, value in enumerate(dataset["data"]) if value is not None]
    if not known:
        return None
    last = known[-1]
    return dataset["data"][last], dataset["role"], f"{dataset['label']} {dataset['texts'][last]}"


def _axis(frame: Frame, labels: list[str], step: int, unit: str) -> list[str]:
    parts = []
    for tick in range(0, int(frame.top_value) + 1, step):
        y = frame.y(tick)
        parts.append(pen.rule(_LEFT, y, frame.right, y, width=0.8))
        parts.append(pen.words(f"{tick}{unit}", _LEFT - 5, y, anchor="end"))
    widest = max((pen.width_of(label, pen.SMALL) for label in labels), default=0) + 6
    every = max(1, ceil(widest * len(labels) / max(frame.right - _LEFT, 1)))
    last = len(labels) - 1
    for at, label in enumerate(labels):
        if (last - at) % every == 0:
            parts.append(pen.words(label, frame.x(at), HEIGHT - 7, anchor="middle"))
    return parts


def _line(frame: Frame, dataset: dict[str, Any]) -> list[str]:
    """The stretches between holes, each value as a mark; a mark alone where it has no neighbour."""
    role = dataset["role"]
    colour, dash = _LOOKS.get(role, (pen.INK, ""))
    parts = []
    for stretch in _stretches(dataset["data"]):
        points = [(frame.x(at), frame.y(value)) for at, value in stretch]
        if len(points) > 1:
            parts.append(pen.path(points, colour=colour, dash=dash))
        if role in pen.COLOURS:
            parts += [pen.mark(role, x, y, radius=3.6) for x, y in points]
        elif len(points) == 1:
            parts.append(pen.mark("estimate", *points[0], radius=3.6))
    return parts


def _stretches(values: list[float | None]) -> list[list[tuple[int, float]]]:
    found: list[list[tuple[int, float]]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append((at, value))
    return [stretch for stretch in found if stretch]


def _shades(frame: Frame, datasets: list[dict[str, Any]]) -> list[str]:
    """The space between management and customers, where both are known."""
    by_role = {one["role"]: one["data"] for one in datasets}
    upper, lower = by_role.get("management", []), by_role.get("customers", [])
    parts = []
    for at in range(1, min(len(upper), len(lower))):
        corners = [upper[at - 1], upper[at], lower[at], lower[at - 1]]
        if None in corners:
            continue
        places = [at - 1, at, at, at - 1]
        parts.append(
            pen.area(
                [(frame.x(x), frame.y(y)) for x, y in zip(places, corners, strict=True)], pen.WASH
            )
        )
    return parts


def _end_words(frame: Frame, ends: list[tuple[float, str, str]]) -> list[str]:
    """The words at the ends of the lines, moved apart where they would touch."""
    by_height = sorted(ends, key=lambda end: -end[0])
    heights: list[float] = []
    for value, _, _ in by_height:
        heights.append(max(frame.y(value), heights[-1] + _LINE if heights else 0))
    over = max(0, heights[-1] - (HEIGHT - _BOTTOM)) if heights else 0
    return [
        pen.words(
            text,
            frame.right + 6,
            y - over,
            size=pen.STRONG,
            colour=pen.TEXT_COLOURS.get(role, pen.SOFT if role == "claimed" else pen.INK),
            strong=True,
        )
        for y, (_, role, text) in zip(heights, by_height, strict=True)
    ]
