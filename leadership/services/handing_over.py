"""Writing down that somebody got what is held about them."""

from datetime import datetime

from django.db import transaction

from assessment.models import Organization
from leadership.models import Membership, User
from leadership.services.audit import record


def note_handed_over(*, organization: Organization, address: str, by: User, now: datetime) -> None:
    with transaction.atomic():
        record(
            organization=organization,
            by=by,
            act="personal data handed over",
            about=f"of {address}",
            now=now,
        )


def note_taken_by_themself(*, user: User, now: datetime) -> None:
    with transaction.atomic():
        for one in Membership.objects.filter(user=user).select_related("organization"):
            record(
                organization=one.organization,
                by=user,
                act="personal data handed over",
                about="their own",
                now=now,
            )
