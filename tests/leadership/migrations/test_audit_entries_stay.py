"""The audit as the database itself keeps it: nothing is changed, and nothing young goes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import Error, transaction
from django.utils import timezone

from assessment.models import Organization
from leadership.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization() -> Organization:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return Organization.objects.create(name="Meridian", slug="meridian", created_at=now)


def an_entry(organization: Organization, age: timedelta) -> AuditEntry:
    return AuditEntry.objects.create(
        organization=organization,
        by="olivia@example.com",
        act="round closed",
        about="Q1 2026",
        at=timezone.now() - age,
    )


@pytest.mark.parametrize("age", [timedelta(0), timedelta(days=4000)])
def test_entry_never_changes(organization: Organization, age: timedelta) -> None:
    entry = an_entry(organization, age)

    with pytest.raises(Error, match="An audit entry never changes"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(by="somebody@example.com")

    entry.refresh_from_db()
    assert entry.by == "olivia@example.com"


@pytest.mark.parametrize("age", [timedelta(0), timedelta(days=364)])
def test_entry_is_not_deleted_in_its_first_year(organization: Organization, age: timedelta) -> None:
    entry = an_entry(organization, age)

    with pytest.raises(Error, match="An audit entry stays for a year"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()
    with pytest.raises(Error, match="An audit entry stays for a year"), transaction.atomic():
        organization.delete()

    assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_old_entry_may_go(organization: Organization) -> None:
    entry = an_entry(organization, timedelta(days=367))

    AuditEntry.objects.filter(pk=entry.pk).delete()

    assert not AuditEntry.objects.exists()
