"""The charts of the dashboard as a board pack prints them: drawings beside the table’s words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessment.domain.language import translate
from assessment.domain.sentences import gap_may_show
from assessment.queries.comparisons import Comparison
from leadership.domain import drawn_lines, drawn_rows, gap_shapes
from leadership.domain.chart_shapes import Chart
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.dashboards import Dashboard


@dataclass(frozen=True, slots=True)
class GapRow:
    """Both ends drawn, the same in words with those of other audiences, the gap drawn and said."""

    label: str
    drawing: str
    ends: tuple[tuple[str, str], ...]
    interval: str
    gap: str


@dataclass(frozen=True, slots=True)
class GapChart:
    block: ChartBlock
    axis: str
    interval_axis: str
    rows: tuple[GapRow, ...]
    has_employees: bool

    @property
    def is_long(self) -> bool:
        """Whether the rows have to be set closer together."""
        return len(self.rows) > _MANY_ROWS


@dataclass(frozen=True, slots=True)
class BarRow:
    label: str
    drawing: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    block: ChartBlock
    rows: tuple[BarRow, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    block: ChartBlock
    drawing: str


_MANY_ROWS = 12


def gap_chart(
    dashboard: Dashboard, block: ChartBlock | None, comparisons: Sequence[Comparison]
) -> GapChart | None:
    """A chart of gaps; `comparisons` are what its rows were made from, in their order."""
    if block is None:
        return None
    attributed = dashboard.management_is_attributed
    chart = block.draw()
    found = drawn_rows.dumbbells(chart)
    shown = [
        one.gap if one.gap and gap_may_show(one.gap, dashboard.k, attributed=attributed) else None
        for one in comparisons
    ]
    intervals = drawn_rows.intervals(
        gap_shapes.intervals(
            [(one.label, gap, "") for one, gap in zip(comparisons, shown, strict=True)]
        )
    )
    return GapChart(
        block,
        found.axis,
        intervals.axis,
        tuple(
            GapRow(
                label=row[0],
                drawing=drawing,
                ends=tuple(zip(block.headers[1:-1], row[1:-1], strict=True)),
                interval=interval if gap else "",
                gap=row[-1],
            )
            for row, drawing, interval, gap in zip(
                block.rows, found.rows, intervals.rows, shown, strict=True
            )
        ),
        has_employees=any(one["role"] == "employees" for one in chart["data"]["datasets"]),
    )


def line_chart(block: ChartBlock | None) -> LineChart | None:
    """Lines over the quarters; their text alternative names the table beside them."""
    if block is None:
        return None
    title = translate("{title}: lines with the numbers of the table beside them").format(
        title=block.title
    )
    return LineChart(block, drawn_lines.lines(block.draw(), title))


def score_chart(block: ChartBlock | None) -> BarChart | None:
    """The profile of the checklist, a bar a question."""
    return _bars(block, drawn_rows.scores)


def participation_chart(block: ChartBlock | None) -> BarChart | None:
    return _bars(block, drawn_rows.participation)


def _bars(block: ChartBlock | None, draw: Callable[[Chart], tuple[str, ...]]) -> BarChart | None:
    """One bar a row, with what the chart prints at its right: words, or words and a number."""
    if block is None:
        return None
    chart = block.draw()
    texts = chart["options"]["plugins"]["cornerOffice"]["rightTexts"]
    rows = []
    for label, drawing, text in zip(chart["data"]["labels"], draw(chart), texts, strict=True):
        words, note = (text, "") if isinstance(text, str) else text
        rows.append(BarRow(label, drawing, words, note))
    return BarChart(block, tuple(rows))
