"""All that was promised about one question, with what the sign did afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.domain.quarters import local_day
from leadership.access import commitments_seen_by, sees_executives_by_name
from leadership.models import Membership
from leadership.queries.commitments import CommitmentRow, names_in, open_commitments, rows_of
from leadership.queries.sign_outcomes import SignOutcome, outcomes_of


@dataclass(frozen=True, slots=True)
class PromisedAbout:
    """`open` is due first first, `closed` the latest first; `outcomes` are by id."""

    open: tuple[CommitmentRow, ...]
    closed: tuple[CommitmentRow, ...]
    outcomes: Mapping[int, SignOutcome]

    @property
    def told(self) -> tuple[tuple[CommitmentRow, SignOutcome | None], ...]:
        """What is closed, each with what the sign did since, as far as the reader is shown it."""
        return tuple((one, self.outcomes.get(one.pk)) for one in self.closed)


def open_about(
    membership: Membership, instrument: str, *, now: datetime
) -> tuple[CommitmentRow, ...]:
    """What is open about any question of a questionnaire. Two queries."""
    return tuple(
        row
        for row in open_commitments(membership, now=now)
        if row.question and row.question.instrument == instrument
    )


def promised_about(membership: Membership, question: str, *, now: datetime) -> PromisedAbout:
    """One query where nothing was promised, else two; four more for what signs did since."""
    organization = membership.organization
    found = list(
        commitments_seen_by(membership)
        .filter(question=question)
        .select_related("round__organization")
        .order_by("due_on", "pk")
    )
    today = local_day(now, organization.time_zone)
    rows = rows_of(found, today, names_in(organization.pk) if found else {})
    return PromisedAbout(
        open=tuple(one for one in rows if one.standing.is_open),
        closed=tuple(
            sorted(
                (one for one in rows if one.closed_on),
                key=lambda one: (one.closed_on, one.pk),
                reverse=True,
            )
        ),
        outcomes=outcomes_of(found, organization, named=sees_executives_by_name(membership)),
    )
