"""Who may open which page: every address behind sign-in, against every kind of person.

The matrix is made from the URLconf, so a new page is in it at once. A new kind of URL parameter
needs an entry in PROVIDERS, which makes an object of an organization and returns what its address
holds.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from model_bakery import baker

from assessment.models import Organization, Round, ServiceMetric, Unit
from leadership.domain.roles import Role
from leadership.models import (
    ApiKey,
    BoardPack,
    Bounce,
    CeoMessage,
    Commitment,
    Concern,
    Contact,
    Evidence,
    Immersion,
    Invitation,
    JoinInvitation,
    MailboxMessage,
    Meeting,
    Membership,
    MinutesFile,
    Reminder,
)
from tools.routes import Route, all_routes

LAUNCHED = datetime(2026, 1, 5, 9, tzinfo=UTC)
CLOSED = datetime(2026, 1, 26, 18, tzinfo=UTC)

# Pages for anybody who is signed in, of whatever organization.
FOR_EVERYBODY = {
    "leadership:home",
    # one's own sign-in
    "account_overview",
    "mfa_index",
    "mfa_list_webauthn",
    "account_language",
    "account_end_others",
    "account_end_one",
    "account_again",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_change_password",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    # what is held about oneself
    "account_privacy",
    "account_own_data",
    "account_erase",
}


def a_closed_round(organization: Organization) -> int:
    """The organization's only round, made at the first call."""
    if existing := organization.rounds.first():
        return existing.pk
    made: Round = baker.make(
        Round,
        organization=organization,
        state="closed",
        quarter_starts_on=date(2026, 1, 1),
        launched_at=LAUNCHED,
        closes_at=CLOSED,
        closed_at=CLOSED,
    )
    return made.pk


def a_concern(organization: Organization) -> object:
    contact = baker.make(Contact, organization=organization, audience="customer")
    invitation = baker.make(
        Invitation,
        round_id=a_closed_round(organization),
        contact=contact,
        membership=None,
        audience="customer",
    )
    return baker.make(Concern, organization=organization, invitation=invitation).pk


def a_piece_of_evidence(organization: Organization) -> object:
    return baker.make(
        Evidence,
        organization=organization,
        round_id=a_closed_round(organization),
        question="s1",
        dated_on=CLOSED.date(),
    ).pk


def a_minutes_file(organization: Organization) -> object:
    meeting, _ = Meeting.objects.get_or_create(
        round_id=a_closed_round(organization),
        defaults={"held_on": CLOSED.date(), "started_at": CLOSED},
    )
    return baker.make(
        MinutesFile, meeting=meeting, paper="A4", content=b"%PDF", made_at=CLOSED, problem=""
    ).pk


def a_commitment(organization: Organization) -> object:
    """Owned by whoever came first, because an executive changes only what is theirs."""
    return baker.make(
        Commitment,
        organization=organization,
        round_id=a_closed_round(organization),
        owner=organization.memberships.first(),
        question="s1",
        what="Call back within a day",
        visible_in="The list of calls",
        made_at=CLOSED,
        made_on=CLOSED.date(),
        due_on=date(2026, 3, 31),
        first_due_on=date(2026, 3, 31),
        changed_at=CLOSED,
    ).pk


PROVIDERS: dict[str, Callable[[Organization], object]] = {
    "slug": lambda organization: organization.slug,
    "round_id": a_closed_round,
    "unit_id": lambda organization: baker.make(Unit, organization=organization).pk,
    "member_id": lambda organization: baker.make(Membership, organization=organization).pk,
    "contact_id": lambda organization: (
        baker.make(Contact, organization=organization, audience="customer").pk
    ),
    "bounce_id": lambda organization: baker.make(Bounce, organization=organization).pk,
    "message_id": lambda organization: baker.make(MailboxMessage, organization=organization).pk,
    "metric_id": lambda organization: (
        baker.make(ServiceMetric, round_id=a_closed_round(organization)).pk
    ),
    "reminder_id": lambda organization: (
        baker.make(Reminder, round_id=a_closed_round(organization), audiences=[]).pk
    ),
    "join_id": lambda organization: (
        baker.make(JoinInvitation, organization=organization, role="viewer").pk
    ),
    "key_id": lambda organization: (
        baker.make(ApiKey, organization=organization, scopes=["results"]).pk
    ),
    "pack_id": lambda organization: (
        baker.make(
            BoardPack,
            round_id=a_closed_round(organization),
            readers="viewers",
            paper="A4",
            content=b"%PDF",
            made_at=CLOSED,
            fingerprint="0" * 64,
            problem="",
        ).pk
    ),
    "concern_id": a_concern,
    "evidence_id": a_piece_of_evidence,
    "file_id": a_minutes_file,
    "commitment_id": a_commitment,
    "entry_id": lambda organization: (
        baker.make(
            Immersion,
            membership=baker.make(Membership, organization=organization),
            half_hours=2,
            kind="call",
        ).pk
    ),
    "ceo_message_id": lambda organization: baker.make(CeoMessage, organization=organization).pk,
    "pk": lambda _: baker.make(Authenticator, type="webauthn", data={"name": "A key"}).pk,
    "session_id": lambda _: baker.make(UserSession, ip="127.0.0.1").pk,
    "chart": lambda _: "gap",
    "table": lambda _: "summary",
    "sign": lambda _: "s1",
    "audience": lambda _: "customer",
    "questionnaire": lambda _: "perception-gap",
    "kind": lambda _: "reminder",
    "language": lambda _: "de",
    "question": lambda _: "p2",
}
NOT_OBJECTS = {
    *("slug", "chart", "table", "sign", "audience", "questionnaire", "kind", "language"),
    "question",
}

BEHIND_SIGN_IN = [route for route in all_routes() if not route.is_public]
OF_AN_ORGANIZATION = [route for route in BEHIND_SIGN_IN if route.name not in FOR_EVERYBODY]
OF_AN_OBJECT = [
    route for route in OF_AN_ORGANIZATION if not NOT_OBJECTS.issuperset(route.parameters)
]
pytestmark = pytest.mark.django_db


def roles_of(route: Route) -> frozenset[Role]:
    roles: frozenset[Role] = getattr(route.view, "roles", frozenset())
    return roles


def refused_pairs() -> list[tuple[Route, Role]]:
    return [
        (route, role)
        for route in OF_AN_ORGANIZATION
        for role in Role
        if role not in roles_of(route)
    ]


def admitted_pairs(routes: list[Route]) -> list[tuple[Route, Role]]:
    return [(route, role) for route in routes for role in Role if role in roles_of(route)]


@pytest.fixture
def organization() -> Organization:
    return an_organization("acme")


@pytest.fixture
def other_organization() -> Organization:
    return an_organization("other")


def an_organization(slug: str) -> Organization:
    made: Organization = baker.make(Organization, slug=slug, fiscal_year_starts_in=1)
    return made


def address_of(route: Route, organization: Organization, **values: object) -> str:
    made = {
        parameter: PROVIDERS[parameter](organization)
        for parameter in route.parameters
        if parameter not in values
    }
    return route.address(made | values)


def member(organization: Organization, role: Role) -> Client:
    membership = baker.make(Membership, organization=organization, role=role)
    client = Client()
    client.force_login(membership.user)
    return client


def statuses(client: Client, address: str) -> set[int]:
    """The answers to GET and POST, without the 405 of a page that takes only one of them."""
    answers = {client.get(address).status_code, client.post(address).status_code}
    return answers - {405}


def test_every_url_parameter_has_a_provider() -> None:
    parameters = {parameter for route in BEHIND_SIGN_IN for parameter in route.parameters}

    assert parameters - PROVIDERS.keys() == set()


def test_every_page_of_an_organization_says_which_roles_it_is_for() -> None:
    without_roles = {route.name for route in OF_AN_ORGANIZATION if not roles_of(route)}

    assert without_roles == set(), "@for_roles says it; FOR_EVERYBODY lists the exceptions"


@pytest.mark.parametrize("route", BEHIND_SIGN_IN, ids=str)
def test_page_sends_the_signed_out_to_sign_in(route: Route, organization: Organization) -> None:
    address = address_of(route, organization)

    for answer in (Client().get(address), Client().post(address)):
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("route", OF_AN_ORGANIZATION, ids=str)
def test_page_does_not_exist_for_members_of_another_organization(
    route: Route, role: Role, organization: Organization, other_organization: Organization
) -> None:
    stranger = member(other_organization, role)

    assert statuses(stranger, address_of(route, organization)) == {404}


@pytest.mark.parametrize(("route", "role"), refused_pairs(), ids=str)
def test_page_refuses_the_roles_it_is_not_for(
    route: Route, role: Role, organization: Organization
) -> None:
    assert statuses(member(organization, role), address_of(route, organization)) == {403}


@pytest.mark.parametrize(("route", "role"), admitted_pairs(OF_AN_ORGANIZATION), ids=str)
def test_page_refuses_no_role_it_is_for(
    route: Route, role: Role, organization: Organization
) -> None:
    answers = statuses(member(organization, role), address_of(route, organization))

    assert answers
    assert 403 not in answers
    assert max(answers) < 500


@pytest.mark.parametrize(("route", "role"), admitted_pairs(OF_AN_OBJECT), ids=str)
def test_page_does_not_show_what_belongs_to_another_organization(
    route: Route, role: Role, organization: Organization, other_organization: Organization
) -> None:
    client = member(organization, role)

    for parameter in set(route.parameters) - NOT_OBJECTS:
        foreign = {parameter: PROVIDERS[parameter](other_organization)}
        assert statuses(client, address_of(route, organization, **foreign)) == {404}, parameter
