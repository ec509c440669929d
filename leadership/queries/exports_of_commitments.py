"""What was promised and kept, as tables to take away."""

from django.utils.translation import gettext as _

from leadership.domain.export_cells import COUNTS_ONLY, share_of
from leadership.domain.export_tables import REASON, Column, ExportTable, Form, Value
from leadership.domain.kept_rates import FEW
from leadership.queries.chart_of_commitments import KEPT_RATE
from leadership.queries.keeping import Keeping, KeptQuarter


def kept(keeping: Keeping | None) -> ExportTable | None:
    """The kept rate, a row a quarter; None where nothing was due."""
    if keeping is None or keeping.latest is None:
        return None
    return ExportTable(
        key=KEPT_RATE,
        title=_("Kept rate"),
        about=_(
            "How many of the commitments due in a quarter were kept by their day, as of %(day)s."
        )
        % {"day": keeping.day},
        columns=(
            Column("quarter", "Quarter"),
            Column("due", "Count", Form.COUNT),
            Column("kept", "Kept", Form.COUNT),
            Column("kept_late", "Kept late", Form.COUNT),
            Column("not_kept", "Not kept", Form.COUNT),
            Column("kept_share", "Kept rate", Form.SHARE),
            Column("withdrawn", "Withdrawn", Form.COUNT),
            Column("not_due", "Not due yet", Form.COUNT),
            Column("signs_flipped", "Signs newly agreed after", Form.COUNT),
            Column("signs_judged", "Of kept ones about signs not agreed", Form.COUNT),
            REASON,
        ),
        rows=tuple(_kept_row(one) for one in keeping.quarters),
    )


def promised(keeping: Keeping | None) -> ExportTable | None:
    """What is open, and what answered this round; None where there is neither."""
    rows = {row.pk: row for row in (*keeping.open, *keeping.about)} if keeping else {}
    if keeping is None or not rows:
        return None
    outcomes = {pk: found.text for pk, found in keeping.outcomes.items()}
    return ExportTable(
        key="commitments",
        title=_("Commitments"),
        about=_("What is open, and what was promised about this round, as of %(day)s.")
        % {"day": keeping.day},
        columns=(
            Column("question", "Question"),
            Column("about", "About"),
            Column("promised_after", "Promised after"),
            Column("what", "What is done"),
            Column("owner", "Who sees to it"),
            Column("visible_in", "How it will be seen"),
            Column("promised_on", "Promised on"),
            Column("due_on", "Due on"),
            Column("state", "State"),
            Column("closed_on", "Closed on"),
            Column("closing_reason", "Reason"),
            Column("sign_since", "What the sign did"),
        ),
        rows=tuple(
            (
                row.key,
                row.topic,
                row.round_label,
                row.what,
                row.owner or None,
                row.visible_in,
                row.made_on.isoformat(),
                row.due_on.isoformat(),
                row.standing.label,
                row.closed_on.isoformat() if row.closed_on else None,
                row.reason or None,
                outcomes.get(row.pk),
            )
            for row in sorted(rows.values(), key=lambda one: (one.due_on, one.pk))
        ),
    )


def _kept_row(quarter: KeptQuarter) -> tuple[Value, ...]:
    """Below ten a count and no share, as the page prints it."""
    rate = quarter.rate
    few = rate.due < FEW
    return (
        quarter.label,
        rate.due,
        rate.kept,
        rate.late,
        rate.not_kept,
        None if few or rate.share is None else share_of(rate.share),
        rate.withdrawn,
        rate.not_due,
        quarter.flipped if quarter.judged else None,
        quarter.judged,
        "none was due" if not rate.due else COUNTS_ONLY if few else "",
    )
