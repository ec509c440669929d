"""The link of an invitation to join: GET changes nothing, and only the invited address gets in."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertRedirects

from leadership.domain.roles import Role
from leadership.domain.tokens import Purpose, make_token
from leadership.links import join_token
from leadership.models import JoinInvitation, Membership, User
from leadership.services.joining import invite_to_join, send_invitation_again, take_invitation_back
from tests.database import every_row
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.leadership.sign_ins import by_code

pytestmark = pytest.mark.django_db

ANNA = "anna@example.com"


@pytest.fixture
def invitation(owner: Membership) -> JoinInvitation:
    cache.clear()
    return invite_to_join(
        organization=owner.organization,
        email=ANNA,
        name="Anna Berg",
        role=Role.EXECUTIVE,
        on_executive_team=True,
        language="en",
        by=owner.user,
        now=timezone.now() - timedelta(hours=1),
    )


def link(invitation: JoinInvitation) -> str:
    return f"/join/{join_token(invitation)}/"


def test_page_says_who_invites_whom_to_what_and_changes_nothing(
    invitation: JoinInvitation, client: Client
) -> None:
    before = every_row()

    page = client.get(link(invitation))

    text = page_of(page).text
    assert "Join Meridian Freight" in text
    assert "owner@example.com invites you" in text
    assert "Your role there: Executive." in text
    assert ANNA in text
    assert page["Referrer-Policy"] == "same-origin"  # with none at all, no form could be sent
    assert "no-store" in page["Cache-Control"]
    assert every_row() == before


def test_invited_person_signs_in_by_code_and_joins(
    invitation: JoinInvitation, client: Client
) -> None:
    response = client.post(link(invitation))
    assertRedirects(
        response, f"/accounts/login/?next={link(invitation)}", fetch_redirect_response=False
    )
    assertContains(client.get(response["Location"]), f'value="{ANNA}"')
    assert not Membership.objects.filter(user__email=ANNA).exists()

    back = by_code(client, ANNA, next=link(invitation))
    assert back["Location"] == link(invitation)
    assertContains(client.get(back["Location"]), "Join")
    joined = client.post(link(invitation), follow=True)

    assertContains(joined, "Welcome: you belong to Meridian Freight now.")
    member = Membership.objects.get(user__email=ANNA)
    assert (member.role, member.on_executive_team) == ("executive", True)


def test_link_alone_signs_nobody_in(invitation: JoinInvitation, client: Client) -> None:
    client.post(link(invitation))
    client.post(link(invitation))

    assert client.get("/")["Location"].startswith("/accounts/login/")
    assert not Membership.objects.filter(user__email=ANNA).exists()


def test_somebody_signed_in_with_another_address_is_told_and_refused(
    invitation: JoinInvitation, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(lead)

    page = page_of(client.get(link(invitation)))
    answer = client.post(link(invitation))

    assert "ask for an invitation to this one" in page.text
    assert ANNA in page.text
    assert "lead@example.com" in page.text
    assertContains(answer, "This invitation is for another address.", status_code=422)
    assert not Membership.objects.filter(user__email=ANNA).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_links_that_ended_say_so(
    invitation: JoinInvitation, owner: Membership, client: Client, method: str
) -> None:
    user = User.objects.create_user(ANNA, "Anna")
    client.force_login(user)
    old = link(invitation)
    ask = getattr(client, method)

    send_invitation_again(invitation=invitation, by=owner.user, now=timezone.now())
    assertContains(ask(old), "This link works no more", status_code=410)

    invitation.refresh_from_db()
    JoinInvitation.objects.update(expires_at=timezone.now())
    assertContains(ask(link(invitation)), "This invitation has expired", status_code=410)

    take_invitation_back(invitation=invitation, by=owner.user, now=timezone.now())
    assertContains(ask(link(invitation)), "This link works no more", status_code=410)
    assert not user.memberships.exists()


def test_accepted_link_is_used_up(invitation: JoinInvitation, client: Client) -> None:
    user = User.objects.create_user(ANNA, "Anna")
    client.force_login(user)
    client.post(link(invitation))
    user.memberships.all().delete()

    answer = client.post(link(invitation))

    assertContains(answer, "This invitation was accepted", status_code=410)
    assert not user.memberships.exists()


@pytest.mark.parametrize("purpose", [one for one in Purpose if one is not Purpose.JOIN])
def test_token_of_another_purpose_opens_nothing(
    invitation: JoinInvitation, client: Client, settings: Settings, purpose: Purpose
) -> None:
    other = make_token(settings.LINK_KEY, purpose, invitation.pk, invitation.generation)
    own = join_token(invitation)

    assert client.get(f"/join/{other}/").status_code == 404
    assert client.post(f"/join/{other}/").status_code == 404
    assert client.get(f"/join/{own[:-1]}{'A' if own[-1] != 'A' else 'B'}/").status_code == 404
    for page in ("a", "u"):
        assert client.get(f"/{page}/{own}/").status_code == 404


def test_member_is_led_to_the_organization(
    invitation: JoinInvitation, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(invitation.organization, Role.LEAD, ANNA))

    assertRedirects(client.post(link(invitation)), "/o/meridian/")


def test_where_a_second_factor_is_required_it_comes_first(
    invitation: JoinInvitation, client: Client, settings: Settings
) -> None:
    settings.MFA_REQUIRED = True
    client.force_login(User.objects.create_user(ANNA, "Anna"))

    answer = client.post(link(invitation))

    assert answer["Location"] == "/accounts/"
    assert not Membership.objects.filter(user__email=ANNA).exists()


def test_invitation_waits_on_the_first_page_too(invitation: JoinInvitation, client: Client) -> None:
    client.force_login(User.objects.create_user(ANNA, "Anna"))

    page = client.get("/")

    assertContains(page, "Meridian Freight invites you to join.")
    assertContains(page, link(invitation))


def test_page_takes_no_other_method(invitation: JoinInvitation, client: Client) -> None:
    assert client.put(link(invitation)).status_code == 405
