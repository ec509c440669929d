"""Not being asked again, by button and by one click."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessment.models import Round
from leadership.domain.roles import Role
from leadership.domain.tokens import Purpose, make_token
from leadership.links import answer_link, answer_token, member_unsubscribe_link, unsubscribe_link
from leadership.models import Invitation, Membership, OptOut, User
from leadership.queries.opt_outs import has_opted_out
from tests.leadership.mailing import (
    NOW,
    a_member,
    an_invited_contact,
    an_open_round,
    an_organization,
)

pytestmark = pytest.mark.django_db


def path_of(invitation: Invitation) -> str:
    return unsubscribe_link(invitation).removeprefix("http://office.example")


@pytest.fixture
def invitation() -> Invitation:
    return an_invited_contact(an_open_round())


def test_page_asks_and_writes_nothing(client: Client, invitation: Invitation) -> None:
    for method in (client.get, client.head):
        response = method(path_of(invitation))

        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
    assert "Shall Meridian Freight stop asking you?" in client.get(path_of(invitation)).text
    assert not OptOut.objects.exists()


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "One-Click"}])
def test_post_opts_out_without_cookie_or_form_and_twice_is_once(
    invitation: Invitation, body: dict[str, str]
) -> None:
    client = Client(enforce_csrf_checks=True)

    for _ in range(2):
        response = client.post(path_of(invitation), body)

        assert response.status_code == 200
        assert "will not ask you again" in response.text
        assert not response.cookies
    assert OptOut.objects.count() == 1


def test_one_click_may_come_as_a_form_of_either_kind(invitation: Invitation) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(
        path_of(invitation),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 200
    assert OptOut.objects.count() == 1


def test_whoever_opted_out_is_not_offered_it_again(client: Client, invitation: Invitation) -> None:
    client.post(path_of(invitation))

    page = client.get(path_of(invitation))

    assert "Meridian Freight will not ask you again" in page.text
    assert "<button" not in page.text


def test_personal_link_still_works_after_opting_out(client: Client, invitation: Invitation) -> None:
    Round.objects.update(closes_at=timezone.now() + timedelta(days=3))
    client.post(path_of(invitation))

    page = client.get(answer_link(invitation).removeprefix("http://office.example"))

    assert page.status_code == 200
    assert "<fieldset" in page.text


def test_opt_out_holds_for_the_organization_that_was_meant(
    client: Client, invitation: Invitation
) -> None:
    other = an_invited_contact(an_open_round(an_organization("Other", "other")))

    client.post(path_of(invitation))

    assert "Shall Other stop asking you?" in client.get(path_of(other)).text
    assert OptOut.objects.get().organization == invitation.round.organization


def test_link_of_an_earlier_mail_still_works(client: Client, invitation: Invitation) -> None:
    path = path_of(invitation)
    Invitation.objects.update(generation=2)

    assert client.post(path).status_code == 200
    assert OptOut.objects.count() == 1


def test_unknown_forged_and_foreign_links_say_so(client: Client, invitation: Invitation) -> None:
    forged = make_token("another key", Purpose.UNSUBSCRIBE, invitation.pk, 1)
    for token in ("x", forged, answer_token(invitation)):
        for method in (client.get, client.post):
            response = method(reverse("leadership:unsubscribe", args=[token]))

            assert response.status_code == 404
            assert "This link does not work" in response.text
    assert not OptOut.objects.exists()


def test_other_methods_are_refused(client: Client, invitation: Invitation) -> None:
    assert client.put(path_of(invitation)).status_code == 405


# Members


@pytest.fixture
def member() -> Membership:
    return a_member(an_organization(), "leo@meridian.example")


def member_path(member: Membership) -> str:
    return member_unsubscribe_link(member).removeprefix("http://office.example")


def test_members_page_says_what_still_comes_and_writes_nothing(
    client: Client, member: Membership
) -> None:
    for method in (client.get, client.head):
        response = method(member_path(member))

        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies
    page = client.get(member_path(member)).text
    assert "no more invitations, reminders or results by mail" in page
    assert "Mail that you need in order to run a round still comes." in page
    assert not OptOut.objects.exists()


def test_executive_is_not_told_of_mail_that_runs_rounds(client: Client) -> None:
    executive = a_member(an_organization(), "cleo@meridian.example", Role.EXECUTIVE)

    for method in (client.get, client.post):
        assert "run a round" not in method(member_path(executive)).text


def test_member_opts_out_by_one_click_and_twice_is_once(member: Membership) -> None:
    client = Client(enforce_csrf_checks=True)

    for _ in range(2):
        response = client.post(member_path(member), {"List-Unsubscribe": "One-Click"})

        assert response.status_code == 200
        assert "will not write to you again" in response.text
        assert not response.cookies
    assert OptOut.objects.count() == 1
    assert has_opted_out(member.organization_id, "LEO@meridian.example")


def test_forged_link_of_a_member_says_so(client: Client, member: Membership) -> None:
    forged = make_token("another key", Purpose.UNSUBSCRIBE_MEMBER, member.pk, 0)

    assert client.post(reverse("leadership:unsubscribe", args=[forged])).status_code == 404
    assert not OptOut.objects.exists()


def test_invitation_and_member_of_the_same_number_are_told_apart(
    client: Client, invitation: Invitation
) -> None:
    """The purpose is part of what is signed, so one row's link never stands for another's."""
    organization = invitation.round.organization
    user = User.objects.create_user("leo@meridian.example", "Leo")
    Membership.objects.create(
        pk=invitation.pk,
        user=user,
        organization=organization,
        role=Role.LEAD,
        joined_at=NOW,
    )

    client.post(path_of(invitation))

    assert has_opted_out(organization.pk, "anna@customer.example")
    assert not has_opted_out(organization.pk, "leo@meridian.example")


def test_link_of_a_member_who_was_removed_says_so(client: Client, member: Membership) -> None:
    path = member_path(member)
    member.delete()

    assert client.post(path).status_code == 404
