"""An uploaded list, from its preview to the uploader's yes."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from assessment.models import Organization
from leadership.domain.contact_lists import read_contact_list
from leadership.domain.errors import LeadershipError
from leadership.models import PendingImport, User
from leadership.queries.contact_imports import KEPT_FOR
from leadership.services.people import ImportResult, import_contacts


class UploadGone(LeadershipError):
    """What was previewed has been imported, replaced by another upload, or is too old."""


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


def confirm_upload(*, pending: PendingImport, by: User, now: datetime) -> ImportResult:
    """Import an upload once, read anew against the people of now; the file is forgotten.

    The result counts every row that was left out, those that could not be read too.
    Raises UploadGone, ContactListUnreadable.
    """
    with transaction.atomic():
        removed, _ = PendingImport.objects.filter(pk=pending.pk).delete()
        if not removed:
            raise UploadGone("This upload was imported already.")
        found = read_contact_list(bytes(pending.content))
        result = import_contacts(
            organization=pending.organization, accepted=found.accepted, by=by, now=now
        )
        return replace(result, rejected=(*found.rejected, *result.rejected))
