"""Everything that the dashboard of a round shows, as tables to take away.

The tables are made from the dashboard itself, so that nothing leaves that it would not show.
"""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from django.utils.text import slugify

from assessment.domain.audiences import Audience
from assessment.domain.comments import FEWEST_COMMENTS
from assessment.domain.language import translate
from assessment.models import Round
from assessment.queries.comments import comments_of
from leadership.access import sees_executives_by_name, sees_participation
from leadership.domain.export_cells import share_of
from leadership.domain.export_tables import (
    REASON,
    Column,
    ExportTable,
    Form,
    Value,
    columns_table,
)
from leadership.models import Membership
from leadership.queries import exports_of_commitments as commitments
from leadership.queries import exports_of_executives as executives
from leadership.queries import exports_of_gaps as gaps
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.chart_of_commitments import kept_over_time
from leadership.queries.charts import every_chart_of
from leadership.queries.dashboards import Dashboard, dashboard_for
from leadership.queries.export_notes import notes
from leadership.queries.export_summaries import summary
from leadership.queries.keeping import keeping_of
from leadership.queries.matrix import matrix_of

# Charts whose numbers stand in a table with typed columns; any other leaves as the page prints it.
_TYPED = {
    "gap-by-question",
    "gap-by-unit",
    "signs-over-time",
    "gap-over-time",
    "checklist",
    "participation",
    "kept-rate",
}


def tables_for(
    membership: Membership, round_: Round, *, now: datetime | None = None
) -> tuple[ExportTable, ...]:
    """The tables of a closed round, in the order of the page, as this member may see them.

    What was promised and kept is told as of `now`, and left out without a moment. Titles and
    sentences are in the reader’s language; files are made in English, whoever takes them.
    """
    named, counted = sees_executives_by_name(membership), sees_participation(membership)
    dashboard = dashboard_for(round_, named=named)
    matrix = matrix_of(round_, dashboard.earlier) if named else None
    keeping = keeping_of(round_, named=named, now=now) if now else None
    charts = {
        key: block
        for key, block in every_chart_of(dashboard).items()
        if counted or not key.startswith("participation")
    }
    if kept := kept_over_time(keeping):
        charts[kept.key] = kept
    made = (
        summary(dashboard, charts.values(), matrix, counted=counted),
        executives.signs(dashboard),
        executives.by_executive(matrix),
        gaps.gap_by_question(dashboard),
        gaps.audiences(dashboard),
        gaps.gap_by_unit(dashboard),
        gaps.over_time(dashboard),
        executives.opinions(dashboard),
        executives.checklist(dashboard),
        executives.tone(dashboard),
        executives.metrics(dashboard),
        commitments.kept(keeping),
        commitments.promised(keeping),
        comments(round_),
        participation(dashboard) if counted else None,
    )
    tables = [table for table in made if table is not None]
    tables += _other_charts(charts.values(), tables)
    tables.append(notes(dashboard))
    return (*tables, columns_table(tables))


def participation(dashboard: Dashboard) -> ExportTable | None:
    rows = tuple(
        (
            one.audience.plural,
            one.asked,
            one.answered,
            share_of(Fraction(one.answered, one.asked)),
        )
        for one in dashboard.results.participation
        if one.asked
    )
    if not rows:
        return None
    return ExportTable(
        key="participation",
        title=translate("Participation"),
        about=translate("How many of each audience were asked, and how many answered."),
        columns=(
            Column("audience", "Audience"),
            Column("asked", "Asked", Form.COUNT),
            Column("answered", "Answered", Form.COUNT),
            Column("response_share", "Response rate", Form.SHARE),
        ),
        rows=rows,
    )


def comments(round_: Round) -> ExportTable | None:
    """What people wrote, as the page of comments shows it; None where only executives were asked.

    One query an audience.
    """
    fewest = max(FEWEST_COMMENTS, round_.minimum_group)
    rows: list[tuple[Value, ...]] = []
    asked = [one for one in reversed(round_.asks) if one is not Audience.EXECUTIVE]
    for audience in asked:
        shown = comments_of(round_, audience)
        if shown is None:
            rows.append((audience.plural, None, None, f"fewer than {fewest} comments"))
            continue
        rows += [(audience.plural, one.text, people, "") for one, people in shown.items()]
    if not rows:
        return None
    return ExportTable(
        key="comments",
        title=translate("Comments"),
        about=translate(
            "What people would change, where {number} of an audience wrote a comment; "
            "the order says nothing about who wrote them."
        ).format(number=fewest),
        columns=(
            Column("audience", "Audience"),
            Column("comment", "Comment"),
            Column("people", "People who wrote just that", Form.COUNT),
            REASON,
        ),
        rows=tuple(rows),
    )


def _other_charts(charts: Iterable[ChartBlock], tables: Iterable[ExportTable]) -> list[ExportTable]:
    """Charts without a table of their own, in the words of the page."""
    known = _TYPED | {table.key for table in tables}
    return [
        ExportTable(
            key=block.key,
            title=block.title,
            about=block.sentence,
            columns=tuple(
                Column(slugify(header).replace("-", "_") or f"column_{number}", header)
                for number, header in enumerate(block.headers, start=1)
            ),
            rows=block.rows,
        )
        for block in charts
        if block.key not in known
    ]
