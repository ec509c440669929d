"""Writing down who did what."""

from datetime import datetime
from typing import Final

from django.db import transaction

from assessment.models import Organization
from leadership.domain.erasing import shortened
from leadership.models import AuditEntry, User
from leadership.queries.people import memberships_to_tell

_LONGEST: Final = 300


def record(
    *, organization: Organization, by: User | None, act: str, about: str, now: datetime
) -> None:
    """Add an audit entry; belongs into the transaction of the act. `by` None is the clock."""
    AuditEntry.objects.create(
        organization=organization,
        by=by.email if by else "the clock",
        act=act,
        about=shortened(about, _LONGEST),
        at=now,
    )


def record_sign_in(*, user: User, way: str, now: datetime) -> None:
    """Note that they signed in, and by which way, in each organization that may know of it."""
    with transaction.atomic():
        for one in memberships_to_tell(user):
            record(organization=one.organization, by=user, act="signed in", about=way, now=now)
