"""Writing down who did what."""

from assessment.models import Organization
from leadership.models import AuditEntry, Membership
from leadership.services.audit import record
from tests.leadership.conftest import NOW


def test_a_long_entry_keeps_no_half_of_an_address(
    organization: Organization, owner: Membership
) -> None:
    about = f"strategy: {'x' * 275} → none; reply to: anna@example.com"

    record(organization=organization, by=owner.user, act="settings changed", about=about, now=NOW)

    written = AuditEntry.objects.get().about
    assert len(written) <= 300
    assert "anna" not in written
    assert written.endswith("…")
