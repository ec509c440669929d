"""Members and roles for owners: who is there, who is invited, sent again, taken back; leaving."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import JoinInvitation, Membership, OutgoingEmail
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn

pytestmark = pytest.mark.django_db

MEMBERS = "/o/meridian/settings/members/"
TYPED = {
    "email": "anna@example.com",
    "name": "Anna Berg",
    "role": "executive",
    "on_executive_team": "on",
    "language": "en",
}


@pytest.fixture
def client(owner: Membership, sign_in: SignIn) -> Client:
    return sign_in(owner)


def invited(email: str = "anna@example.com") -> JoinInvitation:
    return JoinInvitation.objects.get(email=email)


def test_owner_invites_somebody_who_then_waits_in_the_list(client: Client) -> None:
    response = client.post(MEMBERS, TYPED, follow=True)

    assertRedirects(response, MEMBERS)
    page = page_of(response)
    assert "An invitation goes to anna@example.com." in page.text
    assert "1 invitation waits for an answer" in page.text
    assert "anna@example.com · Executive · on the executive team" in page.text
    assert "The mail is about to go out." in page.text
    assert OutgoingEmail.objects.get().kind == "join"


def test_page_says_what_became_of_the_mail(client: Client) -> None:
    client.post(MEMBERS, TYPED)
    OutgoingEmail.objects.update(state="failed", error="550 No such user")
    assertContains(client.get(MEMBERS), "The mail did not arrive: 550 No such user")

    OutgoingEmail.objects.update(state="sent", error="")
    assertContains(client.get(MEMBERS), "holds until")

    JoinInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assertContains(client.get(MEMBERS), "Expired on")


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("email", "lead@example.com", "lead@example.com is a member already."),
        ("email", "anna@", "“anna@” is not an email address."),
        ("email", "", "Write the address to invite."),
        ("name", "", "Write the name"),
        ("role", "viewer", "A viewer answers no questions."),
        ("role", "", "Choose what this person may do."),
    ],
)
def test_bad_invitation_is_shown_again_with_the_reason(
    client: Client, lead: Membership, field: str, value: str, reason: str
) -> None:
    response = client.post(MEMBERS, TYPED | {field: value})

    assertContains(response, reason, status_code=422)
    assertContains(response, "Anna Berg" if field != "name" else "anna@example", status_code=422)
    assert not JoinInvitation.objects.exists()


def test_second_invitation_of_an_address_is_refused(client: Client) -> None:
    client.post(MEMBERS, TYPED)

    response = client.post(MEMBERS, TYPED)

    assertContains(response, "anna@example.com is invited already.", status_code=422)


def test_invitation_is_sent_again_but_not_at_once(client: Client) -> None:
    client.post(MEMBERS, TYPED)
    again = f"{MEMBERS}invitations/{invited().pk}/again/"

    assertContains(client.post(again, follow=True), "This invitation was sent a moment ago.")
    JoinInvitation.objects.update(sent_at=timezone.now() - timedelta(minutes=6))
    before = invited().generation
    assertContains(client.post(again, follow=True), "A new invitation goes to anna@example.com")

    assert invited().generation == before + 1


def test_invitation_is_taken_back_once(client: Client) -> None:
    client.post(MEMBERS, TYPED)
    back = f"{MEMBERS}invitations/{invited().pk}/take-back/"

    response = client.post(back, follow=True)

    assertContains(response, "The invitation of anna@example.com is taken back.")
    assertNotContains(response, "waits for an answer")
    assertContains(client.post(back, follow=True), "was accepted or taken back meanwhile")


@pytest.mark.parametrize("act", ["again", "take-back"])
def test_acts_take_no_get(client: Client, act: str) -> None:
    client.post(MEMBERS, TYPED)

    assert client.get(f"{MEMBERS}invitations/{invited().pk}/{act}/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list(
    organization: Organization,
    client: Client,
    join: Join,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        join(organization, Role.LEAD, f"lead{number}@example.com")
        client.post(MEMBERS, TYPED | {"email": f"anna{number}@example.com"})
    client.get(MEMBERS)

    with django_assert_num_queries(6):
        client.get(MEMBERS)


# Leaving


@pytest.mark.parametrize("role", [Role.LEAD, Role.EXECUTIVE, Role.VIEWER])
def test_member_leaves(
    organization: Organization, owner: Membership, join: Join, sign_in: SignIn, role: Role
) -> None:
    client = sign_in(join(organization, role))
    assertContains(client.get("/accounts/"), "/o/meridian/leave/")
    assertContains(client.get("/o/meridian/leave/"), "Leave Meridian Freight?")

    response = client.post("/o/meridian/leave/", follow=True)

    assertContains(response, "You have left Meridian Freight.")
    assert client.get("/o/meridian/").status_code == 404


def test_last_owner_does_not_leave_and_is_told_why(client: Client) -> None:
    response = client.post("/o/meridian/leave/")

    assertContains(response, "This is the only owner.", status_code=422)
    assert client.get("/o/meridian/").status_code == 200
