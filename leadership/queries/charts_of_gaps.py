"""The gap by question and by unit: drawing, sentence and table from the same numbers."""

from assessment.domain.audiences import Audience
from assessment.domain.sentences import gap_sentence, gap_text, shown_text
from assessment.queries.comparisons import Comparison
from leadership.domain import chart_shapes, findings
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.dashboards import Dashboard

STRONGEST = (
    "Share choosing the strongest label, of valid answers; don’t know is left out. "
    "Intervals are 95%."
)
REFERENCE_NOTE = (
    "Dashed: 56% of managers and 12% of customers, CMO Council 2007, business-to-business "
    "technology vendors. A reference, not a benchmark."
)


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
