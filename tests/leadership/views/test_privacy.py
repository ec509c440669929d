"""Pages on which somebody's data is handed over, and on which they are erased."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from assessment.models import Organization
from leadership.domain.roles import Role
from leadership.models import (
    AuditEntry,
    Contact,
    Erasure,
    JoinInvitation,
    Membership,
    OrganizationSettings,
    RetentionRun,
    User,
)
from leadership.queries.opt_outs import has_opted_out
from tests.html_pages import page_of
from tests.leadership.conftest import Join, SignIn
from tests.leadership.known_persons import (
    WROTE,
    Known,
    a_contact_known_everywhere,
    a_member_known_everywhere,
)
from tests.leadership.sign_ins import PASSWORD, with_password

pytestmark = pytest.mark.django_db

ADDRESS = "ida@b.example"
NAME = "Ida Holm"


@pytest.fixture(autouse=True)
def _journal(settings: Settings, tmp_path: Path) -> None:
    settings.ERASURE_JOURNAL = tmp_path / "erasures.jsonl"


@pytest.fixture
def contact(organization: Organization) -> Contact:
    return Contact.objects.create(
        organization=organization, email=ADDRESS, name=NAME, audience="customer"
    )


def place(person: Contact | Membership, rest: str = "") -> str:
    kind = "contacts" if isinstance(person, Contact) else "members"
    return f"/o/{person.organization.slug}/people/{kind}/{person.pk}/{rest}"


def in_archive(answer: Any) -> tuple[str, dict[str, list[dict[str, object]]]]:
    """The page and what the file for programs holds."""
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["data.html", "data.json"]
        return archive.read("data.html").decode(), json.loads(archive.read("data.json"))["data"]


def the_contact(known: Known) -> Contact:
    return Contact.objects.get(email=known.address)


def test_a_contact_is_handed_what_is_held_about_them(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    known = a_contact_known_everywhere(organization, ADDRESS, NAME)

    page, held = in_archive(sign_in(lead).post(place(the_contact(known), "download/")))

    assert held["contact"][0]["email"] == ADDRESS
    assert held["contact"][0]["audience"] == "customer"
    assert "<dd>Customer</dd>" in page
    assert [one["comment"] for one in held["concern"]] == [WROTE]
    assert len(held["invitation"]) == 2
    assert held["bounce"][0]["words"] == f"no {ADDRESS} here"
    assert set(held) >= {"outgoingemail", "mailboxmessage", "optout", "auditentry"}
    assert "ceomessage" not in held
    assert "An answer for you alone" not in page
    assert f"What is held about {ADDRESS}" in page
    assert WROTE in page
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.about) == ("personal data handed over", f"of {ADDRESS}")


def test_a_file_holds_nobody_else(
    organization: Organization, owner: Membership, sign_in: SignIn
) -> None:
    known = a_member_known_everywhere(organization, ADDRESS, NAME)
    member = Membership.objects.get(user__email=known.address)

    page, held = in_archive(sign_in(owner).post(place(member, "download/")))

    for others in (
        *("owner@example.com", "bo@customer.example", "Olivia Owner", "new@example.com"),
        *("eve@example.com", "Eve Other", "Nobody calls back.", "Good work."),
    ):
        assert others not in page
        assert others not in json.dumps(held)


def test_answers_of_an_open_round_are_not_handed_to_an_owner(
    organization: Organization, owner: Membership, sign_in: SignIn
) -> None:
    a_member_known_everywhere(organization, ADDRESS, NAME)
    member = Membership.objects.get(user__email=ADDRESS)

    _, held = in_archive(sign_in(owner).post(place(member, "download/")))

    assert [one["is_submitted"] for one in held["answersheet"]] == [True]
    assert not {"usersession", "authenticator", "socialaccount", "user"} & set(held)
    assert not {"immersion", "ceomessage"} & set(held)
    seen = {one["question"] for one in held["evidence"]}
    assert seen == {"s1", "s2"}  # the third one is still its giver’s alone
    assert "ceo-answer" not in {one["kind"] for one in held["outgoingemail"]}
    assert "An answer for you alone" not in {one["subject"] for one in held["mailboxmessage"]}


def test_somebody_downloads_everything_about_themself(
    organization: Organization, owner: Membership
) -> None:
    a_member_known_everywhere(organization, ADDRESS, NAME)
    client = Client()
    client.force_login(User.objects.get(email=ADDRESS))

    page, held = in_archive(client.post("/accounts/privacy/download/"))

    assert sorted(str(one["is_submitted"]) for one in held["answersheet"]) == ["False", "True"]
    assert {"user", "usersession", "authenticator", "membership", "reminder"} <= set(held)
    assert WROTE in page
    assert {"commitment", "commitmentnote", "calendaraddress", "meeting", "decision"} <= set(held)
    assert {one["question"] for one in held["evidence"]} == {"s1", "s2", "s3"}
    assert [one["note"] for one in held["immersion"]] == [WROTE]
    assert [one["answer"] for one in held["ceomessage"]] == ["Thank you."]
    assert "ceo-answer" in {one["kind"] for one in held["outgoingemail"]}
    entry = AuditEntry.objects.latest("pk")
    assert (entry.by, entry.about) == (ADDRESS, "their own")


def test_a_download_is_no_page_to_open(contact: Contact, lead: Membership, sign_in: SignIn) -> None:
    assert sign_in(lead).get(place(contact, "download/")).status_code == 405


def test_only_owners_hand_over_and_erase_members(
    organization: Organization, owner: Membership, lead: Membership, sign_in: SignIn
) -> None:
    for rest in ("download/", "erase/"):
        assert sign_in(lead).post(place(owner, rest)).status_code == 403
    assert "Erase this person" not in sign_in(lead).get(place(owner)).content.decode()


def test_a_persons_page_leads_to_both(contact: Contact, lead: Membership, sign_in: SignIn) -> None:
    page = sign_in(lead).get(place(contact)).content.decode()

    assert f'action="{place(contact, "download/")}"' in page
    assert f'href="{place(contact, "erase/")}"' in page


def test_a_member_who_is_a_contact_too_stays_the_matter_of_owners(
    contact: Contact, owner: Membership, lead: Membership, join: Join, sign_in: SignIn
) -> None:
    """Otherwise a lead lists an owner’s address, and erases the owner with it."""
    second = join(contact.organization, Role.OWNER, contact.email)
    client = sign_in(lead)

    assert client.post(place(contact, "download/")).status_code == 403
    assert client.get(place(contact, "erase/")).status_code == 403
    assert client.post(place(contact, "erase/")).status_code == 403
    page = client.get(place(contact)).content.decode()
    assert place(contact, "erase/") not in page
    assert place(contact, "download/") not in page
    assert Membership.objects.filter(pk=second.pk).exists()

    assert sign_in(owner).get(place(contact, "erase/")).status_code == 200


def invited_to_join(organization: Organization) -> None:
    JoinInvitation.objects.create(
        organization=organization,
        email=ADDRESS,
        role=Role.OWNER,
        invited_by="owner@example.com",
        sent_at=timezone.now(),
        expires_at=timezone.now(),
    )


def answers_go_there(organization: Organization) -> None:
    OrganizationSettings.objects.create(organization=organization, reply_to=ADDRESS)


def sends_the_mail(organization: Organization) -> None:
    OrganizationSettings.objects.create(organization=organization, sender_address=ADDRESS)


def has_left(organization: Organization) -> None:
    AuditEntry.objects.create(
        organization=organization,
        at=timezone.now(),
        by=ADDRESS,
        act="settings changed",
        about="name: Old → New",
    )


@pytest.mark.parametrize(
    "place_of_owners", [invited_to_join, answers_go_there, sends_the_mail, has_left]
)
def test_an_address_that_owners_have_put_somewhere_stays_their_matter(
    contact: Contact,
    lead: Membership,
    owner: Membership,
    sign_in: SignIn,
    place_of_owners: Callable[[Organization], None],
) -> None:
    """Otherwise a lead lists it, and undoes with an erasure what only owners may."""
    place_of_owners(contact.organization)

    assert sign_in(lead).get(place(contact, "erase/")).status_code == 403
    assert sign_in(lead).post(place(contact, "erase/")).status_code == 403
    assert place(contact, "erase/") not in sign_in(lead).get(place(contact)).content.decode()
    assert Contact.objects.filter(pk=contact.pk).exists()
    assert sign_in(owner).get(place(contact, "erase/")).status_code == 200


def test_the_page_before_an_erasure_says_what_goes_and_what_stays(
    organization: Organization, lead: Membership, sign_in: SignIn
) -> None:
    known = a_contact_known_everywhere(organization, ADDRESS, NAME)

    text = " ".join(page_of(sign_in(lead).get(place(the_contact(known), "erase/"))).text.split())

    assert "Erase Ida Holm?" in text
    assert "2 personal links, and that this person was asked and took part." in text
    assert "1 of the links still works; it stops at once, and nobody is reminded." in text
    assert "1 comment with name, and what was answered." in text
    assert "Answers that were sent stay counted" in text
    assert "stays, as a hash without the address" in text


def test_a_contact_is_erased_by_a_lead(contact: Contact, lead: Membership, sign_in: SignIn) -> None:
    answer = sign_in(lead).post(place(contact, "erase/"), {"never_again": "on"}, follow=True)

    assert "The person is erased." in answer.content.decode()
    assert not Contact.objects.filter(pk=contact.pk).exists()
    assert has_opted_out(lead.organization_id, ADDRESS)


def test_a_member_is_erased_once_the_address_is_typed(
    organization: Organization, owner: Membership, join: Join, sign_in: SignIn
) -> None:
    member = join(organization, Role.EXECUTIVE, ADDRESS, name=NAME)
    client = sign_in(owner)

    refused = client.post(place(member, "erase/"), {"address": "ida@c.example"})
    assert refused.status_code == 422
    assert "so nobody was erased" in refused.content.decode()
    assert Membership.objects.filter(pk=member.pk).exists()

    client.post(place(member, "erase/"), {"address": " Ida@B.example"})
    assert not User.objects.filter(email=ADDRESS).exists()


def test_the_only_owner_is_told_why_not(owner: Membership, sign_in: SignIn) -> None:
    answer = sign_in(owner).post(place(owner, "erase/"), {"address": owner.user.email}, follow=True)

    assert "Make somebody else an owner first" in answer.content.decode()
    assert Membership.objects.filter(pk=owner.pk).exists()


def test_nobody_is_erased_without_a_journal(
    contact: Contact, lead: Membership, sign_in: SignIn, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    settings.ERASURE_JOURNAL = tmp_path / "file" / "journal"

    answer = sign_in(lead).post(place(contact, "erase/"), follow=True)

    assert "Nobody was erased, because the erasure journal" in answer.content.decode()


def test_somebody_has_themself_erased_everywhere(
    organization: Organization, other_organization: Organization, join: Join, sign_in: SignIn
) -> None:
    member = join(organization, Role.VIEWER, ADDRESS, name=NAME)
    join(other_organization, Role.EXECUTIVE, ADDRESS)
    client = sign_in(member)
    session = client.session
    session["signed_in_at"] = session["seen_at"] = timezone.now().timestamp()
    session.save()

    assert "Erase me" in client.get("/accounts/privacy/erase/").content.decode()
    answer = client.post("/accounts/privacy/erase/", {"address": ADDRESS}, follow=True)

    assert "You are erased." in answer.content.decode()
    assert not User.objects.filter(email=ADDRESS).exists()
    assert Erasure.objects.get().organization is None
    assert client.get("/accounts/privacy/").status_code == 302


def test_an_erasure_asks_once_more_for_the_password(
    organization: Organization, owner: Membership, join: Join, sign_in: SignIn
) -> None:
    """A browser that was left open erases nobody."""
    member = join(organization, Role.VIEWER, ADDRESS, name=NAME)
    with_password(member.user)
    member.user.refresh_from_db()
    client = sign_in(member)
    session = client.session
    session["signed_in_at"] = timezone.now().timestamp() - 16 * 60
    session["seen_at"] = timezone.now().timestamp()
    session.save()

    asked = client.get("/accounts/privacy/erase/")
    posted = client.post("/accounts/privacy/erase/", {"address": ADDRESS})

    assert asked["Location"].startswith("/accounts/again/password/")
    assert posted["Location"].startswith("/accounts/again/password/")
    assert User.objects.filter(email=ADDRESS).exists()

    client.post("/accounts/again/password/", {"password": PASSWORD})
    client.post("/accounts/privacy/erase/", {"address": ADDRESS})
    assert not User.objects.filter(email=ADDRESS).exists()


def test_ones_own_page_leads_to_the_file_and_the_notices(
    organization: Organization, owner: Membership, sign_in: SignIn
) -> None:
    client = sign_in(owner)

    assert "/accounts/privacy/" in client.get("/accounts/").content.decode()
    page = client.get("/accounts/privacy/").content.decode()
    assert "Download your data" in page
    assert "/privacy/" in page


def test_owners_see_what_the_next_run_deletes_and_what_the_last_did(
    organization: Organization, owner: Membership, sign_in: SignIn
) -> None:
    RetentionRun.objects.create(
        organization=organization, ran_at=timezone.now(), deleted={"contacts": 1234}
    )

    text = page_of(sign_in(owner).get("/o/meridian/settings/privacy/")).text

    assert "Contacts who were not asked for 24 months 0 1,234" in " ".join(text.split())
    assert "Nobody was erased so far." in text
    assert "Uploaded lists go a day after their upload" in text
    assert "minutes stay until somebody is erased" in text


@pytest.mark.parametrize("contacts", [1, 3])
def test_a_contacts_erasure_page_costs_the_same_however_many_there_are(
    organization: Organization,
    lead: Membership,
    sign_in: SignIn,
    contacts: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = [
        Contact.objects.create(
            organization=organization, email=f"{number}@b.example", audience="customer"
        )
        for number in range(contacts)
    ]
    client = sign_in(lead)

    with django_assert_num_queries(15):
        client.get(place(people[0], "erase/"))
