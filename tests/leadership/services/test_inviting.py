"""Inviting the people of a round in pieces."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from assessment.domain.audiences import Audience
from assessment.models import Unit
from assessment.services.rounds import RoundNotOpen
from leadership.models import (
    AskedAddress,
    Bounce,
    Contact,
    Invitation,
    InvitationRun,
    Membership,
    OutgoingEmail,
)
from leadership.queries.inviting import joined_since, run_under_way
from leadership.services import inviting
from leadership.services.inviting import (
    InvitingAlready,
    invite_in_background,
    invite_next,
    start_run,
)
from leadership.services.opting_out import opt_out, opt_out_address
from leadership.services.people import remove_contact
from leadership.services.programme import ask_joiners, close_round
from tests.leadership.conftest import NOW
from tests.leadership.programmes import a_contact, a_draft, an_executive, launched

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inviting, "_CHUNK", 2)


def contacts(lead: Membership, count: int, first: int = 0) -> list[Contact]:
    return [
        a_contact(lead.organization, f"c{number}@customer.example")
        for number in range(first, first + count)
    ]


def addresses_asked() -> list[str]:
    return sorted(one.person_email for one in Invitation.objects.all())


def test_a_launch_invites_the_first_piece_and_leaves_the_rest_to_a_worker(
    lead: Membership, in_pairs: None
) -> None:
    contacts(lead, 5)

    round_ = launched(a_draft(lead.organization, lead.user), lead.user)

    run = run_under_way(round_)
    assert run is not None
    assert (run.seen, run.invited, run.total) == (2, 2, 5)
    task = DBTaskResult.objects.get()
    assert task.args_kwargs["args"] == [run.pk]


def test_a_worker_invites_everybody_once_with_mail_and_count(
    lead: Membership, in_pairs: None
) -> None:
    north = Unit.objects.create(organization=lead.organization, name="North")
    an_executive(lead.organization)
    contacts(lead, 4)
    a_contact(lead.organization, "north@customer.example", unit=north)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    run = InvitationRun.objects.get()

    invite_in_background.call(run.pk)

    run.refresh_from_db()
    assert (run.seen, run.invited, run.total) == (6, 6, 6)
    assert run.finished_at
    assert len(addresses_asked()) == 6
    assert sorted(OutgoingEmail.objects.values_list("invitation", flat=True)) == sorted(
        Invitation.objects.values_list("pk", flat=True)
    )
    assert set(round_.populations.values_list("audience", "unit", "asked")) == {
        ("executive", None, 1),
        ("customer", None, 4),
        ("customer", north.pk, 1),
    }


def test_a_finished_run_done_again_asks_nobody(lead: Membership, in_pairs: None) -> None:
    contacts(lead, 3)
    launched(a_draft(lead.organization, lead.user), lead.user)
    run = InvitationRun.objects.get()
    invite_in_background.call(run.pk)

    invite_in_background.call(run.pk)

    assert (Invitation.objects.count(), OutgoingEmail.objects.count()) == (3, 3)


def test_a_run_whose_task_was_given_up_is_done_by_the_next(
    lead: Membership, in_pairs: None
) -> None:
    contacts(lead, 5)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    with pytest.raises(InvitingAlready):
        start_run(round_=round_, by=lead.user, now=NOW)
    DBTaskResult.objects.update(status="FAILED", worker_ids=["one"] * 7)
    assert run_under_way(round_)  # it is tried once more
    assert joined_since(round_) == 0
    DBTaskResult.objects.update(worker_ids=["one"] * 8)

    assert run_under_way(round_) is None
    assert joined_since(round_) == 3
    second = start_run(round_=round_, by=lead.user, now=NOW)
    invite_in_background.call(second.pk)

    assert len(addresses_asked()) == len(set(addresses_asked())) == 5
    assert not InvitationRun.objects.filter(finished_at=None).exists()


def test_a_run_ends_when_its_round_closes(lead: Membership, in_pairs: None) -> None:
    contacts(lead, 5)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    close_round(round_=round_, by=None, now=NOW + timedelta(days=1))

    assert not invite_next(run_id=InvitationRun.objects.get().pk, now=NOW)

    assert Invitation.objects.count() == 2
    assert run_under_way(round_) is None


def test_people_with_an_address_that_bounced_are_not_asked(lead: Membership) -> None:
    contacts(lead, 2)
    Bounce.objects.create(
        organization=lead.organization,
        email="c0@customer.example",
        bounced_on=NOW.date(),
        words="550 no such mailbox",
    )

    round_ = launched(a_draft(lead.organization, lead.user), lead.user)

    assert addresses_asked() == ["c1@customer.example"]
    assert round_.populations.get().asked == 1


def test_an_executive_who_wants_no_mail_is_asked_and_can_sign_in_to_answer(
    lead: Membership,
) -> None:
    executive = an_executive(lead.organization)
    opt_out_address(organization=lead.organization, address=executive.user.email, now=NOW)

    round_ = launched(a_draft(lead.organization, lead.user), lead.user)

    assert Invitation.objects.get().membership == executive
    assert round_.populations.get().asked == 1


# People who join


def test_joined_since_counts_those_who_came_after_the_launch(
    lead: Membership, other_organization: object
) -> None:
    contacts(lead, 2)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    contacts(lead, 2, first=2)
    an_executive(lead.organization)
    a_contact(lead.organization, "not-asked@acme.example", Audience.MANAGER)

    assert joined_since(round_) == 3


def test_people_who_opted_out_or_were_asked_before_did_not_join(lead: Membership) -> None:
    gone, stays = contacts(lead, 2)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    opt_out(invitation=Invitation.objects.get(contact=stays), now=NOW)
    for contact in (gone, stays):
        remove_contact(contact=contact, by=lead.user, now=NOW)
    contacts(lead, 2)

    assert joined_since(round_) == 0


def test_ask_joiners_asks_only_those_who_joined(lead: Membership) -> None:
    contacts(lead, 2)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    contacts(lead, 2, first=2)

    run = ask_joiners(round_=round_, by=lead.user, now=NOW + timedelta(days=1))

    assert run.invited == 2
    assert len(addresses_asked()) == 4
    assert round_.populations.get().asked == 4
    assert joined_since(round_) == 0


def test_ask_joiners_does_not_ask_a_removed_person_twice(lead: Membership) -> None:
    only, _ = contacts(lead, 2)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    remove_contact(contact=only, by=lead.user, now=NOW)
    a_contact(lead.organization, only.email)

    run = ask_joiners(round_=round_, by=lead.user, now=NOW)

    assert run.invited == 0
    assert addresses_asked() == ["c1@customer.example"]


def test_ask_joiners_waits_for_the_run_before_it(lead: Membership, in_pairs: None) -> None:
    contacts(lead, 3)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)

    with pytest.raises(InvitingAlready, match="just now"):
        ask_joiners(round_=round_, by=lead.user, now=NOW)


def test_ask_joiners_asks_nobody_of_a_closed_round(lead: Membership) -> None:
    contacts(lead, 1)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    close_round(round_=round_, by=None, now=NOW + timedelta(days=1))

    with pytest.raises(RoundNotOpen):
        ask_joiners(round_=round_, by=lead.user, now=NOW)


def test_what_keeps_people_from_being_asked_twice_goes_when_the_round_closes(
    lead: Membership,
) -> None:
    contacts(lead, 1)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    assert AskedAddress.objects.count() == 1

    close_round(round_=round_, by=None, now=NOW + timedelta(days=1))

    assert AskedAddress.objects.count() == 0
