"""Writing down who did what."""

from datetime import datetime

from assessment.models import Organization
from leadership.models import AuditEntry, User


def record(
    *, organization: Organization, by: User | None, act: str, about: str, now: datetime
) -> None:
    """Add an audit entry; belongs into the transaction of the act. `by` None is the clock."""
    AuditEntry.objects.create(
        organization=organization,
        by=by.email if by else "the clock",
        act=act,
        about=about[:300],
        at=now,
    )
