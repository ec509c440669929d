"""All charts of a round’s pages, in the order of the page."""

from fractions import Fraction

from assessment.domain.figures import rounded
from assessment.domain.language import (
    in_front,
    listed,
    percentage,
    translate,
    translate_plural,
    whole_number,
)
from assessment.domain.shares import FEW
from leadership.domain import chart_shapes
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.chart_of_checklist import checklist
from leadership.queries.chart_of_commitments import kept_over_time
from leadership.queries.charts_of_answers import gap_charts_of
from leadership.queries.charts_of_executives import metrics, opinions, who_says_what
from leadership.queries.charts_of_gaps import by_question, by_unit
from leadership.queries.charts_over_time import gap_over_time, signs_over_time
from leadership.queries.dashboard_parts import participation_headers
from leadership.queries.dashboards import Dashboard
from leadership.queries.keeping import Keeping
from leadership.queries.matrix import Matrix


def charts_of(dashboard: Dashboard) -> dict[str, ChartBlock]:
    """The charts that this round has answers for, by key, in the order of the page."""
    makers = (
        by_question,
        by_unit,
        signs_over_time,
        gap_over_time,
        opinions,
        checklist,
        metrics,
        participation,
    )
    made = [maker(dashboard) for maker in makers]
    return {block.key: block for block in made if block is not None}


def every_chart_of(
    dashboard: Dashboard, matrix: Matrix | None = None, keeping: Keeping | None = None
) -> dict[str, ChartBlock]:
    """The charts of the dashboard, of the page of the gap, and who says what where there is one.

    What was kept is told as of a day, so it comes from outside too.
    """
    beside = (who_says_what(matrix), kept_over_time(keeping))
    by_name, kept = ({block.key: block} if block else {} for block in beside)
    return {**by_name, **charts_of(dashboard), **gap_charts_of(dashboard), **kept}


def participation(dashboard: Dashboard) -> ChartBlock | None:
    rows = [
        (one.audience.plural, one.asked, one.answered)
        for one in dashboard.results.participation
        if one.asked
    ]
    if not rows:
        return None
    asked, answered = sum(row[1] for row in rows), sum(row[2] for row in rows)
    told = [
        translate("{answered} of {asked} {people}").format(
            answered=whole_number(got), asked=whole_number(people), people=label
        )
        for label, people, got in rows
    ]
    return ChartBlock(
        key="participation",
        title=translate("Participation"),
        finding=translate_plural(
            "{answered} of {count} person answered", "{answered} of {count} people answered", asked
        ).format(answered=whole_number(answered), count=whole_number(asked)),
        sentence=translate("Answered: {groups}.").format(groups=listed(told)),
        note="",
        headers=(*participation_headers(), translate("Response rate")),
        rows=tuple(
            (in_front(label), whole_number(people), whole_number(got), _rate(people, got))
            for label, people, got in rows
        ),
        draw=lambda: chart_shapes.participation(
            [(in_front(label), people, got, _rate(people, got)) for label, people, got in rows]
        ),
    )


def _rate(asked: int, answered: int) -> str:
    """Such as "73%"; below ten people the counts alone tell it."""
    return percentage(rounded(Fraction(100 * answered, asked))) if asked >= FEW else ""
