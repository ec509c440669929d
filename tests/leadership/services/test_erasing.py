"""Erasing somebody: nothing leads to them any more, and no number changes."""

import random
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import Error, transaction
from django.utils import timezone
from pytest_django import Settings

from assessment.models import AnswerSheet, Organization
from leadership.domain.roles import Role
from leadership.models import (
    AuditEntry,
    AuditReplacement,
    CeoMessage,
    Commitment,
    Concern,
    Contact,
    Decision,
    Erasure,
    Evidence,
    Invitation,
    MailboxMessage,
    Meeting,
    Membership,
    MinutesFile,
    OptOut,
    OutgoingEmail,
    User,
)
from leadership.queries.dashboards import dashboard_for
from leadership.queries.opt_outs import has_opted_out, hash_of
from leadership.queries.personal_register import REGISTER
from leadership.queries.persons import Person
from leadership.services.erasing import erase_person
from leadership.services.erasure_journal import JournalUnwritable, lines_in
from leadership.services.people import LastOwner
from tests.database import tallies_of
from tests.leadership.conftest import Join
from tests.leadership.known_persons import (
    WROTE,
    Known,
    a_contact_known_everywhere,
    a_member_known_everywhere,
    found_in_database,
    somebody,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def journal(settings: Settings, tmp_path: Path) -> Path:
    settings.ERASURE_JOURNAL = tmp_path / "new" / "erasures.jsonl"
    return tmp_path / "new" / "erasures.jsonl"


@pytest.fixture
def member(organization: Organization, owner: Membership) -> Known:
    return a_member_known_everywhere(organization, "a@b.example", "Ida Holm")


@pytest.fixture
def contact(organization: Organization, owner: Membership) -> Known:
    return a_contact_known_everywhere(organization, "a@b.example", "Ida Holm")


def erase(known: Known, by: Membership, **more: bool) -> Erasure:
    person = Person(known.address, known.organization.pk)
    return erase_person(person=person, by=by.user, now=timezone.now(), **more)


def test_the_example_is_known_in_every_table(member: Known) -> None:
    person = Person(member.address, own=True)

    empty = {held.model.__name__ for held in REGISTER if not held.rows(person).exists()}

    assert empty == {"Contact", "Concern", "Erasure"}


@pytest.mark.parametrize("seed", range(4))
def test_nothing_in_the_database_leads_to_an_erased_member(
    organization: Organization, owner: Membership, seed: int
) -> None:
    known = a_member_known_everywhere(organization, *somebody(random.Random(seed)))
    before = found_in_database(known.tells)

    erase(known, owner)

    assert len(before) > 30
    assert found_in_database(known.tells) == []


@pytest.mark.parametrize("seed", range(4))
def test_nothing_in_the_database_leads_to_an_erased_contact(
    organization: Organization, owner: Membership, seed: int
) -> None:
    known = a_contact_known_everywhere(organization, *somebody(random.Random(seed)))

    erase(known, owner, never_again=True)

    assert found_in_database(known.tells) == []


def test_somebody_with_a_similar_address_stays(member: Known, owner: Membership) -> None:
    similar = ("joa@b.example", "jo-a@b.example", "a@b.example.com", "a@b.examples")
    for address in similar:
        AuditEntry.objects.create(
            organization=member.organization, by=address, act="x", about="", at=timezone.now()
        )

    erase(member, owner)

    assert set(AuditEntry.objects.filter(act="x").values_list("by", flat=True)) == set(similar)


@pytest.mark.parametrize("kind", ["member", "contact"])
def test_no_count_and_no_published_result_changes(
    kind: str, owner: Membership, request: pytest.FixtureRequest
) -> None:
    known: Known = request.getfixturevalue(kind)
    counts = [tallies_of(known.closed), tallies_of(known.open)]
    sheets = AnswerSheet.objects.filter(is_submitted=True).count()
    published = dashboard_for(known.closed, named=False)

    erase(known, owner)

    assert [tallies_of(known.closed), tallies_of(known.open)] == counts
    assert AnswerSheet.objects.filter(is_submitted=True).count() == sheets
    assert dashboard_for(known.closed, named=False) == published
    call_command("rebuild_tallies")
    assert sum(tallies_of(known.closed).values()) == sum(counts[0].values())


def test_an_open_round_forgets_links_drafts_and_waiting_mail(
    member: Known, owner: Membership
) -> None:
    erase(member, owner)

    assert not Invitation.objects.filter(round=member.open, audience="executive").exists()
    assert not AnswerSheet.objects.filter(is_submitted=False).exists()
    assert not OutgoingEmail.objects.filter(kind="reminder").exists()


def test_what_was_written_to_others_stays_without_the_writer(
    member: Known, owner: Membership
) -> None:
    erase(member, owner)

    concern = Concern.objects.get()
    assert concern.owner is None
    assert [(one.text, one.by) for one in concern.answers.all()] == [("We will call.", None)]
    (mail,) = MailboxMessage.objects.all()
    assert mail.recipient == "Bo Lind <bo@customer.example>"
    assert mail.text.startswith("Hello, it reaches erased-name-")


def test_evidence_that_was_accepted_stays_without_its_words(
    member: Known, owner: Membership
) -> None:
    now = timezone.now()
    Evidence.objects.create(
        organization=member.organization,
        round=member.open,
        question="s4",
        giver=Membership.objects.get(user__email=member.address),
        text=WROTE,
        dated_on=now.date(),
        given_on=now.date(),
    )

    erase(member, owner)

    assert {(one.question, one.state, one.text, one.link) for one in Evidence.objects.all()} == {
        ("s1", "accepted", "", ""),
        ("s1", "accepted", "Look at the agendas.", ""),
        ("s2", "retracted", "", ""),  # of a round that was open when the next one began
        ("s4", "retracted", "", ""),
    }
    reviewed = Evidence.objects.get(text="Look at the agendas.")
    assert (reviewed.reviewer, reviewed.reviewed_on is None) == (None, False)
    assert [step.note for step in reviewed.steps.all()] == ["Which agendas?"] * 2


def test_what_was_promised_and_decided_stays_without_the_person(
    member: Known, owner: Membership
) -> None:
    fingerprint = Meeting.objects.get().fingerprint

    erase(member, owner)

    commitment = Commitment.objects.get()
    assert (commitment.what, commitment.owner, commitment.made_by) == ("Draft a bonus", None, None)
    assert [(note.text, note.by) for note in commitment.notes.all()] == [("It is drafted.", None)]
    assert not commitment.reminders.exists()
    decision = Decision.objects.get()
    assert (decision.commitment, decision.member, decision.decided_by) == (commitment, None, None)
    meeting = Meeting.objects.get()
    assert meeting.minutes is not None
    assert (meeting.started_by, meeting.minutes["attendees"]) == (None, [])
    assert [one["owner"]["name"] for one in meeting.minutes["promised"]] == [""]
    assert meeting.fingerprint != fingerprint
    assert not MinutesFile.objects.exists()


def test_minutes_forget_somebody_who_was_removed_before(member: Known, owner: Membership) -> None:
    Membership.objects.get(user__email=member.address).delete()
    assert "Ida Holm" in str(Meeting.objects.get().minutes)

    erase(member, owner)

    assert "Ida Holm" not in str(Meeting.objects.get().minutes)
    assert not MinutesFile.objects.exists()


@pytest.mark.parametrize("kind", ["member", "contact"])
def test_messages_with_the_address_go_and_those_without_stay(
    kind: str, owner: Membership, request: pytest.FixtureRequest
) -> None:
    known: Known = request.getfixturevalue(kind)

    erase(known, owner)

    left = CeoMessage.objects.filter(text__in=["Good work.", WROTE])
    assert list(left.values_list("text", flat=True)) == ["Good work."]
    assert not OutgoingEmail.objects.filter(kind="ceo-answer").exists()
    others = CeoMessage.objects.filter(answered_on__isnull=False)
    assert {(one.answer, one.answered_by) for one in others} <= {("We will.", None)}


def test_every_name_goes_under_which_somebody_is_known(
    organization: Organization, other_organization: Organization, owner: Membership, join: Join
) -> None:
    """A list may call somebody otherwise than they call themselves where they sign in."""
    join(other_organization, Role.LEAD, "ida@b.example", name="Ida Holm")
    Contact.objects.create(
        organization=organization, email="ida@b.example", name="Ida Holm Berg", audience="partner"
    )
    to_others = MailboxMessage.objects.create(
        organization=organization,
        recipient="owner@example.com",
        subject="Ida Holm Berg wrote",
        text="Ida Holm Berg, or Ida Holm",
        html="",
        kept_at=timezone.now(),
    )

    erase_person(person=Person("ida@b.example", organization.pk), by=owner.user, now=timezone.now())

    to_others.refresh_from_db()
    assert "Ida" not in to_others.subject + to_others.text
    assert "Berg" not in to_others.subject + to_others.text
    assert User.objects.get(email="ida@b.example").name == "Ida Holm"


@pytest.mark.parametrize("name", ["bo@b.example: lead", "lead → owner"])
def test_nobody_is_listed_under_what_the_audit_says_and_erased_to_change_it(
    organization: Organization, owner: Membership, name: str
) -> None:
    entry = AuditEntry.objects.create(
        organization=organization,
        by="bo@b.example",
        act="member changed",
        about="bo@b.example: lead → owner",
        at=timezone.now(),
    )
    Contact.objects.create(
        organization=organization, email="x@b.example", name=name, audience="customer"
    )

    erase_person(person=Person("x@b.example", organization.pk), by=owner.user, now=timezone.now())

    entry.refresh_from_db()
    assert entry.about == "bo@b.example: lead → owner"


@pytest.mark.parametrize(
    "said",
    [
        ("retention applied", "the clock", "2 contacts, 1 mailbox"),
        ("round closed", "lead@example.com", "Annual Round"),
        ("settings changed", "lead@example.com", "minimum group: 5 → 7; name: Annual Round → Q"),
        ("unit added", "lead@example.com", "North › Annual Round"),
        ("second factor added", "lead@example.com", "recovery codes"),
    ],
)
@pytest.mark.parametrize("name", ["the clock", "Annual Round", "minimum group", "recovery codes"])
def test_plain_words_of_the_audit_stay_when_somebody_is_called_like_them(
    organization: Organization, owner: Membership, name: str, said: tuple[str, str, str]
) -> None:
    act, by, about = said
    entry = AuditEntry.objects.create(
        organization=organization, by=by, act=act, about=about, at=timezone.now()
    )
    Contact.objects.create(
        organization=organization, email="x@b.example", name=name, audience="customer"
    )

    erase_person(person=Person("x@b.example", organization.pk), by=owner.user, now=timezone.now())

    entry.refresh_from_db()
    assert (entry.by, entry.about) == (by, about)


@pytest.mark.parametrize(
    ("act", "about", "left"),
    [
        (
            "settings changed",
            "name: Ida Holm → A; sender name: none → Ida Holm; reply to: none → c@d.example",
            "name: Ida Holm → A; sender name: none → {}; reply to: none → c@d.example",
        ),
        (
            "key created",
            "Ida Holm’s sheet (co_12345678…): results",
            "{}’s sheet (co_12345678…): results",
        ),
    ],
)
def test_a_name_goes_where_people_write_one(
    organization: Organization, owner: Membership, act: str, about: str, left: str
) -> None:
    entry = AuditEntry.objects.create(
        organization=organization, by="c@d.example", act=act, about=about, at=timezone.now()
    )
    Contact.objects.create(
        organization=organization, email="x@b.example", name="Ida Holm", audience="customer"
    )

    erase_person(person=Person("x@b.example", organization.pk), by=owner.user, now=timezone.now())

    entry.refresh_from_db()
    reference = re.search(r"erased-name-\w+", entry.about)
    assert reference
    assert entry.about == left.format(reference[0])


def test_the_audit_says_what_was_done_without_the_person(member: Known, owner: Membership) -> None:
    before = list(AuditEntry.objects.order_by("pk").values_list("pk", "at", "act"))

    erase(member, owner)

    entries = list(AuditEntry.objects.order_by("pk"))
    assert [(one.pk, one.at, one.act) for one in entries[:-1]] == before
    assert (entries[-1].by, entries[-1].act, entries[-1].about) == (
        "owner@example.com",
        "person erased",
        "a member",
    )
    reference = AuditEntry.objects.get(about="Q1 2026", act="member changed").by
    assert reference.startswith("erased-")
    assert AuditEntry.objects.filter(about=f"{reference}: lead → owner").exists()
    assert not AuditReplacement.objects.exists()


def test_an_entry_still_changes_in_no_other_way(member: Known) -> None:
    entry = AuditEntry.objects.get(about="Q1 2026", act="member changed")
    AuditReplacement.objects.create(text=member.address, reference="erased-1")

    for changes in (
        {"by": "somebody@example.com"},
        {"by": "erased-1", "act": "signed in"},
        {"by": "erased-1", "about": "Q2 2026"},
        {"by": "erased-2"},
        {"at": timezone.now()},
    ):
        with pytest.raises(Error, match="An audit entry never changes"), transaction.atomic():
            AuditEntry.objects.filter(pk=entry.pk).update(**changes)
    assert AuditEntry.objects.filter(pk=entry.pk).update(by="erased-1") == 1


def test_an_opt_out_stays_as_a_hash(contact: Known, owner: Membership) -> None:
    erase(contact, owner)

    assert has_opted_out(contact.organization.pk, contact.address)


def test_somebody_is_asked_again_unless_that_was_refused(
    organization: Organization, owner: Membership
) -> None:
    Contact.objects.create(organization=organization, email="a@b.example", audience="customer")
    person = Person("a@b.example", organization.pk)

    erase_person(person=person, by=owner.user, now=timezone.now())
    assert not OptOut.objects.exists()

    erase_person(person=person, by=owner.user, now=timezone.now(), never_again=True)
    assert has_opted_out(organization.pk, "a@b.example")


def test_a_member_of_two_organizations_goes_from_one(
    member: Known, owner: Membership, other_organization: Organization, join: Join
) -> None:
    elsewhere = join(other_organization, Role.OWNER, member.address)
    entry = AuditEntry.objects.create(
        organization=other_organization, by=member.address, act="x", about="", at=timezone.now()
    )

    erase(member, owner)

    assert list(Membership.objects.filter(user__email=member.address)) == [elsewhere]
    entry.refresh_from_db()
    assert entry.by == member.address
    assert User.objects.get(email=member.address).name == "Ida Holm"


def test_somebody_erased_everywhere_is_written_down_in_each_organization(
    member: Known, other_organization: Organization, join: Join
) -> None:
    join(other_organization, Role.VIEWER, member.address)

    erase_person(person=Person(member.address), by="the terminal", now=timezone.now())

    entries = AuditEntry.objects.filter(act="person erased")
    assert sorted(entries.values_list("organization__name", "by")) == [
        ("Meridian Freight", "the terminal"),
        ("Other", "the terminal"),
    ]
    assert found_in_database(member.tells) == []


def test_whoever_erases_themself_is_not_named_for_it(member: Known) -> None:
    themself = User.objects.get(email=member.address)

    erase_person(person=Person(member.address, own=True), by=themself, now=timezone.now())

    assert AuditEntry.objects.get(act="person erased").by.startswith("erased-")
    assert found_in_database(member.tells) == []


def test_the_last_owner_is_not_erased(owner: Membership) -> None:
    person = Person(owner.user.email, owner.organization_id)

    with pytest.raises(LastOwner, match="Make somebody else an owner first"):
        erase_person(person=person, by=owner.user, now=timezone.now())

    assert Membership.objects.filter(pk=owner.pk).exists()
    assert not Erasure.objects.exists()


def test_the_journal_holds_a_hash_and_the_time(
    contact: Known, owner: Membership, journal: Path
) -> None:
    erasure = erase(contact, owner)

    (line,) = lines_in(journal)
    assert (line.pk, line.erased_at) == (erasure.pk, erasure.erased_at)
    assert (line.organization_id, line.address_hash) == (
        contact.organization.pk,
        hash_of(contact.address),
    )
    assert contact.address not in journal.read_text()
    assert journal.stat().st_mode & 0o777 == 0o600


def test_nobody_is_erased_while_the_journal_cannot_be_written(
    contact: Known, owner: Membership, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    settings.ERASURE_JOURNAL = tmp_path / "file" / "erasures.jsonl"

    with pytest.raises(JournalUnwritable, match="ERASURE_JOURNAL"):
        erase(contact, owner)

    assert Contact.objects.filter(email=contact.address).exists()
    assert not Erasure.objects.exists()
