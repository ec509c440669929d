"""The secret address under which a member’s calendar reads their commitments."""

from datetime import datetime

from django.db import transaction

from leadership.models import CalendarAddress, Membership
from leadership.services.audit import record


def make_calendar_address(*, membership: Membership, now: datetime) -> CalendarAddress:
    """Make the address, or a new one in place of it: the one before then finds nothing."""
    with transaction.atomic():
        address, is_new = CalendarAddress.objects.select_for_update().get_or_create(
            membership=membership, defaults={"made_at": now}
        )
        if not is_new:
            address.generation += 1
            address.made_at, address.revoked_at = now, None
            address.save()
        _record("calendar address made", membership, now)
    return address


def revoke_calendar_address(*, membership: Membership, now: datetime) -> None:
    """Let the address find nothing any more; revoking twice is revoking once."""
    with transaction.atomic():
        revoked = CalendarAddress.objects.filter(membership=membership, revoked_at=None)
        if revoked.update(revoked_at=now):
            _record("calendar address revoked", membership, now)


def _record(act: str, membership: Membership, now: datetime) -> None:
    record(
        organization=membership.organization,
        by=membership.user,
        act=act,
        about="one’s own commitments",
        now=now,
    )
