"""Changing contacts, and what pausing them keeps from them."""

import pytest

from assessment.domain.audiences import Audience
from assessment.models import Organization, Unit
from leadership.domain.contact_changes import Act, Change
from leadership.models import AuditEntry, Contact, Invitation, Membership, OutgoingEmail
from leadership.queries.contacts import Selection, Sought
from leadership.queries.inviting import contacts_to_ask
from leadership.queries.rounds import people_by_audience
from leadership.queries.unanswered import unanswered_in
from leadership.services.contacts import (
    ChosenHaveChanged,
    UnitIsGone,
    change_contact,
    change_contacts,
    pause_contact,
    resume_contact,
)
from leadership.services.delivery import deliver_due
from leadership.services.outbox import queue_invitations
from tests.leadership.conftest import NOW
from tests.leadership.contact_lists import make_contacts
from tests.leadership.mailing import NOW as LATER
from tests.leadership.mailing import a_member, an_invited_contact, an_open_round

PAUSE = Change(Act.PAUSE, False, "")
EVERYBODY = Selection(sought=Sought())


def test_change_is_made_to_the_selection_alone(owner: Membership) -> None:
    make_contacts(owner.organization, 3)
    make_contacts(owner.organization, 1, email="m@example.com", audience="manager")

    changed = change_contacts(
        organization=owner.organization,
        selection=Selection(sought=Sought(audience="customer")),
        change=PAUSE,
        expected=3,
        by=owner.user,
        now=NOW,
    )

    assert changed == 3
    assert Contact.objects.get(is_active=True).email == "m@example.com"
    assert AuditEntry.objects.get().about == "3 of 3 contacts: paused"


def test_change_counts_those_who_were_different(owner: Membership) -> None:
    make_contacts(owner.organization, 2, is_active=False)
    make_contacts(owner.organization, 1, email="m@example.com")

    changed = change_contacts(
        organization=owner.organization,
        selection=EVERYBODY,
        change=PAUSE,
        expected=3,
        by=owner.user,
        now=NOW,
    )

    assert changed == 1
    assert AuditEntry.objects.get().about == "1 of 3 contacts: paused"


def test_change_of_other_people_than_were_confirmed_is_refused(owner: Membership) -> None:
    make_contacts(owner.organization, 3)

    with pytest.raises(ChosenHaveChanged):
        change_contacts(
            organization=owner.organization,
            selection=EVERYBODY,
            change=PAUSE,
            expected=2,
            by=owner.user,
            now=NOW,
        )

    assert not Contact.objects.filter(is_active=False).exists()


def test_people_are_moved_to_units_of_their_own_organization_only(
    owner: Membership, other_organization: Organization
) -> None:
    foreign = Unit.objects.create(organization=other_organization, name="Theirs")
    (contact,) = make_contacts(owner.organization, 1)

    with pytest.raises(UnitIsGone):
        change_contacts(
            organization=owner.organization,
            selection=EVERYBODY,
            change=Change(Act.MOVE, foreign.pk, "Theirs"),
            expected=1,
            by=owner.user,
            now=NOW,
        )
    with pytest.raises(UnitIsGone):
        change_contact(
            contact=contact,
            name="A",
            audience=Audience.PARTNER,
            unit=foreign.pk,
            language="de",
            by=owner.user,
            now=NOW,
        )


def test_pausing_twice_is_noted_once(owner: Membership) -> None:
    (contact,) = make_contacts(owner.organization, 1)

    for _ in range(2):
        pause_contact(contact=contact, by=owner.user, now=NOW)

    assert AuditEntry.objects.get().act == "contact paused"


@pytest.mark.django_db
def test_paused_people_are_not_asked_counted_or_reminded() -> None:
    round_ = an_open_round()
    invited = an_invited_contact(round_)
    (other,) = make_contacts(round_.organization, 1)
    lead = a_member(round_.organization, "lead@example.com")
    assert list(contacts_to_ask(round_)) == [other]
    assert unanswered_in(round_).get() == invited

    for contact in (invited.contact, other):
        assert contact
        pause_contact(contact=contact, by=lead.user, now=LATER)

    assert not contacts_to_ask(round_).exists()
    assert not unanswered_in(round_).exists()
    assert people_by_audience(round_.organization).get(Audience.CUSTOMER, 0) == 0
    resume_contact(contact=other, by=lead.user, now=LATER)
    assert list(contacts_to_ask(round_)) == [other]


@pytest.mark.django_db
def test_mail_that_waits_for_a_paused_person_is_not_sent() -> None:
    round_ = an_open_round()
    invitation = an_invited_contact(round_)
    queue_invitations(round_=round_, now=LATER)
    lead = a_member(round_.organization, "lead@example.com")
    assert invitation.contact
    pause_contact(contact=invitation.contact, by=lead.user, now=LATER)

    deliver_due(now=LATER)

    mail = OutgoingEmail.objects.get()
    assert (mail.state, mail.error) == ("skipped", "This person is paused.")
    assert Invitation.objects.get().revoked_on is None
