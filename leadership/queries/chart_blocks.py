"""What every chart of the dashboard consists of."""

from collections.abc import Callable
from dataclasses import dataclass

from leadership.domain.chart_shapes import Chart


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """One chart with what stands around it; `draw` gives the JSON for Chart.js."""

    key: str
    title: str
    finding: str
    sentence: str
    note: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    draw: Callable[[], Chart]
