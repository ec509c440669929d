"""What a list of people would change in an organization, row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from assessment.domain.audiences import Audience
from assessment.models import Organization, Unit
from leadership.domain.contact_lists import Accepted, Rejected, read_contact_list, rejected
from leadership.domain.roles import Role
from leadership.models import Contact, Membership, PendingImport, User
from leadership.queries.reach import Unreached, unreached_among

BATCH: Final = 1000  # addresses in one statement; SQLite takes 32,766 parameters
KEPT_FOR: Final = timedelta(hours=1)  # between the preview and the confirmation


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The rows of a list by what they do; `new_units` are the names that are not units yet."""

    new: tuple[Accepted, ...]
    changed: tuple[Accepted, ...]
    unchanged: tuple[Accepted, ...]
    rejected: tuple[Rejected, ...]
    new_units: tuple[str, ...]

    @property
    def accepted(self) -> tuple[Accepted, ...]:
        """Every row that is taken, in the order of the file."""
        rows = (*self.new, *self.changed, *self.unchanged)
        return tuple(sorted(rows, key=lambda row: row.line))


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A file that waits for its uploader's yes, and what it would do now."""

    file_name: str
    encoding: str
    ignored_columns: tuple[str, ...]
    plan: ImportPlan
    rejected: tuple[Rejected, ...]
    unreached: Unreached


def pending_import_of(
    *, organization: Organization, user: User, now: datetime
) -> PendingImport | None:
    """The upload of this person that still waits."""
    return PendingImport.objects.filter(
        organization=organization, uploaded_by=user, uploaded_at__gte=now - KEPT_FOR
    ).first()


def import_preview(pending: PendingImport) -> ImportPreview:
    """Raises ContactListUnreadable; `rejected` holds every row refused, in the file's order."""
    found = read_contact_list(bytes(pending.content))
    plan = import_plan(
        organization=pending.organization, accepted=found.accepted, by=pending.uploaded_by
    )
    return ImportPreview(
        file_name=pending.file_name,
        encoding=found.encoding,
        ignored_columns=found.ignored_columns,
        plan=plan,
        rejected=tuple(sorted((*found.rejected, *plan.rejected), key=lambda row: row.line)),
        unreached=unreached_among(pending.organization_id, {row.email for row in plan.accepted}),
    )


def import_plan(
    *, organization: Organization, accepted: Sequence[Accepted], by: User
) -> ImportPlan:
    """Compare a list with who is there now; `by` decides whether executives are taken.

    A person is asked once: whoever is a contact cannot become an executive by a list, and
    whoever is on the executive team cannot become a contact.
    """
    known = _Known(organization, [row.email for row in accepted], is_owner(organization, by))
    sorted_rows: dict[str, list[Accepted]] = {"new": [], "changed": [], "unchanged": []}
    refused: list[Rejected] = []
    for row in accepted:
        if reason := known.reason_against(row):
            refused.append(rejected(row, reason))
        else:
            sorted_rows[known.outcome(row)].append(row)
    taken = [*sorted_rows["new"], *sorted_rows["changed"]]
    named = {row.unit for row in taken if row.unit and row.audience is not Audience.EXECUTIVE}
    return ImportPlan(
        new=tuple(sorted_rows["new"]),
        changed=tuple(sorted_rows["changed"]),
        unchanged=tuple(sorted_rows["unchanged"]),
        rejected=tuple(refused),
        new_units=tuple(sorted(named - known.units)),
    )


def is_owner(organization: Organization, user: User) -> bool:
    return Membership.objects.filter(organization=organization, user=user, role=Role.OWNER).exists()


class _Known:
    """The people of an organization that have one of the addresses of a list."""

    def __init__(self, organization: Organization, emails: list[str], by_owner: bool) -> None:
        self.by_owner = by_owner
        self.units = set(
            Unit.objects.filter(organization=organization).values_list("name", flat=True)
        )
        self.contacts: dict[str, tuple[str, str, str | None, str]] = {}
        self.on_team: dict[str, bool] = {}
        for some in _batches(emails):
            contacts = Contact.objects.filter(organization=organization, email__in=some)
            for email, *values in contacts.values_list(
                "email", "name", "audience", "unit__name", "language"
            ):
                self.contacts[email] = (values[0], values[1], values[2], values[3])
            members = Membership.objects.filter(organization=organization, user__email__in=some)
            self.on_team.update(members.values_list("user__email", "on_executive_team"))

    def reason_against(self, row: Accepted) -> str | None:
        if row.audience is not Audience.EXECUTIVE:
            if self.on_team.get(row.email):
                return (
                    f"{row.email} is on the executive team and would be asked twice. "
                    "Remove the row, or take this person off the team first."
                )
            return None
        if not self.by_owner:
            return "Only an owner can add executives."
        if row.email in self.contacts:
            audience = self.contacts[row.email][1]
            return (
                f"{row.email} is a contact ({audience}) and would be asked twice. "
                "Remove the contact, then upload the row again."
            )
        if self.on_team.get(row.email) is False:
            return (
                f"{row.email} is a member already, but not on the executive team. "
                "Change that on the page of this member."
            )
        return None

    def outcome(self, row: Accepted) -> str:
        if row.audience is Audience.EXECUTIVE:
            return "unchanged" if row.email in self.on_team else "new"
        found = self.contacts.get(row.email)
        if found is None:
            return "new"
        same = found == (row.name, row.audience.value, row.unit, row.language)
        return "unchanged" if same else "changed"


def _batches(emails: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(emails), BATCH):
        yield emails[start : start + BATCH]
