"""The pages of an organization's members."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import Membership
from leadership.services.opting_out import opt_out_address
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.contact_lists import make_bounce, make_contacts
from tests.leadership.mailing import an_open_round

LIST = "/o/meridian/people/members/"
ADD = "/o/meridian/people/members/add/"


def member_page(member: Membership, name: str = "member-change") -> str:
    return reverse(f"leadership:{name}", args=["meridian", member.pk])


def errors_of(client: Client, address: str, typed: dict[str, str]) -> dict[str, list[str]]:
    """What the page says is wrong, by field, after checking that it saved nothing."""
    before = list(Membership.objects.order_by("pk").values())
    page = client.post(address, typed)
    assert page.status_code == 200
    assert list(Membership.objects.order_by("pk").values()) == before
    for value in typed.values():
        assertContains(page, value)
    found: dict[str, list[str]] = page.context["form"].errors
    for messages in found.values():
        for message in messages:
            assertContains(page, message.replace("'", "&#x27;"))
    return found


def test_list_shows_members_owners_first(
    owner: Membership, lead: Membership, sign_in: SignIn
) -> None:
    page = sign_in(lead).get(LIST)

    assertContains(page, "2 people sign in")
    assertContains(page, "Owners add members and give them roles.")
    assert [row.name for row in page.context["page"].rows] == ["Olivia Owner", "Leo Lead"]
    assertContains(page, member_page(owner, "member"))
    assertNotContains(page, "Add a member")


def test_list_lets_owners_add_members(owner: Membership, sign_in: SignIn) -> None:
    assertContains(sign_in(owner).get(LIST), ADD)


@pytest.mark.parametrize("size", [1, 3])
def test_list_costs_the_same_for_any_number(
    lead: Membership,
    join: Join,
    sign_in: SignIn,
    size: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(size):
        one = join(lead.organization, Role.EXECUTIVE, f"e{number}@example.com")
        make_bounce(lead.organization, one.user.email)
    client = sign_in(lead)

    with django_assert_num_queries(6):
        client.get(LIST)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"search": "ØL@example"}, ["Ólafur Øl"]),
        ({"search": "olafur"}, ["Ólafur Øl"]),
        ({"role": "lead"}, ["Leo Lead"]),
        ({"on_team": "on"}, ["Ólafur Øl"]),
        ({"language": "de"}, ["Ólafur Øl"]),
        ({"status": "opted-out"}, ["Leo Lead"]),
        ({"status": "bouncing"}, ["Olivia Owner"]),
        ({"status": "active"}, ["Ólafur Øl"]),
        ({"status": "inactive"}, []),
        ({"status": "never-asked", "sort": "-name"}, ["Olivia Owner", "Ólafur Øl", "Leo Lead"]),
        ({"sort": "email"}, ["Leo Lead", "Ólafur Øl", "Olivia Owner"]),
        ({"role": "emperor"}, ["Olivia Owner", "Leo Lead", "Ólafur Øl"]),
    ],
)
def test_list_finds_and_sorts(
    owner: Membership,
    lead: Membership,
    join: Join,
    sign_in: SignIn,
    *,
    asked: dict[str, str],
    names: list[str],
) -> None:
    organization = owner.organization
    executive = join(organization, email="ol@example.com", name="Ólafur Øl", on_executive_team=True)
    Membership.objects.filter(pk=executive.pk).update(language="de")
    opt_out_address(organization=organization, address=lead.user.email, now=NOW)
    make_bounce(organization, owner.user.email)

    page = sign_in(owner).get(LIST, asked)

    assert [row.name for row in page.context["page"].rows] == names


def test_list_that_finds_nobody_says_what_to_do(lead: Membership, sign_in: SignIn) -> None:
    page = sign_in(lead).get(LIST, {"search": "nobody <b>"})

    assertContains(page, "No member fits")
    assertContains(page, 'value="nobody &lt;b&gt;"')


def test_member_page_says_who_somebody_is(
    owner: Membership, lead: Membership, sign_in: SignIn
) -> None:
    make_bounce(owner.organization, owner.user.email)

    seen_by_lead = sign_in(lead).get(member_page(owner, "member"))
    seen_by_owner = sign_in(owner).get(member_page(owner, "member"))

    for text in ("Olivia Owner", "owner@example.com", "2 March 2026", "Not on it", "Nothing yet"):
        assertContains(seen_by_lead, text)
    assertContains(seen_by_lead, "Mail has not arrived since 12 March 2026.")
    assertContains(seen_by_lead, "Owners change roles and remove members.")
    assertNotContains(seen_by_lead, member_page(owner))
    assertContains(seen_by_owner, member_page(owner))
    assertContains(seen_by_owner, member_page(owner, "member-remove"))


@pytest.mark.django_db
def test_member_page_says_what_was_sent_and_not_what_was_answered(
    join: Join, sign_in: SignIn
) -> None:
    round_ = an_open_round()
    lead = join(round_.organization, Role.LEAD)
    member = join(round_.organization, on_executive_team=True, name="Erik Exec")
    round_.invitations.create(
        membership=member, audience="executive", invited_on=NOW, started_on=NOW
    )

    page = sign_in(lead).get(
        reverse("leadership:member", args=[round_.organization.slug, member.pk])
    )

    assertContains(page, round_.label)
    assertContains(page, "Has begun, not sent yet")
    assertContains(page, "No mail was written in this round.")


def test_owner_adds_a_member(owner: Membership, sign_in: SignIn) -> None:
    client = sign_in(owner)
    assertContains(client.get(ADD), "Add a member")

    done = client.post(
        ADD,
        {
            "email": " Anna@Example.com",
            "name": "Anna Arden",
            "role": "executive",
            "on_executive_team": "on",
            "language": "de",
        },
        follow=True,
    )

    assertRedirects(done, LIST)
    assertContains(done, "Anna Arden can sign in now.")
    added = Membership.objects.get(user__email="anna@example.com")
    assert (added.role, added.on_executive_team, added.language) == ("executive", True, "de")


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"email": "anna"}, "email", "“anna” is not an email address."),
        ({"email": ""}, "email", "Write the address this person signs in with."),
        ({"email": "LEAD@example.com"}, "email", "lead@example.com is a member already."),
        ({"name": ""}, "name", "Write the name"),
        ({"name": "An\u202ena"}, "name", "Remove the invisible character U+202E"),
        ({"role": ""}, "role", "Choose what this person may do."),
        ({"role": "viewer"}, "on_executive_team", "A viewer answers no questions."),
        ({"email": "p000@example.com"}, "on_executive_team", "is a contact (customer)"),
    ],
)
@pytest.mark.usefixtures("lead")
def test_bad_member_is_shown_again_with_the_reason(
    owner: Membership, sign_in: SignIn, typed: dict[str, str], field: str, says: str
) -> None:
    make_contacts(owner.organization, 1)
    good = {
        "email": "anna@example.com",
        "name": "Anna Arden",
        "role": "executive",
        "on_executive_team": "on",
        "language": "de",
    }

    errors = errors_of(sign_in(owner), ADD, good | typed)

    assert list(errors) == [field]
    assert says in errors[field][0]


def test_empty_post_names_every_missing_field(owner: Membership, sign_in: SignIn) -> None:
    errors = errors_of(sign_in(owner), ADD, {})

    assert set(errors) == {"email", "name", "role", "language"}


def test_owner_changes_a_member(owner: Membership, lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(owner)
    assertContains(client.get(member_page(lead)), 'value="Leo Lead"')

    done = client.post(
        member_page(lead), {"name": "Leo Löwe", "role": "owner", "language": "fr"}, follow=True
    )

    assertContains(done, "The changes to Leo Löwe are kept.")
    lead.refresh_from_db()
    assert (lead.role, lead.language, lead.user.name) == ("owner", "fr", "Leo Löwe")


def test_last_owner_is_told_why_the_role_stays(owner: Membership, sign_in: SignIn) -> None:
    errors = errors_of(
        sign_in(owner), member_page(owner), {"name": "Olivia", "role": "lead", "language": "en"}
    )

    assert errors == {
        "role": [
            "This is the only owner. Make somebody else an owner first, "
            "so that there is always one."
        ]
    }


def test_name_of_somebody_in_two_organizations_stays(
    owner: Membership,
    lead: Membership,
    other_organization: Organization,
    join: Join,
    sign_in: SignIn,
) -> None:
    join(other_organization, Role.VIEWER, lead.user.email)
    client = sign_in(owner)

    page = client.get(member_page(lead))
    client.post(member_page(lead), {"name": "Other", "role": "executive", "language": "en"})

    assertContains(page, "This person belongs to another organization too")
    lead.refresh_from_db()
    assert (lead.user.name, lead.role) == ("Leo Lead", "executive")


def test_owner_who_steps_down_is_led_home(owner: Membership, join: Join, sign_in: SignIn) -> None:
    join(owner.organization, Role.OWNER, "second@example.com")
    typed = {"name": owner.user.name, "role": "executive", "language": "en"}

    page = sign_in(owner).post(member_page(owner), typed, follow=True)

    assert page.status_code == 200
    assert page.request["PATH_INFO"] == "/o/meridian/"
    assertContains(page, "are kept.")


def test_owner_removes_a_member_after_a_question(
    owner: Membership, lead: Membership, sign_in: SignIn
) -> None:
    client = sign_in(owner)
    address = member_page(lead, "member-remove")

    asked = client.get(address)
    assert Membership.objects.filter(pk=lead.pk).exists()
    done = client.post(address, follow=True)

    assertContains(asked, "Remove Leo Lead?")
    assertContains(done, "Leo Lead is no member any more.")
    assert not Membership.objects.filter(pk=lead.pk).exists()


def test_last_owner_cannot_be_removed(owner: Membership, lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(owner)

    client.post(member_page(owner, "member-remove"))

    assertContains(client.get(LIST), "This is the only owner.")
    assert Membership.objects.filter(pk=owner.pk).exists()


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.VIEWER])
@pytest.mark.parametrize("address", [LIST, ADD])
def test_pages_refuse_other_roles(
    organization: Organization, join: Join, sign_in: SignIn, role: Role, address: str
) -> None:
    assert sign_in(join(organization, role)).get(address).status_code == 403


def test_lead_cannot_change_members(owner: Membership, lead: Membership, sign_in: SignIn) -> None:
    client = sign_in(lead)

    for address in (ADD, member_page(owner), member_page(owner, "member-remove")):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403


def test_pages_do_not_exist_for_strangers(
    owner: Membership, other_organization: Organization, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(join(other_organization, Role.OWNER))

    for address in (LIST, ADD, member_page(owner)):
        assert client.get(address).status_code == 404


def test_people_of_another_organization_do_not_exist(
    owner: Membership, other_organization: Organization, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(owner)
    stranger = join(other_organization, Role.LEAD)

    for address in (
        member_page(stranger),
        member_page(stranger, "member-remove"),
        "/o/meridian/people/members/99999999999999999999/change/",
    ):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def test_pages_ask_the_signed_out_to_sign_in(organization: Organization) -> None:
    for address in (LIST, ADD):
        assertRedirects(
            Client().get(address),
            f"{reverse('account_login')}?next={address}",
            fetch_redirect_response=False,
        )


def test_list_takes_no_post(lead: Membership, sign_in: SignIn) -> None:
    assert sign_in(lead).post(LIST).status_code == 405
