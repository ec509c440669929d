"""What a list of people would change in an organization, row by row."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assessment.domain.audiences import Audience
from assessment.domain.language import translate
from assessment.models import Organization, Unit
from leadership.domain.contact_lists import Accepted
from leadership.domain.roles import Role
from leadership.models import Contact, Membership, User

BATCH: Final = 1000  # addresses in one statement; SQLite takes 32,766 parameters


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a contact now."""

    name: str
    audience: str
    unit: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that changes a contact, and what is known of them before."""

    row: Accepted
    was: Standing


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A row that a rule of the organization forbids."""

    row: Accepted
    reason: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The rows of a list by what they do; `new_units` are the names that are not units yet."""

    new: tuple[Accepted, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[Accepted, ...]
    rejected: tuple[TurnedDown, ...]
    new_units: tuple[str, ...]

    @property
    def accepted(self) -> tuple[Accepted, ...]:
        """Every row that is taken, in the order of the file."""
        rows = (*self.new, *(one.row for one in self.changed), *self.unchanged)
        return tuple(sorted(rows, key=lambda row: row.line))


def import_plan(
    *, organization: Organization, accepted: Sequence[Accepted], by: User
) -> ImportPlan:
    """Compare a list with who is there now; `by` decides whether executives are taken.

    A person is asked once: whoever is a contact cannot become an executive by a list, and
    whoever is on the executive team cannot become a contact.
    """
    known = _Known(organization, [row.email for row in accepted], is_owner(organization, by))
    new: list[Accepted] = []
    changed: list[Changed] = []
    unchanged: list[Accepted] = []
    refused: list[TurnedDown] = []
    for row in map(known.in_its_unit, map(known.completed, accepted)):
        if reason := known.reason_against(row):
            refused.append(TurnedDown(row, reason))
        elif known.is_new(row):
            new.append(row)
        elif was := known.what_changes(row):
            changed.append(Changed(row, was))
        else:
            unchanged.append(row)
    named = {
        row.unit
        for row in (*new, *(one.row for one in changed))
        if row.unit and row.audience is not Audience.EXECUTIVE
    }
    return ImportPlan(
        new=tuple(new),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        rejected=tuple(refused),
        new_units=tuple(sorted(named - set(known.units.values()))),
    )


def is_owner(organization: Organization, user: User) -> bool:
    return Membership.objects.filter(organization=organization, user=user, role=Role.OWNER).exists()


class _Known:
    """The people of an organization that have one of the addresses of a list."""

    def __init__(self, organization: Organization, emails: list[str], by_owner: bool) -> None:
        self.by_owner = by_owner
        names = Unit.objects.filter(organization=organization).values_list("name", flat=True)
        self.units = {_as_read(name): name for name in names}
        self.contacts: dict[str, Standing] = {}
        self.on_team: dict[str, bool] = {}
        for some in _batches(emails):
            contacts = Contact.objects.filter(organization=organization, email__in=some)
            for email, *values in contacts.values_list(
                "email", "name", "audience", "unit__name", "language"
            ):
                self.contacts[email] = Standing(*values)
            members = Membership.objects.filter(organization=organization, user__email__in=some)
            self.on_team.update(members.values_list("user__email", "on_executive_team"))

    def completed(self, row: Accepted) -> Accepted:
        """The row with what is known of the person where the file has no column for it."""
        standing = self.contacts.get(row.email)
        if standing is None or not row.unsaid:
            return row
        return replace(row, **{name: getattr(standing, name) for name in row.unsaid})

    def in_its_unit(self, row: Accepted) -> Accepted:
        """The row with its unit spelled as it is stored; files hold composed letters only."""
        stored = self.units.get(row.unit, row.unit) if row.unit else None
        return row if stored == row.unit else replace(row, unit=stored)

    def reason_against(self, row: Accepted) -> str | None:
        if row.audience is not Audience.EXECUTIVE:
            if self.on_team.get(row.email):
                return translate(
                    "{address} is on the executive team and would be asked twice. Remove the row, "
                    "or take this person off the team first."
                ).format(address=row.email)
            return None
        if not self.by_owner:
            return translate("Only an owner can add executives.")
        if row.email in self.contacts:
            return translate(
                "{address} is a contact ({audience}) and would be asked twice. Remove the "
                "contact, then upload the row again."
            ).format(address=row.email, audience=self.contacts[row.email].audience)
        if self.on_team.get(row.email) is False:
            return translate(
                "{address} is a member already, but not on the executive team. Change that on "
                "the page of this member."
            ).format(address=row.email)
        return None

    def is_new(self, row: Accepted) -> bool:
        return row.email not in (
            self.on_team if row.audience is Audience.EXECUTIVE else self.contacts
        )

    def what_changes(self, row: Accepted) -> Standing | None:
        """What is known now, where the row says something else."""
        was = self.contacts.get(row.email)
        if was is None or row.audience is Audience.EXECUTIVE:
            return None
        now = Standing(row.name, row.audience.value, row.unit, row.language)
        same = Standing(_as_read(was.name), was.audience, was.unit, was.language)
        return None if now == same else was


def _as_read(name: str) -> str:
    """A stored name as it is read from a file that holds it."""
    return unicodedata.normalize("NFC", name).strip()


def _batches(emails: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(emails), BATCH):
        yield emails[start : start + BATCH]
