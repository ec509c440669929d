"""Whose calendar reads which commitments."""

from datetime import datetime, timedelta
from typing import Final

from assessment.domain.quarters import local_day
from leadership.domain.tokens import Purpose
from leadership.links import read_link
from leadership.models import CalendarAddress, Commitment, Membership
from leadership.queries.commitments import CommitmentRow, rows_of

KEPT_IN_VIEW: Final = timedelta(days=366)


def calendar_address_of(membership: Membership) -> CalendarAddress | None:
    """The address as it works now; None before one was made and after it was revoked."""
    return CalendarAddress.objects.filter(membership=membership, revoked_at=None).first()


def calendar_behind(token: str) -> CalendarAddress | None:
    """Whoever an address belongs to; None for a forged, replaced or revoked one.

    What is no token of ours costs no query.
    """
    read = read_link(Purpose.CALENDAR, token)
    if read is None:
        return None
    membership_id, generation = read
    return (
        CalendarAddress.objects.filter(
            membership=membership_id,
            generation=generation,
            revoked_at=None,
            membership__user__is_active=True,
        )
        .select_related("membership__organization")
        .first()
    )


def commitments_in_calendar(
    membership: Membership, now: datetime
) -> list[tuple[Commitment, CommitmentRow]]:
    """A member’s own commitments, without those that were due more than a year ago."""
    organization = membership.organization
    today = local_day(now, organization.time_zone)
    found = list(
        Commitment.objects.filter(
            organization=organization, owner=membership, due_on__gte=today - KEPT_IN_VIEW
        ).select_related("round__organization")
    )
    return list(zip(found, rows_of(found, today, {}), strict=True))
