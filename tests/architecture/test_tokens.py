"""Each kind of token opens the addresses made for it, and nothing else anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.utils import timezone
from django.utils.http import int_to_base36

from assessment.domain.audiences import Audience
from leadership.links import (
    answer_link,
    calendar_link,
    join_token,
    member_unsubscribe_link,
    notice_path,
    unsubscribe_link,
)
from leadership.models import Invitation, JoinInvitation, Membership
from leadership.services.calendar_addresses import make_calendar_address
from leadership.services.sign_in import sign_in_link
from tests.respondents import an_invitation, an_open_round
from tools.routes import Route, all_routes

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Holder:
    """An executive who was invited: their rows have the same number wherever they can."""

    invitation: Invitation
    membership: Membership
    joining: JoinInvitation


@pytest.fixture
def holder() -> Holder:
    invitation = an_invitation(an_open_round(), Audience.EXECUTIVE)
    assert invitation.membership
    now = timezone.now()
    joining = JoinInvitation.objects.create(
        organization=invitation.round.organization,
        email="new@example.com",
        role="viewer",
        invited_by="owner@example.com",
        sent_at=now,
        expires_at=now + timedelta(days=14),
    )
    return Holder(invitation, invitation.membership, joining)


def _last_part(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def _calendar(holder: Holder) -> str:
    address = make_calendar_address(membership=holder.membership, now=timezone.now())
    return _last_part(calendar_link(address).removesuffix("/commitments.ics"))


# What a token of each kind is, for the same person.
KINDS: dict[str, Callable[[Holder], str]] = {
    "answer": lambda holder: _last_part(answer_link(holder.invitation)),
    "unsubscribe": lambda holder: _last_part(unsubscribe_link(holder.invitation)),
    "unsubscribe-member": lambda holder: _last_part(member_unsubscribe_link(holder.membership)),
    "join": lambda holder: join_token(holder.joining),
    "notice": lambda holder: _last_part(notice_path(holder.membership.organization_id)),
    "calendar": _calendar,
    "sign-in": lambda holder: _last_part(sign_in_link(holder.membership.user)),
    "password": lambda holder: default_token_generator.make_token(holder.membership.user),
}
ANSWERING = {"answer"}
# The kinds that an address takes.
TAKES: dict[str, set[str]] = {
    "account_reset_password_from_key": {"password"},
    "leadership:answer": ANSWERING,
    "leadership:answer-autosave": ANSWERING,
    "leadership:answer-evidence": ANSWERING,
    "leadership:answer-ceo": ANSWERING,
    "leadership:answer-mine": ANSWERING,
    "leadership:answer-news": ANSWERING,
    "leadership:answer-privacy": ANSWERING,
    "leadership:answer-proof": ANSWERING,
    "leadership:answer-review": ANSWERING,
    "leadership:answer-step": ANSWERING,
    "leadership:answer-unsubscribe": ANSWERING,
    "leadership:answer-withdraw": ANSWERING,
    "leadership:join": {"join"},
    "leadership:notice": {"notice"},
    "leadership:calendar-feed": {"calendar"},
    "leadership:sign-in-link": {"sign-in"},
    "leadership:unsubscribe": {"unsubscribe", "unsubscribe-member"},
}
VALUES = {"questionnaire": "eight-signs", "question": "s1"}


def routes_with_tokens() -> list[Route]:
    """Public addresses with something in them that nobody can guess."""
    return [
        route
        for route in all_routes()
        if route.is_public and ("token" in route.parameters or route.name in TAKES)
    ]


def accepted(route: Route, token: str, holder: Holder) -> list[str]:
    """The methods with which this address does anything but refuse the token."""
    person = int_to_base36(holder.membership.user.pk)
    values = {**VALUES, "uidb36": person, "token": token, "key": token}
    address = route.address(values)
    answers = {method: Client().generic(method, address) for method in ("GET", "POST")}
    return [
        f"{method} {route}: {answer.status_code}"
        for method, answer in answers.items()
        if answer.status_code < 400 and not (answer.context or {}).get("token_fail")
    ]


def test_every_address_with_a_token_says_which_kinds_it_takes() -> None:
    assert {route.name for route in routes_with_tokens()} == TAKES.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_token_is_refused_by_every_address_that_is_not_made_for_it(
    kind: str, holder: Holder
) -> None:
    token = KINDS[kind](holder)

    others = [route for route in routes_with_tokens() if kind not in TAKES[route.name]]

    assert others
    assert [found for route in others for found in accepted(route, token, holder)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_token_with_another_character_is_refused_everywhere(kind: str, holder: Holder) -> None:
    token = KINDS[kind](holder)

    changed = [
        token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        for at in (0, len(token) // 2, len(token) - 1)
    ]

    routes = routes_with_tokens()
    assert [
        found for route in routes for one in changed for found in accepted(route, one, holder)
    ] == []


@pytest.mark.parametrize("kind", KINDS)
def test_token_opens_what_it_is_made_for(kind: str, holder: Holder) -> None:
    token = KINDS[kind](holder)

    own = [route for route in routes_with_tokens() if kind in TAKES[route.name]]

    assert [found for route in own for found in accepted(route, token, holder)] != []
