"""Lists of members as the pages show them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet

from leadership.domain.folding import folded, sought_in, words_of
from leadership.domain.people_words import Status, language_name, role_name
from leadership.domain.roles import Role
from leadership.models import Invitation, Membership, User
from leadership.queries.paging import NumberedPage
from leadership.queries.reach import REACHED, Reach, reach_of

MEMBERS_ON_A_PAGE: Final = 50
MEMBER_SORTS: Final = ("name", "email", "role", "language")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """`was_asked`: an invitation of some round is theirs. `is_active`: they can sign in."""

    pk: int
    name: str
    email: str
    role: str
    role_name: str
    language: str
    language_name: str
    on_executive_team: bool
    is_active: bool
    was_asked: bool
    reach: Reach = REACHED


@dataclass(frozen=True, slots=True)
class SoughtMembers:
    """Which members are looked for; "" is all, and `on_team` leaves the executive team."""

    search: str = ""
    role: str = ""
    language: str = ""
    status: str = ""
    on_team: bool = False


def member_page(
    members: QuerySet[Membership],
    sought: SoughtMembers,
    *,
    sort: str = "role",
    number: str | int = 1,
) -> NumberedPage[MemberRow]:
    """One page of those who are found; a page that does not exist is the last.

    Members are few, so they are compared here and not by the database: four queries.
    """
    rows = [row for row in _rows(members) if _fits(row, sought)]
    rows.sort(key=lambda row: sought_in(row.name, row.email))
    rows.sort(key=_ORDERS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    page = Paginator(rows, MEMBERS_ON_A_PAGE).get_page(number)
    return NumberedPage(tuple(page.object_list), len(rows), page.number, page.paginator.num_pages)


def members_found(members: QuerySet[Membership], search: str) -> int:
    """How many members a search among the contacts would have found, too."""
    words = words_of(search)
    if not words:
        return 0
    people = members.order_by().values_list("user__name", "user__email")
    return sum(all(word in sought_in(*person) for word in words) for person in people)


def memberships_to_tell(user: User) -> list[Membership]:
    """Whose owners may know when and how this person signs in to the installation.

    An organization adds whom it likes. It learns of the sign-ins of those who accepted that or
    have done something there, and of those who belong nowhere else, who sign in to it alone.
    """
    theirs = list(Membership.objects.filter(user=user).select_related("organization"))
    return theirs if len(theirs) == 1 else [one for one in theirs if one.accepted_at]


def is_known_elsewhere(member: Membership) -> bool:
    """Whether other organizations know this person too, whose name is then not one's to change."""
    return member.user.memberships.exclude(pk=member.pk).exists()


def _rows(members: QuerySet[Membership]) -> tuple[MemberRow, ...]:
    asked = Exists(Invitation.objects.filter(membership=OuterRef("pk")))
    every = list(members.annotate(was_asked=asked))
    if not every:
        return ()
    reach = reach_of(every[0].organization_id, [member.user.email for member in every])
    return tuple(
        MemberRow(
            pk=member.pk,
            name=member.user.name,
            email=member.user.email,
            role=member.role,
            role_name=role_name(member.role),
            language=member.language,
            language_name=language_name(member.language),
            on_executive_team=member.on_executive_team,
            is_active=member.user.is_active,
            was_asked=member.was_asked,
            reach=reach[member.user.email],
        )
        for member in every
    )


def _fits(row: MemberRow, sought: SoughtMembers) -> bool:
    text = sought_in(row.name, row.email)
    return (
        all(word in text for word in words_of(sought.search))
        and sought.role in ("", row.role)
        and sought.language in ("", row.language)
        and (row.on_executive_team or not sought.on_team)
        and (not sought.status or _STATUSES[Status(sought.status)](row))
    )


_STATUSES: Final[Mapping[Status, Callable[[MemberRow], bool]]] = {
    Status.ACTIVE: lambda row: (
        row.is_active and not row.reach.opted_out and row.reach.bounce is None
    ),
    Status.OPTED_OUT: lambda row: row.reach.opted_out,
    Status.BOUNCING: lambda row: row.reach.bounce is not None and not row.reach.opted_out,
    Status.INACTIVE: lambda row: not row.is_active,
    Status.NEVER_ASKED: lambda row: not row.was_asked,
}
_ORDERS: Final[Mapping[str, Callable[[MemberRow], Any]]] = {
    "name": lambda row: sought_in(row.name, row.email),
    "email": lambda row: row.email,
    "role": lambda row: list(Role).index(Role(row.role)),
    "language": lambda row: folded(row.language_name),
}
