"""The list of contacts, and the page of each."""

from datetime import timedelta

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
from tests.leadership.contact_lists import make_bounce, make_contacts
from tests.leadership.mailing import an_invited_contact, an_open_round

LIST = "/o/meridian/people/"


def page_of(contact: Contact, name: str = "contact") -> str:
    return reverse(f"leadership:{name}", args=["meridian", contact.pk])


def contact_removal(contact: Contact) -> str:
    return page_of(contact, "contact-remove")


def another_try(bounce: Bounce) -> str:
    return reverse("leadership:bounce-try-again", args=["meridian", bounce.pk])


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

    assert [row.email for row in both] == ["birch@example.com", "bob@example.com"]
    assert [row.email for row in managers] == ["birch@example.com"]


def test_search_that_finds_nobody_keeps_what_was_typed(lead: Membership, sign_in: SignIn) -> None:
    make_contacts(lead.organization, 1)

    page = sign_in(lead).get(LIST, {"search": "nobody <b>"})

    assertContains(page, "No contact fits")
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

    assert len(first.context["contacts"]) == 50
    assertContains(first, "?search=person&amp;page=2#found")
    assert [row.email for row in last.context["contacts"]] == ["p050@example.com"]


def test_lead_removes_a_contact_after_a_question(lead: Membership, sign_in: SignIn) -> None:
    (contact,) = make_contacts(lead.organization, 1)
    client = sign_in(lead)

    asked = client.get(contact_removal(contact))
    assert Contact.objects.exists()
    done = client.post(contact_removal(contact), follow=True)

    assertContains(asked, "Remove Person 000?")
    assertContains(done, "Person 000 is not asked any more.")
    assert not Contact.objects.exists()


def test_list_says_where_mail_does_not_arrive(lead: Membership, sign_in: SignIn) -> None:
    make_contacts(lead.organization, 2)
    bounce = make_bounce(lead.organization, "p000@example.com")

    page = sign_in(lead).get(LIST)

    assertContains(page, "Mail has not arrived since 12 March 2026.")
    assertContains(page, "550 5.1.1 No such mailbox &lt;b&gt;", count=1)
    assertContains(page, "Try this address again", count=1)
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

    page = client.get(LIST, {"status": "bouncing"})

    assert [row.email for row in page.context["contacts"]] == ["p001@example.com"]
    assertContains(page, "1 contact found")
    assertContains(client.get(LIST, {"status": "bouncing", "search": "002"}), "No contact fits")


def test_lead_tries_an_address_again(lead: Membership, sign_in: SignIn) -> None:
    make_contacts(lead.organization, 1)
    bounce = make_bounce(lead.organization, "p000@example.com")

    done = sign_in(lead).post(another_try(bounce), follow=True)

    assertRedirects(done, page_of(Contact.objects.get()))
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


def test_list_without_contacts_says_how_they_come(lead: Membership, sign_in: SignIn) -> None:
    page = sign_in(lead).get(LIST)

    assertContains(page, "Nobody is asked by email yet")
    assertContains(page, "/o/meridian/people/contacts/sample.csv")


def test_list_shows_contacts(lead: Membership, sign_in: SignIn) -> None:
    organization = lead.organization
    above = Unit.objects.create(organization=organization, name="Europe")
    unit = Unit.objects.create(organization=organization, name="Nord", parent=above)
    (first,) = make_contacts(organization, 1, unit=unit)
    make_contacts(organization, 1, email="m@example.com", audience="manager", language="de")

    page = sign_in(lead).get(LIST)

    assertContains(page, "2 people are asked by email")
    for text in ("p000@example.com", "Europe › Nord", "German", "Managers", page_of(first)):
        assertContains(page, text)


def names_found(client: Client, asked: dict[str, str]) -> list[str]:
    return [row.name for row in client.get(LIST, asked).context["contacts"]]


def test_list_filters(
    lead: Membership, join: Join, other_organization: Organization, sign_in: SignIn
) -> None:
    organization = lead.organization
    europe = Unit.objects.create(organization=organization, name="Europe")
    spain = Unit.objects.create(organization=organization, name="Spain", parent=europe)
    make_contacts(organization, 1, email="a@example.com", name="A", unit=spain)
    make_contacts(organization, 1, email="b@example.com", name="B", unit=europe, language="")
    make_contacts(organization, 1, email="c@example.com", name="C", language="de")
    make_contacts(organization, 1, email="d@example.com", name="D", is_active=False)
    opt_out_address(organization=organization, address="a@example.com", now=NOW)
    opt_out_address(organization=other_organization, address="b@example.com", now=NOW)
    make_bounce(organization, "b@example.com")
    client = sign_in(lead)

    assert names_found(client, {"unit": str(europe.pk)}) == ["A", "B"]
    assert names_found(client, {"unit": str(spain.pk)}) == ["A"]
    assert names_found(client, {"unit": "none"}) == ["C", "D"]
    assert names_found(client, {"language": "de"}) == ["C"]
    assert names_found(client, {"language": "none"}) == ["B"]
    assert names_found(client, {"status": "active"}) == ["C"]
    assert names_found(client, {"status": "opted-out"}) == ["A"]
    assert names_found(client, {"status": "bouncing"}) == ["B"]
    assert names_found(client, {"status": "inactive"}) == ["D"]
    assert names_found(client, {"status": "never-asked"}) == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("ZOË", ["Zoë Müller"]),
        ("zoe mueller", []),
        ("muller ZO", ["Zoë Müller"]),
        ("Ångström", ["ÅNGSTRÖM Łukasz"]),
        ("lukasz", ["ÅNGSTRÖM Łukasz"]),
        ("احمد", ["أحمد مُحَمَّد"]),
        ("محمد", ["أحمد مُحَمَّد"]),
        ("p00_", []),
        ("100%", []),
        ("STRASSE", ["Weiß Straße"]),
    ],
)
def test_search_knows_no_case_and_no_accents(
    lead: Membership, sign_in: SignIn, search: str, names: list[str]
) -> None:
    for number, name in enumerate(["Zoë Müller", "ÅNGSTRÖM Łukasz", "أحمد مُحَمَّد", "Weiß Straße"]):
        make_contacts(lead.organization, 1, email=f"p{number:03}@example.com", name=name)

    assert names_found(sign_in(lead), {"search": search}) == names


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["Ä", "B", "C"]),
        ("-name", ["C", "B", "Ä"]),
        ("email", ["C", "B", "Ä"]),
        ("-audience", ["C", "Ä", "B"]),
        ("unit", ["C", "B", "Ä"]),
        ("-unit", ["B", "C", "Ä"]),
        ("language", ["B", "C", "Ä"]),
    ],
)
def test_list_sorts_by_its_columns(
    lead: Membership, sign_in: SignIn, sort: str, names: list[str]
) -> None:
    organization = lead.organization
    first, second = (
        Unit.objects.create(organization=organization, name=name) for name in ("East", "West")
    )
    make_contacts(organization, 1, name="Ä", email="z@example.com", language="fr")
    make_contacts(organization, 1, name="B", email="y@example.com", unit=second, language="de")
    make_contacts(organization, 1, name="C", email="x@example.com", audience="partner", unit=first)

    page = sign_in(lead).get(LIST, {"sort": sort})

    assert [row.name for row in page.context["contacts"]] == names


def test_headings_say_how_the_list_is_sorted(lead: Membership, sign_in: SignIn) -> None:
    make_contacts(lead.organization, 1)

    page = sign_in(lead).get(LIST, {"sort": "email", "search": "p"})

    assertContains(page, 'href="?sort=name&amp;search=p#found"')
    assertNotContains(page, "aria-sort")
    assertContains(sign_in(lead).get(LIST), 'aria-sort="ascending"')


def test_search_says_that_members_fit_too(
    owner: Membership, lead: Membership, sign_in: SignIn
) -> None:
    make_contacts(lead.organization, 1)

    page = sign_in(lead).get(LIST, {"search": "olivia"})

    assertContains(page, "1 member fits, too")
    assertContains(page, "/o/meridian/people/members/?search=olivia#found")
    assert owner.user.name == "Olivia Owner"


def test_contact_page_says_who_somebody_is(lead: Membership, sign_in: SignIn) -> None:
    unit = Unit.objects.create(organization=lead.organization, name="Nord")
    (contact,) = make_contacts(lead.organization, 1, unit=unit, language="ar")

    page = sign_in(lead).get(page_of(contact))

    for text in ("Person 000", "p000@example.com", "Customer", "Nord", "Arabic", "Can be asked"):
        assertContains(page, text)
    assertContains(page, "Nothing yet: no round has asked this person")


@pytest.mark.django_db
def test_contact_page_says_what_was_sent(
    join: Join, sign_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = an_open_round()
    invitation = an_invited_contact(round_)
    queue_invitations(round_=round_, now=NOW)
    OutgoingEmail.objects.update(state="sent", sent_at=NOW, outcome="delivered")
    client = sign_in(join(round_.organization, Role.LEAD))
    address = page_of(Contact.objects.get())

    with django_assert_num_queries(9):
        before = client.get(address)
    invitation.submitted_on = NOW.date()
    invitation.save()
    after = client.get(address)

    for text in ("Q4 2026", "Invitation", "Delivered", "Has not answered yet"):
        assertContains(before, text)
    assertContains(after, "Answered on 2 March 2026")


def test_contact_page_offers_nothing_against_an_opt_out(lead: Membership, sign_in: SignIn) -> None:
    (contact,) = make_contacts(lead.organization, 1)
    opt_out_address(organization=lead.organization, address=contact.email, now=NOW)

    page = sign_in(lead).get(page_of(contact))

    assertContains(page, "Nobody here can undo that.")
    assertNotContains(page, "Can be asked")


def test_lead_changes_a_contact(lead: Membership, sign_in: SignIn) -> None:
    unit = Unit.objects.create(organization=lead.organization, name="Nord")
    (contact,) = make_contacts(lead.organization, 1)
    client = sign_in(lead)
    assertContains(client.get(page_of(contact, "contact-change")), 'value="Person 000"')

    done = client.post(
        page_of(contact, "contact-change"),
        {"name": "Zoë", "audience": "partner", "unit": unit.pk, "language": ""},
        follow=True,
    )

    assertRedirects(done, page_of(contact))
    assertContains(done, "The changes to Zoë are kept.")
    contact.refresh_from_db()
    assert (contact.audience, contact.unit, contact.language) == ("partner", unit, "")
    assert contact.sought == "zoe p000@example.com"
    assert names_found(client, {"search": "zoe"}) == ["Zoë"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "An\u202ena"}, "name"),
        ({"audience": "executive"}, "audience"),
        ({"language": "xx"}, "language"),
    ],
)
def test_bad_change_is_shown_again(
    lead: Membership, sign_in: SignIn, typed: dict[str, str], field: str
) -> None:
    (contact,) = make_contacts(lead.organization, 1)
    good = {"name": "Zoë", "audience": "partner", "unit": "", "language": "de"}

    page = sign_in(lead).post(page_of(contact, "contact-change"), good | typed)

    assert list(page.context["form"].errors) == [field]
    contact.refresh_from_db()
    assert contact.name == "Person 000"


def test_unit_of_another_organization_is_no_choice(
    lead: Membership, other_organization: Organization, sign_in: SignIn
) -> None:
    foreign = Unit.objects.create(organization=other_organization, name="Theirs")
    (contact,) = make_contacts(lead.organization, 1)

    page = sign_in(lead).post(
        page_of(contact, "contact-change"),
        {"name": "Zoë", "audience": "partner", "unit": foreign.pk, "language": "de"},
    )

    assert list(page.context["form"].errors) == ["unit"]
    assertNotContains(page, "Theirs")


def test_lead_pauses_a_contact_and_asks_again(lead: Membership, sign_in: SignIn) -> None:
    (contact,) = make_contacts(lead.organization, 1)
    client = sign_in(lead)

    paused = client.post(page_of(contact, "contact-pause"), {"active": "no"}, follow=True)
    again = client.post(page_of(contact, "contact-pause"), {"active": "yes"}, follow=True)

    assertContains(paused, "Person 000 is paused: not asked, not reminded.")
    assertContains(paused, "Ask again")
    assertContains(again, "Person 000 is asked again from the next round on.")
    assert client.get(page_of(contact, "contact-pause")).status_code == 405
    acts = AuditEntry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["contact paused", "contact asked again"]


@pytest.mark.parametrize("name", ["contact", "contact-change", "contact-remove"])
def test_contact_of_another_organization_does_not_exist(
    lead: Membership, other_organization: Organization, join: Join, sign_in: SignIn, name: str
) -> None:
    (foreign,) = make_contacts(other_organization, 1)
    (own,) = make_contacts(lead.organization, 1)

    assert sign_in(lead).get(page_of(foreign, name)).status_code == 404
    assert sign_in(lead).post(page_of(foreign, "contact-pause")).status_code == 404
    assert sign_in(join(lead.organization)).get(page_of(own, name)).status_code == 403
    assert Client().get(page_of(own, name)).status_code == 302


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.VIEWER])
def test_list_refuses_other_roles(
    organization: Organization, join: Join, sign_in: SignIn, role: Role
) -> None:
    assert sign_in(join(organization, role)).get(LIST).status_code == 403


def test_list_takes_no_post(lead: Membership, sign_in: SignIn) -> None:
    assert sign_in(lead).post(LIST).status_code == 405
