"""Lists of members and contacts as the pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from assessment.domain.audiences import Audience
from leadership.domain.languages import LANGUAGES
from leadership.domain.roles import Role
from leadership.models import Bounce, Contact, Membership
from leadership.queries.paging import NumberedPage
from leadership.queries.reach import REACHED, Reach

CONTACTS_ON_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class MemberRow:
    pk: int
    name: str
    email: str
    role: str
    on_executive_team: bool
    reach: Reach = REACHED


@dataclass(frozen=True, slots=True)
class ContactRow:
    pk: int
    name: str
    email: str
    audience: str
    unit: str | None
    language: str
    reach: Reach = REACHED


Row = TypeVar("Row", MemberRow, ContactRow)


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many contacts a unit has; `unit` is None for those without one."""

    unit: str | None
    contacts: int


@dataclass(frozen=True, slots=True)
class ContactCounts:
    """All contacts of an organization by audience and by unit; both in a fixed order."""

    total: int
    by_audience: tuple[tuple[Audience, int], ...]
    by_unit: tuple[UnitCount, ...]


def member_rows(members: QuerySet[Membership]) -> tuple[MemberRow, ...]:
    """Everybody who signs in, owners first."""
    rows = (
        MemberRow(
            pk=member.pk,
            name=member.user.name,
            email=member.user.email,
            role=Role(member.role).label,
            on_executive_team=member.on_executive_team,
        )
        for member in sorted(members, key=_by_role_and_name)
    )
    return tuple(rows)


def is_known_elsewhere(member: Membership) -> bool:
    """Whether other organizations know this person too, whose name is then not one's to change."""
    return member.user.memberships.exclude(pk=member.pk).exists()


def contact_page(
    contacts: QuerySet[Contact],
    *,
    search: str = "",
    audience: str = "",
    bounced: bool = False,
    number: str | int = 1,
) -> NumberedPage[ContactRow]:
    """The contacts whose name or address holds `search`; a page that does not exist is the last.

    `bounced` leaves only those at whose address no mail arrives.
    """
    if search:
        contacts = contacts.filter(Q(name__icontains=search) | Q(email__icontains=search))
    if audience:
        contacts = contacts.filter(audience=audience)
    if bounced:
        known = Bounce.objects.filter(
            organization=OuterRef("organization"), email=OuterRef("email")
        )
        contacts = contacts.filter(Exists(known))
    page = Paginator(contacts.order_by("name", "email"), CONTACTS_ON_A_PAGE).get_page(number)
    return NumberedPage(
        rows=tuple(_contact_row(contact) for contact in page.object_list),
        found=page.paginator.count,
        number=page.number,
        page_count=page.paginator.num_pages,
    )


def with_reach(rows: Sequence[Row], reach: Mapping[str, Reach]) -> tuple[Row, ...]:
    """The rows, each with how mail fares at its address."""
    return tuple(replace(row, reach=reach[row.email]) for row in rows)


def contact_counts(contacts: QuerySet[Contact]) -> ContactCounts:
    counted = (
        contacts.order_by().values_list("audience", "unit__name").annotate(contacts=Count("pk"))
    )
    by_audience: dict[str, int] = {}
    by_unit: dict[str | None, int] = {}
    for audience, unit, number in counted:
        by_audience[audience] = by_audience.get(audience, 0) + number
        by_unit[unit] = by_unit.get(unit, 0) + number
    return ContactCounts(
        total=sum(by_audience.values()),
        by_audience=tuple((one, by_audience[one]) for one in Audience if one in by_audience),
        by_unit=tuple(
            UnitCount(unit, by_unit[unit])
            for unit in sorted(by_unit, key=lambda unit: (unit is None, unit or ""))
        ),
    )


def _by_role_and_name(member: Membership) -> tuple[int, str, str]:
    order = list(Role).index(Role(member.role))
    return order, member.user.name.casefold(), member.user.email


def _contact_row(contact: Contact) -> ContactRow:
    return ContactRow(
        pk=contact.pk,
        name=contact.name,
        email=contact.email,
        audience=contact.audience,
        unit=contact.unit.name if contact.unit else None,
        language=LANGUAGES.get(contact.language, contact.language) or "Not known",
    )
