"""What was promised about the questions of a self-assessment, for those who answer it."""

from collections import defaultdict
from datetime import date, datetime
from typing import Final

from assessment.domain.quarters import local_day
from assessment.domain.rounds import RoundState
from assessment.models import Round
from leadership.models import Commitment
from leadership.queries.commitments import CommitmentRow, names_in, rows_of

MOST_BESIDE_A_QUESTION: Final = 3


def promised_beside(round_: Round, *, now: datetime) -> dict[str, tuple[CommitmentRow, ...]]:
    """By question: what is open, then what was closed since the last round did.

    One query where nothing was promised, else three. The commitments say what people promised to
    do; nothing of anybody’s answers is in them.
    """
    organization = round_.organization
    found = list(
        Commitment.objects.filter(organization=organization)
        .filter(round__quarter_starts_on__lt=round_.quarter_starts_on)
        .select_related("round__organization")
        .order_by("due_on", "pk")
    )
    if not found:
        return {}
    today = local_day(now, organization.time_zone)
    since = _last_closed_on(round_)
    told = [
        one
        for one in found
        if one.is_open or since is None or (one.closed_on and one.closed_on >= since)
    ]
    rows = rows_of(told, today, names_in(organization.pk))
    by_question: dict[str, list[CommitmentRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: not one.standing.is_open):
        by_question[row.key].append(row)
    return {key: tuple(some[:MOST_BESIDE_A_QUESTION]) for key, some in by_question.items()}


def _last_closed_on(round_: Round) -> date | None:
    """The day on which the round before this one closed; None where there is none."""
    before = Round.objects.filter(
        organization=round_.organization_id,
        state=RoundState.CLOSED,
        quarter_starts_on__lt=round_.quarter_starts_on,
    ).order_by("-quarter_starts_on")
    closed_at = before.values_list("closed_at", flat=True).first()
    return local_day(closed_at, round_.organization.time_zone) if closed_at else None
