"""The charts of the dashboard: each one's drawing, its sentence and its table, from one place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.domain.audiences import Audience
from assessment.domain.checklist import FrontLineHours
from assessment.domain.figures import one_decimal
from assessment.domain.sentences import (
    gap_sentence,
    gap_text,
    gives_everybody_away,
    percent,
    shown_text,
)
from assessment.domain.shares import Share
from assessment.queries.commitment import Checklist, ChecklistQuestion, ItemResult
from assessment.queries.comparisons import Comparison
from assessment.queries.trends import TrendPoint
from leadership.domain import chart_shapes, findings
from leadership.domain.chart_shapes import Chart
from leadership.queries.dashboards import Dashboard

STRONGEST = (
    "Share choosing the strongest label, of valid answers; don’t know is left out. "
    "Intervals are 95%."
)
REFERENCE_NOTE = (
    "Dashed: 56% of managers and 12% of customers, CMO Council 2007, business-to-business "
    "technology vendors. A reference, not a benchmark."
)


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


def charts_of(dashboard: Dashboard) -> dict[str, ChartBlock]:
    """The charts that this round has answers for, by key, in the order of the page."""
    makers = (by_question, by_unit, signs_over_time, gap_over_time, checklist, participation)
    made = [maker(dashboard) for maker in makers]
    return {block.key: block for block in made if block is not None}


def by_question(dashboard: Dashboard) -> ChartBlock | None:
    perception = dashboard.results.perception
    if perception is None:
        return None
    return _comparisons(
        dashboard,
        "gap-by-question",
        "The gap by question",
        perception.questions,
        first="Question",
        reference=False,
    )


def by_unit(dashboard: Dashboard) -> ChartBlock | None:
    perception = dashboard.results.perception
    units = [one for one in perception.units if one.is_compared] if perception else []
    if perception is None or len(units) < 2:
        return None
    return _comparisons(
        dashboard,
        "gap-by-unit",
        "“Highly customer-centric” by unit",
        (perception.headline, *units),
        first="Unit",
        reference=True,
    )


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
        note="The line breaks where the scale of the question changed.",
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


def checklist(dashboard: Dashboard) -> ChartBlock | None:
    result = dashboard.results.checklist
    if not isinstance(result, Checklist):
        return None
    hours = next((item.hours for item in _items(result) if item.hours), None)
    return ChartBlock(
        key="checklist",
        title="Leadership and incentive checklist",
        finding=findings.checklist_finding(result.profile),
        sentence="Each question is the mean of its items: yes 1, partly ½, no 0.",
        note=_hours_sentence(hours),
        headers=("Item", "Yes", "Partly", "No", "Don’t know", "Score"),
        rows=tuple(
            row for question in result.questions for row in _checklist_rows(question, dashboard.k)
        ),
        draw=lambda: chart_shapes.scores(
            [
                (question.title, question.result.score, question.result.answer.value.capitalize())
                for question in result.questions
            ]
        ),
    )


def participation(dashboard: Dashboard) -> ChartBlock | None:
    rows = [
        (one.audience.plural.capitalize(), one.asked, one.answered)
        for one in dashboard.results.participation
        if one.asked
    ]
    if not rows:
        return None
    asked, answered = sum(row[1] for row in rows), sum(row[2] for row in rows)
    return ChartBlock(
        key="participation",
        title="Participation",
        finding=f"{answered:,} of {asked:,} people answered",
        sentence="Answered, out of those who were asked.",
        note="",
        headers=("Audience", "Asked", "Answered"),
        rows=tuple((label, f"{people:,}", f"{got:,}") for label, people, got in rows),
        draw=lambda: chart_shapes.participation(rows),
    )


def _comparisons(
    dashboard: Dashboard,
    key: str,
    title: str,
    comparisons: tuple[Comparison, ...],
    *,
    first: str,
    reference: bool,
) -> ChartBlock:
    k, attributed = dashboard.k, dashboard.management_is_attributed
    employees = Audience.EMPLOYEE in dashboard.round_.asks
    partners = Audience.PARTNER in dashboard.round_.asks
    rows = [
        chart_shapes.Row(one.label, one.management, one.customers, one.employees, one.gap)
        for one in comparisons
    ]
    headline = dashboard.results.perception.headline if dashboard.results.perception else None
    # The whole organization stands first among its units, and is not one of them.
    compared = comparisons[1:] if reference else comparisons
    return ChartBlock(
        key=key,
        title=title,
        finding=findings.gap_finding(
            [(one.topic, one.gap) for one in compared],
            k=k,
            attributed=attributed,
            where="in" if reference else "on",
        ),
        sentence=f"{_headline_sentence(headline, k, attributed=attributed)}." if headline else "",
        note=f"{STRONGEST} {REFERENCE_NOTE}" if reference else STRONGEST,
        headers=(
            first,
            "Management",
            "Customers",
            *(["Employees"] if employees else []),
            *(["Partners"] if partners else []),
            "Gap in points",
        ),
        rows=tuple(
            (
                one.label,
                shown_text(one.management, k=k, confidential=not attributed),
                shown_text(one.customers, k=k),
                *([shown_text(one.employees, k=k)] if employees else []),
                *([shown_text(one.partners, k=k)] if partners else []),
                gap_text(one.gap, k=k, attributed=attributed),
            )
            for one in comparisons
        ),
        draw=lambda: chart_shapes.dumbbells(rows, k=k, attributed=attributed, reference=reference),
    )


def _headline_sentence(headline: Comparison, k: int, *, attributed: bool) -> str:
    """The sentence under a chart of the gap: both ends, the gap, its interval."""
    if headline.gap is not None:
        return gap_sentence(headline.gap, k=k, attributed=attributed)
    management = shown_text(headline.management, k=k, confidential=not attributed)
    return f"Management: {management}; customers: {shown_text(headline.customers, k=k)}"


def _items(result: Checklist) -> list[ItemResult]:
    return [item for question in result.questions for item in question.items]


def _checklist_rows(question: ChecklistQuestion, k: int) -> list[tuple[str, ...]]:
    score = question.result.score
    rows: list[tuple[str, ...]] = [
        (
            question.title,
            "",
            "",
            "",
            "",
            question.result.answer.value if score is None else f"{float(score):.2f}",
        )
    ]
    for item in question.items:
        cells = [str(item.counts.get(label, "")) for label in ("Yes", "Partly", "No", "Don’t know")]
        score_text = "no answers" if item.score is None else f"{float(item.score):.2f}"
        if item.hidden:
            score_text = item.hidden.text(k)
        rows.append((f"– {item.text}", *cells, score_text))
    return rows


def _hours_sentence(hours: FrontLineHours | None) -> str:
    """ "5 of 9 executives at two hours or more a week with customers; median 1.5 h"."""
    if hours is None or hours.median is None:
        return ""
    return (
        f"Time with customers: {hours.passing} of {hours.answered} executives at two hours or "
        f"more a week; median {one_decimal(hours.median)} h."
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
