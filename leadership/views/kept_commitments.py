"""What the dashboard says of commitments."""

from typing import Any, Final

from django.utils import timezone

from assessment.models import Round
from leadership.access import makes_commitments, sees_executives_by_name
from leadership.models import Membership
from leadership.queries.chart_blocks import ChartBlock
from leadership.queries.chart_of_commitments import keeping_finding, kept_over_time
from leadership.queries.committed_questions import CHECKLIST
from leadership.queries.keeping import keeping_of

_MOST_OPEN: Final = 8  # as many as there are signs; the list has the others


def kept_on_dashboard(
    membership: Membership, round_: Round
) -> tuple[dict[str, Any], dict[str, ChartBlock]]:
    """What the templates need, and the chart by its key where there is one."""
    keeping = keeping_of(round_, named=sees_executives_by_name(membership), now=timezone.now())
    chart = kept_over_time(keeping)
    context = {
        "keeping": keeping,
        "keeping_heading": keeping_finding(keeping),
        "commitments_open": keeping.open[:_MOST_OPEN],
        "checklist_commitments": [
            row for row in keeping.open if row.question and row.question.instrument == CHECKLIST
        ],
        "makes_commitments": makes_commitments(membership),
    }
    return context, {chart.key: chart} if chart else {}
