"""Commitments and the kept rate in the fields of the interface for programs, without names."""

from leadership.domain.commitments import Standing
from leadership.domain.kept_rates import FEW
from leadership.queries.commitments import CommitmentRow
from leadership.queries.keeping import Keeping, KeptQuarter
from leadership.views.api_schema import Commitments, CommitmentShape, KeptRateShape
from leadership.views.api_shapes import decimals


def commitments_shape(organization: str, keeping: Keeping) -> Commitments:
    """As the pages tell them whose reader is shown no executive’s name."""
    return Commitments(
        organization=organization,
        as_of=keeping.as_of,
        kept_rate=[_quarter(one) for one in keeping.quarters],
        commitments=[
            _commitment(row, outcome.outcome.value if outcome else None)
            for row in keeping.every
            for outcome in [keeping.outcomes.get(row.pk)]
        ],
    )


def _quarter(quarter: KeptQuarter) -> KeptRateShape:
    """Below ten a count and no share, as the page prints it."""
    rate = quarter.rate
    return KeptRateShape(
        quarter=quarter.label,
        is_over=quarter.is_over,
        due=rate.due,
        kept=rate.kept,
        kept_late=rate.late,
        not_kept=rate.not_kept,
        share=None if rate.due < FEW else decimals(rate.share, 4),
        withdrawn=rate.withdrawn,
        not_due=rate.not_due,
        signs_flipped=quarter.flipped,
        signs_judged=quarter.judged,
        text=rate.text,
    )


def _commitment(row: CommitmentRow, outcome: str | None) -> CommitmentShape:
    return CommitmentShape(
        id=row.pk,
        round_id=row.round_id,
        round_label=row.round_label,
        question=row.key,
        about=row.topic,
        what=row.what,
        visible_in=row.visible_in,
        made_on=row.made_on,
        due_on=row.due_on,
        first_due_on=row.first_due_on,
        state=row.state.value,
        overdue=row.standing is Standing.OVERDUE,
        closed_on=row.closed_on,
        reason=row.reason or None,
        sign_since=outcome,
    )
