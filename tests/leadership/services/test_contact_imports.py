"""An upload between its preview and its confirmation."""

from datetime import timedelta

import pytest

from assessment.models import Organization
from leadership.models import AuditEntry, Contact, Membership, PendingImport
from leadership.queries.contact_imports import pending_import_of
from leadership.services.contact_imports import UploadGone, confirm_upload, keep_upload
from tests.leadership.conftest import NOW

CONTENT = b"email,name,audience,unit,language\nanna@example.com,Anna,customer,North,\nx,,,,\n"


def keep(by: Membership, content: bytes = CONTENT) -> PendingImport:
    return keep_upload(
        organization=by.organization, file_name="p.csv", content=content, by=by.user, now=NOW
    )


def waiting(membership: Membership, *, minutes: int = 0) -> PendingImport | None:
    return pending_import_of(
        organization=membership.organization,
        user=membership.user,
        now=NOW + timedelta(minutes=minutes),
    )


def test_kept_upload_waits_an_hour(lead: Membership) -> None:
    pending = keep(lead)

    assert waiting(lead, minutes=60) == pending
    assert waiting(lead, minutes=61) is None


def test_kept_upload_is_its_uploaders_alone(
    lead: Membership, owner: Membership, other_organization: Organization
) -> None:
    keep(lead)

    assert waiting(owner) is None
    assert pending_import_of(organization=other_organization, user=lead.user, now=NOW) is None


def test_second_upload_replaces_the_first(lead: Membership) -> None:
    keep(lead)

    second = keep(lead, b"other")

    assert list(PendingImport.objects.all()) == [second]


def test_upload_removes_what_others_left_for_too_long(lead: Membership, owner: Membership) -> None:
    old = keep(owner)
    PendingImport.objects.update(uploaded_at=NOW - timedelta(minutes=61))

    keep(lead)

    assert not PendingImport.objects.filter(pk=old.pk).exists()


def test_confirmed_upload_is_imported_once(lead: Membership) -> None:
    pending = keep(lead)

    result = confirm_upload(pending=pending, by=lead.user, now=NOW)

    assert (result.new, result.changed, result.unchanged) == (1, 0, 0)
    assert [row.line for row in result.rejected] == [3]
    assert list(Contact.objects.values_list("email", "unit__name")) == [
        ("anna@example.com", "North")
    ]
    assert not PendingImport.objects.exists()
    with pytest.raises(UploadGone):
        confirm_upload(pending=pending, by=lead.user, now=NOW)
    assert AuditEntry.objects.count() == 1
