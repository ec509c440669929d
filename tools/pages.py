"""Every page of the demo, as each kind of person sees it; made from the URLconf.

A new page is in the list by itself. A new kind of URL parameter needs an entry in VALUES, and
`UnknownParameter` says so. Needs a configured Django.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from django.test import Client

from assessment.domain.audiences import Audience
from assessment.models import Organization, Questionnaire, Round, Unit
from leadership.links import (
    answer_link,
    member_unsubscribe_link,
    notice_path,
    unsubscribe_link,
)
from leadership.models import ApiKey, Concern, Contact, Invitation, MailboxMessage, Membership
from leadership.services.sign_in import sign_in_link
from tools.routes import Route, all_routes

SIGNED_OUT = "signed-out"
LINK = "link"  # whoever holds a personal link
JSON = {"leadership:round-progress", "leadership:pack-progress"}
FOR_PROGRAMS = "api:"
GONE = {"leadership:start", "leadership:logo"}  # there is somebody, and the demo has no logo
OF_CHARTS = {"leadership:sign-chart", "leadership:sign-table"}


class UnknownParameter(Exception):
    """A URL parameter for which the demo's values are not known here."""


@dataclass(frozen=True, slots=True)
class Page:
    role: str
    route: str
    name: str  # fit for a file name
    path: str
    status: int = 200
    is_sent_empty: bool = False  # press its button first, to see what it says of an empty form


Values = dict[str, object]  # what a value stands for, for the page's name → the value


def rounds(organization: Organization) -> Values:
    """The newest round of each state."""
    every = Round.objects.filter(organization=organization).order_by("quarter_starts_on")
    return {round_.state: round_.pk for round_ in every}


def questionnaires() -> Values:
    return {key: key for key in Questionnaire.objects.values_list("key", flat=True)}


def newest(
    model: type[Membership | Contact | MailboxMessage | ApiKey | Unit], organization: Organization
) -> Values:
    row = model._default_manager.filter(organization=organization).order_by("-pk").first()
    return {} if row is None else {"": row.pk}


def concerns(organization: Organization) -> Values:
    """A comment of each state, for those whose writers may be contacted."""
    return {
        concern.state: concern.pk for concern in Concern.objects.filter(organization=organization)
    }


VALUES: dict[str, Callable[[Organization], Values]] = {
    "slug": lambda organization: {"": organization.slug},
    "round_id": rounds,
    "member_id": lambda organization: newest(Membership, organization),
    "contact_id": lambda organization: newest(Contact, organization),
    "message_id": lambda organization: newest(MailboxMessage, organization),
    "concern_id": concerns,
    "unit_id": lambda organization: newest(Unit, organization),
    "key_id": lambda organization: newest(ApiKey, organization),
    "join_id": lambda _: {},
    "metric_id": lambda _: {},  # only to be posted to
    "bounce_id": lambda _: {},
    "pack_id": lambda _: {},
    "table": lambda _: {},  # only to be posted to
    "provider": lambda _: {},  # no page: providers post there
    "pk": lambda _: {},  # the demo has no passkeys
    "session_id": lambda _: {},
    "uidb36": lambda _: {"": "1"},  # a link that works no more
    "reminder_id": lambda _: {},  # its page exists only while its mail waits
    "sign": lambda _: {sign: sign for sign in ("s1", "s7")},
    "key": lambda _: questionnaires(),
    "questionnaire": lambda _: questionnaires(),
    "audience": lambda _: {audience: audience for audience in Audience},
    "kind": lambda _: {"reminder": "reminder"},
    "language": lambda _: {"": "de"},
    "question": lambda _: {"": "p2"},
}


def demo_organization() -> Organization:
    return Organization.objects.earliest("pk")


def all_pages(organization: Organization) -> list[Page]:
    return [
        *signed_in_pages(organization),
        *signed_out_pages(organization),
        *link_pages(organization),
    ]


def roles(organization: Organization) -> list[str]:
    """The roles that the demo has somebody in."""
    members = Membership.objects.filter(organization=organization)
    return sorted(set(members.values_list("role", flat=True)))


def session_of(organization: Organization, role: str) -> str:
    """The session cookie of a member with this role, who is thereby signed in."""
    client = Client()
    client.force_login(member_with(organization, role).user)
    return client.cookies["sessionid"].value


def sign_in_link_of(organization: Organization, role: str) -> str | None:
    """None for those who do not sign in."""
    if role not in roles(organization):
        return None
    return sign_in_link(member_with(organization, role).user)


def member_with(organization: Organization, role: str) -> Membership:
    return Membership.objects.filter(organization=organization, role=role).earliest("pk")


def signed_in_pages(organization: Organization) -> Iterator[Page]:
    for role in roles(organization):
        for route in all_routes():
            if not route.is_public and role in getattr(route.view, "roles", [role]):
                yield from pages_of(route, role, organization)


def signed_out_pages(organization: Organization) -> Iterator[Page]:
    yield Page(SIGNED_OUT, "", "no-such-page", "/no-such-page/", 404)
    for route in all_routes():
        if route.is_public and "token" not in route.parameters:
            yield from pages_of(route, SIGNED_OUT, organization)


def pages_of(route: Route, role: str, organization: Organization) -> Iterator[Page]:
    if (
        "chart" in route.parameters or route.name in JSON | OF_CHARTS
    ):  # pages that show it are in the list
        return
    if route.name.startswith(FOR_PROGRAMS):
        return
    if unknown := set(route.parameters) - VALUES.keys():
        raise UnknownParameter(f"{route.name} takes {unknown}: say in tools/pages.py what it holds")
    choices = [VALUES[parameter](organization).items() for parameter in route.parameters]
    for chosen in product(*choices):
        words = [route.name.rpartition(":")[2], *(word for word, _ in chosen)]
        values = dict(zip(route.parameters, (value for _, value in chosen), strict=True))
        status = 404 if route.name in GONE else 200
        yield Page(role, route.name, "-".join(filter(None, words)), route.address(values), status)


def link_pages(organization: Organization) -> Iterator[Page]:
    """Personal links of every audience: unanswered, answered, of a closed round, and wrong ones."""
    yield Page(LINK, "wrong", "wrong-link", "/a/wrong/", 404)
    yield Page(LINK, "notice", "notice", notice_path(organization.pk))
    of_demo = Invitation.objects.filter(round__organization=organization, revoked_on=None)
    kinds = {
        "unanswered": of_demo.filter(round__state="open", submitted_on=None),
        "answered": of_demo.filter(round__state="open", submitted_on__isnull=False),
        "closed": of_demo.filter(round__state="closed", submitted_on=None),
        "told": of_demo.filter(round__state="closed", submitted_on__isnull=False),
    }
    for name, invitations in kinds.items():
        for audience in Audience:
            if invitation := invitations.filter(audience=audience).first():
                path = path_of(answer_link(invitation))
                yield Page(LINK, name, f"{name}-{audience}", path)
                if name == "answered" and audience is Audience.EXECUTIVE:
                    yield Page(LINK, "answer-mine", "mine", f"{path}mine/")
                    yield Page(LINK, "answer-withdraw", "withdraw", f"{path}withdraw/")
                if name == "unanswered":
                    yield from pages_under_link(audience, path)
    if invitation := of_demo.filter(contact__isnull=False).first():
        yield Page(LINK, "unsubscribe", "unsubscribe", path_of(unsubscribe_link(invitation)))
    if member := Membership.objects.filter(organization=organization).first():
        yield Page(LINK, "unsubscribe", "stop-member", path_of(member_unsubscribe_link(member)))


def pages_under_link(audience: Audience, path: str) -> Iterator[Page]:
    yield Page(LINK, "privacy", f"privacy-{audience}", f"{path}privacy/")
    if audience is Audience.EXECUTIVE:
        for key in questionnaires():
            yield Page(LINK, "answer-step", f"step-{key}", f"{path}{key}/")
        yield Page(LINK, "answer-review", "review", f"{path}review/")
    else:
        yield Page(LINK, "errors", f"errors-{audience}", path, is_sent_empty=True)


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]
