"""The pages of an organization's people."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from assessment.models import Organization, Round, Unit
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Bounce, Contact, Membership, OutgoingEmail
from leadership.services.bounces import record_bounce
from leadership.services.opting_out import opt_out_address
from leadership.services.outbox import queue_invitations
from tests.leadership.conftest import NOW, Join, SignIn
from tests.leadership.mailing import an_invited_contact, an_open_round

LIST = "/o/meridian/people/"
ADD = "/o/meridian/people/members/add/"


def member_page(member: Membership, name: str = "member-change") -> str:
    return reverse(f"leadership:{name}", args=["meridian", member.pk])


def contact_removal(contact: Contact) -> str:
    return reverse("leadership:contact-remove", args=["meridian", contact.pk])


def another_try(bounce: Bounce) -> str:
    return reverse("leadership:bounce-try-again", args=["meridian", bounce.pk])


def make_contacts(organization: Organization, count: int, **values: object) -> list[Contact]:
    return Contact.objects.bulk_create(
        Contact(
            **{
                "organization": organization,
                "email": f"p{number:03}@example.com",
                "name": f"Person {number:03}",
                "audience": "customer",
                **values,
            }
        )
        for number in range(count)
    )


def make_bounce(organization: Organization, email: str) -> Bounce:
    return Bounce.objects.create(
        organization=organization,
        email=email,
        bounced_on=date(2026, 3, 12),
        words="550 5.1.1 No such mailbox <b>",
    )


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


def test_list_shows_members_and_contacts(
    owner: Membership, lead: Membership, sign_in: SignIn
) -> None:
    make_contacts(
        owner.organization,
        1,
        unit=Unit.objects.create(organization=owner.organization, name="Nord"),
    )
    make_contacts(owner.organization, 1, email="m@example.com", audience="manager", language="de")

    page = sign_in(lead).get(LIST)

    assertContains(page, "<h1>2 people sign in, 2 are asked by email</h1>", html=True)
    for text in ("Olivia Owner", "Leo Lead", "p000@example.com", "Nord", "German", "Managers"):
        assertContains(page, text)
    assertNotContains(page, "Add a member")


def test_list_lets_owners_change_members(
    owner: Membership, lead: Membership, sign_in: SignIn
) -> None:
    page = sign_in(owner).get(LIST)

    assertContains(page, ADD)
    assertContains(page, member_page(lead))


def test_list_without_contacts_says_how_they_come(lead: Membership, sign_in: SignIn) -> None:
    page = sign_in(lead).get(LIST)

    assertContains(page, "nobody is asked by email yet")
    assertContains(page, "/o/meridian/people/contacts/sample.csv")


@pytest.mark.parametrize("size", [1, 3])
def test_list_costs_the_same_for_any_number(
    lead: Membership,
    join: Join,
    sign_in: SignIn,
    size: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for contact in make_contacts(lead.organization, size):
        make_bounce(lead.organization, contact.email)
    for number in range(size):
        join(lead.organization, Role.EXECUTIVE, f"e{number}@example.com")
    client = sign_in(lead)

    with django_assert_num_queries(10):
        client.get(LIST)


def test_search_finds_names_and_addresses(lead: Membership, sign_in: SignIn) -> None:
    organization = lead.organization
    make_contacts(organization, 1, email="bob@example.com", name="Bob Birch")
    make_contacts(organization, 1, email="birch@example.com", name="Anna", audience="manager")
    make_contacts(organization, 1, email="carl@example.com", name="Carl")
    client = sign_in(lead)

    both = client.get(LIST, {"search": "birch"}).context["contacts"]
    managers = client.get(LIST, {"search": "birch", "audience": "manager"}).context["contacts"]

    assert [row.email for row in both.rows] == ["birch@example.com", "bob@example.com"]
    assert [row.email for row in managers.rows] == ["birch@example.com"]


def test_search_that_finds_nobody_keeps_what_was_typed(lead: Membership, sign_in: SignIn) -> None:
    make_contacts(lead.organization, 1)

    page = sign_in(lead).get(LIST, {"search": "nobody <b>"})

    assertContains(page, "No contact fits.")
    assertContains(page, 'value="nobody &lt;b&gt;"')


@pytest.mark.parametrize(
    "asked", [{"search": "a\0"}, {"audience": "boss"}, {"search": "x" * 200}, {"page": "-3"}]
)
def test_search_that_makes_no_sense_shows_everybody(
    lead: Membership, sign_in: SignIn, asked: dict[str, str]
) -> None:
    make_contacts(lead.organization, 1)

    page = sign_in(lead).get(LIST, asked)

    assertContains(page, "p000@example.com")


def test_contacts_come_fifty_at_a_time(lead: Membership, sign_in: SignIn) -> None:
    make_contacts(lead.organization, 51)
    client = sign_in(lead)

    first = client.get(LIST, {"search": "person"})
    last = client.get(LIST, {"search": "person", "page": "99"})

    assert len(first.context["contacts"].rows) == 50
    assertContains(first, "?search=person&amp;page=2#contacts")
    assert [row.email for row in last.context["contacts"].rows] == ["p050@example.com"]


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


def test_lead_removes_a_contact_after_a_question(lead: Membership, sign_in: SignIn) -> None:
    (contact,) = make_contacts(lead.organization, 1)
    client = sign_in(lead)

    asked = client.get(contact_removal(contact))
    assert Contact.objects.exists()
    done = client.post(contact_removal(contact), follow=True)

    assertContains(asked, "Remove Person 000?")
    assertContains(done, "Person 000 is not asked any more.")
    assert not Contact.objects.exists()


def test_list_says_where_mail_does_not_arrive(
    owner: Membership, lead: Membership, sign_in: SignIn
) -> None:
    make_contacts(lead.organization, 2)
    bounces = [
        make_bounce(lead.organization, email) for email in ("p000@example.com", owner.user.email)
    ]

    page = sign_in(lead).get(LIST)

    assertContains(page, "Mail has not arrived since 12 March 2026.", count=2)
    assertContains(page, "550 5.1.1 No such mailbox &lt;b&gt;", count=2)
    assertContains(page, "Try this address again", count=2)
    for bounce in bounces:
        assertContains(page, another_try(bounce))


def test_list_says_who_asked_not_to_be_written_to_and_offers_nothing(
    lead: Membership, sign_in: SignIn
) -> None:
    make_contacts(lead.organization, 2)
    opt_out_address(organization=lead.organization, address="P000@example.com", now=NOW)
    make_bounce(lead.organization, "p000@example.com")

    page = sign_in(lead).get(LIST)

    assertContains(page, "Asked not to be written to.", count=1)
    assertNotContains(page, "Try this address again")


def test_search_finds_those_whom_mail_does_not_reach(
    lead: Membership, other_organization: Organization, sign_in: SignIn
) -> None:
    make_contacts(lead.organization, 3)
    make_bounce(lead.organization, "p001@example.com")
    make_bounce(other_organization, "p002@example.com")
    client = sign_in(lead)

    page = client.get(LIST, {"bounced": "on"})

    assert [row.email for row in page.context["contacts"].rows] == ["p001@example.com"]
    assertContains(page, "1 contact found")
    assertContains(client.get(LIST, {"bounced": "on", "search": "002"}), "No contact fits.")


def test_lead_tries_an_address_again(lead: Membership, sign_in: SignIn) -> None:
    make_contacts(lead.organization, 1)
    bounce = make_bounce(lead.organization, "p000@example.com")

    done = sign_in(lead).post(another_try(bounce), follow=True)

    assertRedirects(done, LIST)
    assertContains(done, "The next mail goes to p000@example.com again.")
    assertNotContains(done, "Mail has not arrived")
    assert not Bounce.objects.exists()
    assert AuditEntry.objects.get().act == "address tried again"


@pytest.mark.django_db
def test_trying_again_says_when_an_invitation_goes_out_once_more(
    sign_in: SignIn, join: Join
) -> None:
    round_ = an_open_round()
    an_invited_contact(round_)
    queue_invitations(round_=round_, now=NOW)
    record_bounce(email=OutgoingEmail.objects.get(), words="550 No such mailbox", now=NOW)
    OutgoingEmail.objects.update(state="failed")
    Round.objects.update(closes_at=timezone.now() + timedelta(days=3))
    client = sign_in(join(round_.organization, Role.LEAD))

    done = client.post(another_try(Bounce.objects.get()), follow=True)

    assertContains(done, "The invitation is sent to anna@customer.example once more.")
    assert OutgoingEmail.objects.get().state == "queued"


def test_address_is_not_tried_again_by_a_look_or_by_others(
    lead: Membership, other_organization: Organization, join: Join, sign_in: SignIn
) -> None:
    bounce = make_bounce(lead.organization, "p000@example.com")

    assert sign_in(lead).get(another_try(bounce)).status_code == 405
    assert sign_in(join(lead.organization)).post(another_try(bounce)).status_code == 403
    assert sign_in(join(other_organization, Role.LEAD)).post(another_try(bounce)).status_code == 404
    foreign = make_bounce(other_organization, "p000@example.com")
    assert sign_in(lead).post(another_try(foreign)).status_code == 404
    assert Client().post(another_try(bounce)).status_code == 302
    assert Bounce.objects.count() == 2


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
    (contact,) = make_contacts(owner.organization, 1)
    client = sign_in(join(other_organization, Role.OWNER))

    for address in (LIST, ADD, member_page(owner), contact_removal(contact)):
        assert client.get(address).status_code == 404


def test_people_of_another_organization_do_not_exist(
    owner: Membership, other_organization: Organization, join: Join, sign_in: SignIn
) -> None:
    client = sign_in(owner)
    stranger = join(other_organization, Role.LEAD)
    (contact,) = make_contacts(other_organization, 1)

    for address in (
        member_page(stranger),
        member_page(stranger, "member-remove"),
        contact_removal(contact),
        "/o/meridian/people/members/99999999999999999999/",
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
