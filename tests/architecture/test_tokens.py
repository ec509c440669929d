"""Each kind of token opens the addresses made for it, and nothing else anywhere."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client

from assessment.domain.audiences import Audience
from leadership.links import answer_link, member_unsubscribe_link, unsubscribe_link
from leadership.models import Invitation, Membership
from leadership.services.sign_in import sign_in_link
from tests.respondents import an_invitation, an_open_round
from tools.routes import Route, all_routes

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Holder:
    """An executive who was invited: their rows have the same number wherever they can."""

    invitation: Invitation
    membership: Membership


@pytest.fixture
def holder() -> Holder:
    invitation = an_invitation(an_open_round(), Audience.EXECUTIVE)
    assert invitation.membership
    return Holder(invitation, invitation.membership)


def _last_part(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


# What a token of each kind is, for the same person.
KINDS: dict[str, Callable[[Holder], str]] = {
    "answer": lambda holder: _last_part(answer_link(holder.invitation)),
    "unsubscribe": lambda holder: _last_part(unsubscribe_link(holder.invitation)),
    "unsubscribe-member": lambda holder: _last_part(member_unsubscribe_link(holder.membership)),
    "sign-in": lambda holder: _last_part(sign_in_link(holder.membership.user)),
    "password": lambda holder: default_token_generator.make_token(holder.membership.user),
}
ANSWERING = {"answer"}
# The kinds that an address takes.
TAKES: dict[str, set[str]] = {
    "account_reset_password_from_key": {"password"},
    "leadership:answer": ANSWERING,
    "leadership:answer-autosave": ANSWERING,
    "leadership:answer-ceo": ANSWERING,
    "leadership:answer-mine": ANSWERING,
    "leadership:answer-news": ANSWERING,
    "leadership:answer-privacy": ANSWERING,
    "leadership:answer-review": ANSWERING,
    "leadership:answer-step": ANSWERING,
    "leadership:answer-unsubscribe": ANSWERING,
    "leadership:answer-withdraw": ANSWERING,
    "leadership:sign-in-link": {"sign-in"},
    "leadership:unsubscribe": {"unsubscribe", "unsubscribe-member"},
}
VALUES = {"questionnaire": "eight-signs", "uidb36": "1"}


def routes_with_tokens() -> list[Route]:
    """Public addresses with something in them that nobody can guess."""
    return [
        route
        for route in all_routes()
        if route.is_public and ("token" in route.parameters or route.name in TAKES)
    ]


def accepted(route: Route, token: str) -> list[str]:
    """The methods with which this address does anything but refuse the token."""
    address = route.address({**VALUES, "token": token, "key": token})
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
    assert [found for route in others for found in accepted(route, token)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_token_with_another_character_is_refused_everywhere(kind: str, holder: Holder) -> None:
    token = KINDS[kind](holder)

    changed = [
        token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        for at in (0, len(token) // 2, len(token) - 1)
    ]

    routes = routes_with_tokens()
    assert [found for route in routes for one in changed for found in accepted(route, one)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_token_opens_what_it_is_made_for(kind: str, holder: Holder) -> None:
    token = KINDS[kind](holder)

    own = [route for route in routes_with_tokens() if kind in TAKES[route.name]]

    assert [found for route in own for found in accepted(route, token)] != []
