"""Signs and gap over the quarters: drawing, sentence and table from the same numbers."""

from collections.abc import Sequence
from fractions import Fraction

from assessment.domain.figures import one_decimal
from assessment.domain.sentences import gap_text, gives_everybody_away, percent
from assessment.domain.shares import Share
from assessment.queries.trends import TrendPoint
from leadership.domain import chart_shapes
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.dashboards import Dashboard


def signs_over_time(dashboard: Dashboard) -> ChartBlock | None:
    trend = dashboard.trend
    if not any(point.agreed is not None for point in trend):
        return None
    labels = [point.label for point in trend]
    return ChartBlock(
        key="signs-over-time",
        title="Signs over the quarters",
        finding="",
        sentence="Signs out of eight: agreed by two thirds of the executives, and claimed by "
        "one executive on average.",
        note="",
        headers=("Quarter", "Agreed", "Claimed", "Executives"),
        rows=tuple(
            (
                point.label,
                "not shown" if point.agreed is None else f"{point.agreed} of 8",
                "not shown" if point.claimed is None else one_decimal(point.claimed),
                "not shown" if point.executives is None else str(point.executives),
            )
            for point in trend
        ),
        draw=lambda: chart_shapes.lines(
            labels,
            [
                chart_shapes.line("Claimed", "claimed", [point.claimed for point in trend]),
                chart_shapes.line("Agreed", "agreed", [point.agreed for point in trend]),
            ],
            top=8,
            step=2,
        ),
    )


def gap_over_time(dashboard: Dashboard) -> ChartBlock | None:
    trend = dashboard.trend
    if not any(point.management or point.customers for point in trend):
        return None
    line = _unbroken(trend)
    management = [
        _percent(point.management, attributed=point.management_is_attributed) if point else None
        for point in line
    ]
    customers = [_percent(point.customers) if point else None for point in line]
    return ChartBlock(
        key="gap-over-time",
        title="Management and customers over the quarters",
        finding="",
        sentence="“Highly customer-centric”, % of valid answers.",
        note="The line breaks where the scale of the question changed." if None in line else "",
        headers=("Quarter", "Management", "Customers", "Gap"),
        rows=tuple(
            (
                point.label,
                _end_text(point.management, attributed=point.management_is_attributed),
                _end_text(point.customers),
                gap_text(point.gap, k=dashboard.k, attributed=point.management_is_attributed),
            )
            for point in trend
        ),
        draw=lambda: chart_shapes.lines(
            [point.label if point else "" for point in line],
            [
                chart_shapes.line("Management", "management", management, unit="%"),
                chart_shapes.line("Customers", "customers", customers, unit="%"),
            ],
            top=100,
            step=25,
            unit="%",
        ),
    )


def _end_text(share: Share | None, *, attributed: bool = False) -> str:
    return "not shown" if share is None else percent(share, confidential=not attributed)


def _percent(share: Share | None, *, attributed: bool = False) -> Fraction | None:
    """A share as a point of a line; None where it is hidden or would give everybody away."""
    if share is None or share.value is None:
        return None
    return None if gives_everybody_away(share) and not attributed else share.value * 100


def _unbroken(points: Sequence[TrendPoint]) -> list[TrendPoint | None]:
    """The points with a None before each one whose scale changed, so that its line breaks."""
    line: list[TrendPoint | None] = []
    for point in points:
        line += [point] if point.perception_continues else [None, point]
    return line
