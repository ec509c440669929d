"""Writing down who did what."""

from datetime import datetime

from django.db import transaction

from assessment.models import Organization
from leadership.models import AuditEntry, Membership, User


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


def record_sign_in(*, user: User, way: str, now: datetime) -> None:
    """Note in each organization of a member that they signed in, and by which way."""
    with transaction.atomic():
        for one in Membership.objects.filter(user=user).select_related("organization"):
            record(organization=one.organization, by=user, act="signed in", about=way, now=now)
