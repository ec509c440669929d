"""Keeping an uploaded list between its preview and the uploader's yes."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from assessment.models import Organization
from leadership.models import PendingImport, User

KEPT_FOR: Final = timedelta(hours=1)


def keep_upload(
    *, organization: Organization, file_name: str, content: bytes, by: User, now: datetime
) -> PendingImport:
    """Replace what this person uploaded before, and forget everybody's old uploads."""
    with transaction.atomic():
        PendingImport.objects.filter(organization=organization, uploaded_by=by).delete()
        PendingImport.objects.filter(uploaded_at__lt=now - KEPT_FOR).delete()
        return PendingImport.objects.create(
            organization=organization,
            uploaded_by=by,
            file_name=file_name[:200],
            content=content,
            uploaded_at=now,
        )


def drop_upload(*, pending: PendingImport) -> None:
    """Forget an upload that was confirmed or given up."""
    PendingImport.objects.filter(pk=pending.pk).delete()
