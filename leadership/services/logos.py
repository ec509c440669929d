"""Giving an organization a logo, and taking it away."""

from datetime import datetime

from django.db import transaction

from assessment.models import Organization
from leadership.domain.logos import DrawnLogo
from leadership.models import Logo, User
from leadership.services.audit import record


def set_logo(*, organization: Organization, drawn: DrawnLogo, by: User, now: datetime) -> None:
    with transaction.atomic():
        Logo.objects.update_or_create(
            organization=organization,
            defaults={
                "png": drawn.png,
                "width": drawn.width,
                "height": drawn.height,
                "fingerprint": drawn.fingerprint,
            },
        )
        about = f"{drawn.width} × {drawn.height} pixels"
        record(organization=organization, by=by, act="logo changed", about=about, now=now)


def remove_logo(*, organization: Organization, by: User, now: datetime) -> None:
    with transaction.atomic():
        removed, _ = Logo.objects.filter(organization=organization).delete()
        if removed:
            record(organization=organization, by=by, act="logo removed", about="", now=now)
