"""All charts of the dashboard, in the order of the page."""

from leadership.domain import chart_shapes
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.chart_of_checklist import checklist
from leadership.queries.charts_of_gaps import by_question, by_unit
from leadership.queries.charts_over_time import gap_over_time, signs_over_time
from leadership.queries.dashboards import Dashboard


def charts_of(dashboard: Dashboard) -> dict[str, ChartBlock]:
    """The charts that this round has answers for, by key, in the order of the page."""
    makers = (by_question, by_unit, signs_over_time, gap_over_time, checklist, participation)
    made = [maker(dashboard) for maker in makers]
    return {block.key: block for block in made if block is not None}


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
