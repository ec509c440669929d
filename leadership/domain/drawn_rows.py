"""Charts of rows for paper: one drawing a row, for a cell of the table that has its words.

They are drawn from the same shapes that feed Chart.js, so that paper and screen cannot part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessment.domain.audiences import side_name
from assessment.domain.figures import two_decimals
from assessment.domain.language import apart, in_a_row, percentage, translate, with_minus
from leadership.domain import drawn_marks as pen
from leadership.domain.chart_shapes import Chart

PLOT = 240.0  # CSS pixels at which a plot is drawn; the table sets how wide it stands
INTERVAL = 130.0
_INSET = 26.0  # room for the words beside the outermost marks
_ROW, _TALL_ROW = 24.0, 42.0
_LINE = 11.0
_BESIDE = 8.0  # from the middle of a mark to the words beside it
_DOTS_A_LINE, _MOST_DOTS = 12, 36


@dataclass(frozen=True, slots=True)
class DrawnRows:
    """The axis for the head of a table, and a drawing for each of its rows; "" for nothing."""

    axis: str
    rows: tuple[str, ...]


def dumbbells(chart: Chart) -> DrawnRows:
    """Both ends on one line a row, employees between, dashed reference marks."""
    datasets = _by_role(chart)
    words = chart["options"]["plugins"]["cornerOffice"]
    references = [(one["value"], one["label"]) for one in words.get("reference", ())]
    height = _TALL_ROW if "employees" in datasets else _ROW
    rows = range(len(chart["data"]["labels"]))
    # A published mark stands in as many rows as it is about, or in all.
    reach = [(one["value"], one.get("rows") or len(rows)) for one in words.get("reference", ())]
    return DrawnRows(
        axis=_percent_axis(references),
        rows=tuple(
            _dumbbell(datasets, at, height, [value for value, of in reach if at < of])
            for at in rows
        ),
    )


def intervals(chart: Chart) -> DrawnRows:
    """Each gap as a dot with its interval against a line at 0."""
    axis = chart["options"]["scales"]["x"]
    low, high = int(axis["min"]), int(axis["max"])
    step = int(axis["ticks"]["stepSize"])
    datasets = _by_role(chart)
    ticks = range(low, high + 1, step)
    labels = {low, 0, high}

    def place(value: float) -> float:
        return 12.0 + (value - low) / (high - low) * (INTERVAL - 24)

    numbers = [
        pen.words(with_minus(str(tick)), place(tick), _LINE / 2, anchor="middle")
        for tick in ticks
        if tick in labels
    ]
    drawn = []
    for at in range(len(chart["data"]["labels"])):
        dot, whisker = datasets["estimate"]["data"][at], datasets["interval"]["data"][at]
        parts = [_tick(place(tick), 14, is_zero=tick == 0) for tick in ticks]
        if whisker:
            start, end = place(whisker[0]), place(whisker[1])
            parts.append(pen.rule(start, 7, end, 7, colour=pen.INK, width=1.6))
            parts += [
                pen.rule(x, 3.5, x, 10.5, colour=pen.INK, width=1.6)
                for x in dict.fromkeys((start, end))
            ]
        if dot is not None:
            parts.append(pen.mark("estimate", place(dot), 7))
        drawn.append(pen.svg(INTERVAL, 14, _interval_title(dot, whisker), parts))
    title = translate("Axis from {low} to {high} points")
    title = title.format(low=with_minus(str(low)), high=with_minus(str(high)))
    return DrawnRows(pen.svg(INTERVAL, _LINE, title, numbers), tuple(drawn))


def scores(chart: Chart) -> tuple[str, ...]:
    """A thin bar a row on a track from 0 to 1; an empty track without a score."""
    values = chart["data"]["datasets"][0]["data"]
    return tuple(
        pen.svg(
            PLOT,
            8,
            _score_title(value),
            [
                pen.box(0, 0, PLOT, 8, fill=pen.LINE),
                *([pen.box(0, 0, PLOT * value, 8)] if value else []),
            ],
        )
        for value in values
    )


def participation(chart: Chart) -> tuple[str, ...]:
    """Answered out of asked, a full bar a row."""
    values = _by_role(chart)["answered"]["data"]
    texts = chart["options"]["plugins"]["cornerOffice"]["rightTexts"]
    return tuple(
        pen.svg(
            PLOT,
            10,
            translate("{counts} answered").format(counts=text[0]),
            [
                pen.box(0.5, 0.5, PLOT - 1, 9, fill=pen.WASH, edge=pen.SOFT),
                *([pen.box(0, 0, PLOT * share / 100, 10)] if share else []),
            ],
        )
        for share, text in zip(values, texts, strict=True)
    )


def dots(marks: Sequence[str], title: str) -> str:
    """One dot an answer: filled yes, empty no, a question mark for don’t know; "" for too many."""
    if not 0 < len(marks) <= _MOST_DOTS:
        return ""
    parts = []
    for at, mark in enumerate(marks):
        x, y = 5 + at % _DOTS_A_LINE * 11, 6 + at // _DOTS_A_LINE * 11
        if mark == "d":
            parts.append(
                pen.words("?", x, y, size=pen.STRONG, colour=pen.INK, anchor="middle", strong=True)
            )
        else:
            fill = pen.INK if mark == "y" else pen.PAPER
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="3.8" fill="{fill}" stroke="{pen.INK}" '
                'stroke-width="1.2"/>'
            )
    lines = (len(marks) - 1) // _DOTS_A_LINE + 1
    return pen.svg(_DOTS_A_LINE * 11, lines * 11 + 1, title, parts)


def _by_role(chart: Chart) -> dict[str, Any]:
    return {one["role"]: one for one in chart["data"]["datasets"]}


def _place(value: float) -> float:
    return _INSET + value / 100 * (PLOT - 2 * _INSET)


def _percent_axis(references: list[tuple[float, str]]) -> str:
    parts = []
    for line, (value, label) in enumerate(references):
        half = pen.width_of(label, pen.SMALL) / 2
        x = min(max(_place(value), half), PLOT - half)
        parts.append(pen.words(label, x, (line + 0.5) * _LINE, anchor="middle"))
    y = (len(references) + 0.5) * _LINE
    parts += [
        pen.words(percentage(tick), _place(tick), y, anchor="middle")
        for tick in (0, 25, 50, 75, 100)
    ]
    said = apart([translate("Axis from 0 to 100%"), *(label for _, label in references)])
    return pen.svg(PLOT, (len(references) + 1) * _LINE, said, parts)


def _tick(x: float, height: float, *, is_zero: bool = False) -> str:
    return pen.rule(x, 0, x, height, colour=pen.INK if is_zero else pen.LINE, width=0.8)


def _dumbbell(datasets: dict[str, Any], at: int, height: float, references: list[float]) -> str:
    points: dict[str, tuple[float, str]] = {
        role: (datasets[role]["data"][at], datasets[role]["texts"][at])
        for role in ("employees", "management", "customers")
        if role in datasets and datasets[role]["data"][at] is not None
    }
    if not points:
        return ""
    y = height / 2
    parts = [_tick(_place(tick), height) for tick in (0, 25, 50, 75, 100)]
    parts += [
        pen.rule(_place(value), 0, _place(value), height, colour=pen.SOFT, dash="3 3")
        for value in references
    ]
    if ends := datasets["connector"]["data"][at]:
        parts.append(pen.rule(_place(ends[0]), y, _place(ends[1]), y, colour=pen.SOFT, width=2.2))
    parts += [pen.mark(role, _place(value), y) for role, (value, _) in points.items()]
    parts += _texts(points, y)
    said = in_a_row([f"{side_name(role)} {text}" for role, (_, text) in points.items()])
    return pen.svg(PLOT, height, said, parts)


def _texts(points: dict[str, tuple[float, str]], y: float) -> list[str]:
    """The numbers outside the pair, the employees’ above their mark."""
    drawn = []
    pair = sorted(
        ((value, role, text) for role, (value, text) in points.items() if role != "employees"),
        key=lambda one: (one[0], one[1] != "customers"),
    )
    employees = points.get("employees")
    for index, (value, role, text) in enumerate(pair):
        left = index == 0 and (len(pair) > 1 or role == "customers")
        drawn.append(_beside(_place(value), y, text, role, left=left, employees=employees))
    if employees:
        x = _place(employees[0])
        drawn.append(
            pen.words(
                employees[1], x, y - 12, colour=pen.TEXT_COLOURS["employees"], anchor="middle"
            )
        )
    return drawn


def _beside(
    x: float,
    y: float,
    text: str,
    role: str,
    *,
    left: bool,
    employees: tuple[float, str] | None,
) -> str:
    """Beside its mark, or below it where the employees’ mark would stand in the words."""
    anchor, at = ("end", x - _BESIDE) if left else ("start", x + _BESIDE)
    if employees is not None:
        offset = (_place(employees[0]) - x) * (-1 if left else 1)
        if 0 < offset < _BESIDE + pen.width_of(text, pen.STRONG) + 5:
            anchor, at, y = "middle", x, y + 13
    return pen.words(
        text,
        at,
        y,
        size=pen.STRONG,
        colour=pen.TEXT_COLOURS[role],
        anchor=anchor,
        strong=True,
        backed=True,
    )


def _interval_title(dot: float | None, whisker: list[int] | None) -> str:
    if dot is None:
        return translate("No gap is shown")
    if whisker is None:
        return translate("The gap as a dot, without an interval")
    said = translate("The gap as a dot; its interval from {low} to {high} points")
    low, high = (with_minus(str(bound)) for bound in whisker)
    return said.format(low=low, high=high)


def _score_title(value: float | None) -> str:
    if value is None:
        return translate("No score")
    return translate("Score {score} of 1").format(score=two_decimals(Fraction(value)))
