"""What was done in an organization and by whom, as owners look for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet

from leadership.domain.acts import ACTS, Subject
from leadership.models import AuditEntry, Membership
from leadership.queries.paging import NumberedPage

ENTRIES_ON_A_PAGE: Final = 50
COLUMNS: Final = ("At", "By", "Act", "About")


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries are looked for; days are local to the organization, both included."""

    search: str = ""
    subject: Subject | None = None
    first_on: date | None = None
    last_on: date | None = None


def audit_page(
    entries: QuerySet[AuditEntry], membership: Membership, sought: Sought, *, number: str | int
) -> NumberedPage[AuditEntry]:
    """The latest first; a page that does not exist is the last."""
    found = sought_in(entries, membership, sought)
    page = Paginator(found, ENTRIES_ON_A_PAGE).get_page(number)
    return NumberedPage(
        rows=tuple(page.object_list),
        found=page.paginator.count,
        number=page.number,
        page_count=page.paginator.num_pages,
    )


def audit_rows(
    entries: QuerySet[AuditEntry], membership: Membership, sought: Sought
) -> Iterator[tuple[str, ...]]:
    """The same entries as rows of a file, under their headings; read in chunks."""
    zone = membership.organization.zone
    yield COLUMNS
    for entry in sought_in(entries, membership, sought).iterator(chunk_size=2000):
        at = entry.at.astimezone(zone).isoformat(timespec="seconds")
        yield at, entry.by, entry.act, entry.about


def sought_in(
    entries: QuerySet[AuditEntry], membership: Membership, sought: Sought
) -> QuerySet[AuditEntry]:
    zone = membership.organization.zone
    if sought.search:
        entries = entries.filter(Q(by__icontains=sought.search) | Q(about__icontains=sought.search))
    if sought.subject:
        entries = entries.filter(act__in=ACTS[sought.subject])
    if sought.first_on:
        entries = entries.filter(at__gte=datetime.combine(sought.first_on, time.min, zone))
    if sought.last_on:
        after = sought.last_on + timedelta(days=1)
        entries = entries.filter(at__lt=datetime.combine(after, time.min, zone))
    return entries
