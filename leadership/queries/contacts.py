"""Looking for contacts: who is found, in which order, and one page of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, QuerySet

from assessment.domain.audiences import Audience
from assessment.domain.unit_trees import UnitTree
from leadership.domain.folding import words_of
from leadership.domain.people_words import (
    NOT_KNOWN,
    Status,
    audience_of_many,
    audience_of_one,
    language_name,
)
from leadership.models import Bounce, Contact, Invitation, OptOut
from leadership.queries.paging import NumberedPage
from leadership.queries.reach import REACHED, Reach

CONTACTS_ON_A_PAGE: Final = 50
SORTS: Final = ("name", "email", "audience", "unit", "language")

_ASKED = Exists(Invitation.objects.filter(contact=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Sought:
    """Which contacts are looked for; "" is all. `unit` is an id or NOT_KNOWN, as is `language`.

    A unit brings everybody of the units below it.
    """

    search: str = ""
    audience: str = ""
    unit: str = ""
    language: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """The contacts that a change is about: these ids, or everybody who is found."""

    ids: tuple[int, ...] = ()
    sought: Sought | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    pk: int
    name: str
    email: str
    audience: str
    unit: tuple[str, ...]
    language: str
    is_active: bool
    reach: Reach = REACHED


@dataclass(frozen=True, slots=True)
class ContactCounts:
    """All contacts of an organization by audience, in a fixed order."""

    total: int
    by_audience: tuple[tuple[str, int], ...]


def found_contacts(
    contacts: QuerySet[Contact], sought: Sought, tree: UnitTree, *, organization_id: int
) -> QuerySet[Contact]:
    """Those who fit all that is looked for; every word of the search is in name or address."""
    for word in words_of(sought.search):
        contacts = contacts.filter(sought__contains=word)
    if sought.audience:
        contacts = contacts.filter(audience=sought.audience)
    if sought.unit == NOT_KNOWN:
        contacts = contacts.filter(unit=None)
    elif sought.unit:
        contacts = contacts.filter(unit__in=tree.below(int(sought.unit)))
    if sought.language:
        known = "" if sought.language == NOT_KNOWN else sought.language
        contacts = contacts.filter(language=known)
    if sought.status:
        contacts = contacts.filter(_stands(Status(sought.status), organization_id))
    return contacts


def selected_contacts(
    contacts: QuerySet[Contact], selection: Selection, tree: UnitTree, *, organization_id: int
) -> QuerySet[Contact]:
    """The contacts of a selection who are there now."""
    if selection.sought is not None:
        return found_contacts(contacts, selection.sought, tree, organization_id=organization_id)
    return contacts.filter(pk__in=selection.ids)


def contact_page(
    found: QuerySet[Contact], tree: UnitTree, *, sort: str = "name", number: str | int = 1
) -> NumberedPage[ContactRow]:
    """One page of those who were found; a page that does not exist is the last.

    `sort` is one of SORTS, with a minus for the other way round.
    """
    paths = tree.paths()
    ordered = found.order_by(*_order(sort)).select_related(None)
    page = Paginator(ordered, CONTACTS_ON_A_PAGE).get_page(number)
    return NumberedPage(
        rows=tuple(_contact_row(contact, paths) for contact in page.object_list),
        found=page.paginator.count,
        number=page.number,
        page_count=page.paginator.num_pages,
    )


def with_reach(rows: tuple[ContactRow, ...], reach: Mapping[str, Reach]) -> tuple[ContactRow, ...]:
    """The rows, each with how mail fares at its address."""
    return tuple(replace(row, reach=reach[row.email]) for row in rows)


def contact_counts(contacts: QuerySet[Contact]) -> ContactCounts:
    counted = dict(contacts.order_by().values_list("audience").annotate(Count("pk")))
    return ContactCounts(
        total=sum(counted.values()),
        by_audience=tuple(
            (audience_of_many(one), counted[one]) for one in Audience if one in counted
        ),
    )


def _stands(status: Status, organization_id: int) -> Q:
    """The few who opted out or bounced are read once, not looked for at each contact."""
    bounces = Bounce.objects.filter(organization=organization_id)
    bounced = Q(email__in=bounces.values("email"))
    opt_outs = OptOut.objects.filter(organization=organization_id)
    opted_out = Q(address_hash__in=opt_outs.values("address_hash"))
    return {
        Status.ACTIVE: Q(is_active=True) & ~opted_out & ~bounced,
        Status.OPTED_OUT: opted_out,
        Status.BOUNCING: bounced & ~opted_out,
        Status.INACTIVE: Q(is_active=False),
        Status.NEVER_ASKED: ~Q(_ASKED),
    }[status]


def _order(sort: str) -> tuple[OrderBy, ...]:
    """By the column, and by name where it is the same; without a unit comes last either way."""
    column = sort.removeprefix("-")
    named = {"name": "sought", "unit": "unit__name"}.get(column, column)
    first = F(named)
    last = True if column == "unit" else None  # the others are never empty, and have an index
    by_column = first.desc(nulls_last=last) if sort.startswith("-") else first.asc(nulls_last=last)
    return (by_column, *(F(then).asc() for then in ("sought", "pk") if then != named))


def _contact_row(contact: Contact, paths: Mapping[int, tuple[str, ...]]) -> ContactRow:
    return ContactRow(
        pk=contact.pk,
        name=contact.name,
        email=contact.email,
        audience=audience_of_one(contact.audience),
        unit=paths.get(contact.unit_id, ()) if contact.unit_id else (),
        language=language_name(contact.language),
        is_active=contact.is_active,
    )
