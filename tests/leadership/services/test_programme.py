"""Drafting, launching and closing a round, by hand and by the clock."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection

from assessment.domain.audiences import Audience
from assessment.domain.quarters import quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Population, Round, Unit
from assessment.services.rounds import RoundExists, RoundNotDraft, RoundNotOpen
from leadership.domain.addresses import address_hash
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Invitation, Membership, OptOut, OutgoingEmail
from leadership.services import inviting
from leadership.services.programme import (
    ClosesTooEarly,
    NobodyToAsk,
    ask_joiners,
    close_due_rounds,
    close_round,
    draft_round,
    launch_round,
)
from tests.leadership.conftest import NOW, Join
from tests.leadership.programmes import a_contact, a_draft, an_executive, closed, launched


def asked(round_: Round) -> set[tuple[str, str]]:
    return {(one.audience, one.person_email) for one in Invitation.objects.filter(round=round_)}


def acts() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", "by"))


def test_draft_asks_the_newest_version_of_every_instrument(lead: Membership) -> None:
    round_ = a_draft(lead.organization, lead.user)

    keys = round_.versions.values_list("questionnaire__key", flat=True)
    assert sorted(keys) == [
        "eight-signs",
        "leadership-checklist",
        "metrics-test",
        "perception-gap",
        "tone-at-the-top",
    ]
    assert acts() == [("round drafted", "lead@example.com")]


def test_quarter_takes_no_second_draft(lead: Membership) -> None:
    a_draft(lead.organization, lead.user)

    with pytest.raises(RoundExists, match="a round for Q1 2026 already"):
        a_draft(lead.organization, lead.user)

    assert acts() == [("round drafted", "lead@example.com")]


def test_launch_invites_the_team_and_the_contacts_of_the_asked_audiences(
    lead: Membership, other_organization: Organization, join: Join
) -> None:
    organization = lead.organization
    an_executive(organization)
    join(organization, Role.EXECUTIVE, "not-on-the-team@acme.example")
    gone = an_executive(organization, "gone@acme.example")
    gone.user.is_active = False
    gone.user.save()
    a_contact(organization)
    a_contact(organization, "manager@acme.example", Audience.MANAGER)
    a_contact(other_organization, "stranger@customer.example")
    an_executive(other_organization, "stranger@other.example")
    round_ = a_draft(organization, lead.user, audiences=[Audience.EXECUTIVE, Audience.CUSTOMER])

    invited = launch_round(round_=round_, by=lead.user, now=NOW)

    assert invited == 2
    assert asked(round_) == {
        ("executive", "cleo@acme.example"),
        ("customer", "anna@customer.example"),
    }
    assert {one.invited_on for one in Invitation.objects.all()} == {NOW.date()}


def test_launch_leaves_out_whoever_asked_not_to_be_asked(lead: Membership) -> None:
    organization = lead.organization
    a_contact(organization, "stays@customer.example")
    a_contact(organization, "left@customer.example")
    OptOut.objects.create(
        organization=organization,
        address_hash=address_hash(settings.LINK_KEY, "left@customer.example"),
        opted_out_on=NOW.date(),
    )

    round_ = launched(a_draft(organization, lead.user), lead.user)

    assert asked(round_) == {("customer", "stays@customer.example")}
    assert round_.populations.get().asked == 1


def test_launch_queues_one_mail_each_counts_the_asked_and_freezes(lead: Membership) -> None:
    organization = lead.organization
    north = Unit.objects.create(organization=organization, name="North")
    an_executive(organization)
    for number in range(3):
        a_contact(organization, f"north{number}@customer.example", unit=north)
    a_contact(organization, "nowhere@customer.example")
    round_ = a_draft(organization, lead.user)

    launch_round(round_=round_, by=lead.user, now=NOW)

    assert (round_.state, round_.launched_at) == ("open", NOW)
    emails = OutgoingEmail.objects.filter(state="queued")
    assert sorted(emails.values_list("invitation", flat=True)) == sorted(
        Invitation.objects.values_list("pk", flat=True)
    )
    assert set(Population.objects.values_list("audience", "unit", "asked")) == {
        ("executive", None, 1),
        ("customer", north.pk, 3),
        ("customer", None, 1),
    }
    assert acts()[-1] == ("round launched", "lead@example.com")


def test_launching_twice_is_refused_and_asks_nobody_twice(lead: Membership) -> None:
    a_contact(lead.organization)
    round_ = a_draft(lead.organization, lead.user)
    read_before = Round.objects.get(pk=round_.pk)
    launch_round(round_=round_, by=lead.user, now=NOW)

    with pytest.raises(RoundNotDraft, match="launched already"):
        launch_round(round_=read_before, by=lead.user, now=NOW)

    assert (Invitation.objects.count(), OutgoingEmail.objects.count()) == (1, 1)


def test_launch_asks_the_audiences_of_the_draft_as_it_is_stored(lead: Membership) -> None:
    a_contact(lead.organization)
    a_contact(lead.organization, "manager@acme.example", Audience.MANAGER)
    read_before = a_draft(lead.organization, lead.user)
    Round.objects.update(audiences=["manager"])

    launch_round(round_=read_before, by=lead.user, now=NOW)

    assert asked(read_before) == {("manager", "manager@acme.example")}


def test_launch_with_nobody_to_ask_changes_nothing(lead: Membership) -> None:
    round_ = a_draft(lead.organization, lead.user)

    with pytest.raises(NobodyToAsk, match="nobody to ask yet"):
        launch_round(round_=round_, by=lead.user, now=NOW)

    round_.refresh_from_db()
    assert round_.is_draft
    assert acts() == [("round drafted", "lead@example.com")]


def test_launch_after_the_closing_time_is_refused(lead: Membership) -> None:
    a_contact(lead.organization)
    round_ = a_draft(lead.organization, lead.user)

    with pytest.raises(ClosesTooEarly, match="closing time has passed"):
        launch_round(round_=round_, by=lead.user, now=round_.closes_at)

    round_.refresh_from_db()
    assert round_.is_draft
    assert not Invitation.objects.exists()


def test_closing_by_hand_is_written_down(lead: Membership) -> None:
    a_contact(lead.organization)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)

    close_round(round_=round_, by=lead.user, now=NOW + timedelta(days=1))

    assert (round_.state, round_.closed_at) == ("closed", NOW + timedelta(days=1))
    assert acts()[-1] == ("round closed", "lead@example.com")
    with pytest.raises(RoundNotOpen):
        close_round(round_=round_, by=lead.user, now=NOW + timedelta(days=2))
    assert len(acts()) == 3


def test_clock_closes_what_is_due_and_nothing_else(
    lead: Membership, other_organization: Organization
) -> None:
    quarter = quarter_of(NOW.date())
    a_contact(lead.organization)
    a_contact(other_organization)
    due = launched(a_draft(lead.organization, lead.user), lead.user)
    a_draft(lead.organization, lead.user, quarter=quarter.next())
    later = launched(a_draft(other_organization, lead.user, now=NOW + timedelta(days=1)), lead.user)
    ended = closed(a_draft(lead.organization, lead.user, quarter=quarter.previous()), lead.user)

    assert close_due_rounds(now=due.closes_at - timedelta(seconds=1)) == 0
    assert close_due_rounds(now=due.closes_at) == 1
    assert close_due_rounds(now=due.closes_at) == 0

    assert dict(Round.objects.values_list("pk", "state")) == {
        due.pk: "closed",
        later.pk: "open",
        ended.pk: "closed",
        Round.objects.get(state="draft").pk: "draft",
    }
    assert acts()[-1] == ("round closed", "the clock")


def test_round_that_cannot_be_closed_does_not_keep_the_others_open(
    lead: Membership, other_organization: Organization, caplog: pytest.LogCaptureFixture
) -> None:
    an_executive(lead.organization)
    an_executive(other_organization, "otto@other.example")
    broken = launched(a_draft(lead.organization, lead.user), lead.user)
    Round.objects.filter(pk=broken.pk).update(protected=["customers:total"])  # cannot change
    sound = launched(a_draft(other_organization, lead.user), lead.user)

    with caplog.at_level(logging.ERROR):
        assert close_due_rounds(now=sound.closes_at) == 1

    assert set(Round.objects.values_list("pk", "state")) == {
        (broken.pk, "open"),
        (sound.pk, "closed"),
    }
    assert f"Round {broken.pk} could not be closed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_those_who_joined_are_asked_by_one_of_two_leads_at_once(
    lead: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_contact(lead.organization)
    round_ = launched(a_draft(lead.organization, lead.user), lead.user)
    for number in range(3):
        a_contact(lead.organization, f"new{number}@customer.example")
    monkeypatch.setattr(inviting, "_CHUNK", 2)

    outcomes = twice_at_once(lambda: ask_joiners(round_=round_, by=lead.user, now=NOW))

    assert outcomes == ["InvitingAlready", "done"]


def twice_at_once(act: Callable[[], object]) -> list[str]:
    """Do something in two threads; returns "done" or the name of the error of each, sorted."""
    start = Barrier(2)

    def once(_: int) -> str:
        start.wait()
        try:
            act()
        except Exception as error:
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(once, range(2)))


@pytest.mark.django_db(transaction=True)
def test_two_drafts_of_a_quarter_at_once_become_one(lead: Membership) -> None:
    def draft() -> None:
        draft_round(
            organization=lead.organization,
            quarter=quarter_of(NOW.date()),
            closes_at=NOW + timedelta(days=14),
            promise=Promise.ATTRIBUTED,
            audiences=[Audience.CUSTOMER],
            minimum_group=5,
            by=lead.user,
            now=NOW,
        )

    outcomes = twice_at_once(draft)

    assert outcomes == ["RoundExists", "done"]
    assert Round.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_launches_at_once_invite_once(lead: Membership) -> None:
    a_contact(lead.organization)
    round_ = a_draft(lead.organization, lead.user)

    outcomes = twice_at_once(
        lambda: launch_round(round_=Round.objects.get(pk=round_.pk), by=lead.user, now=NOW),
    )

    assert outcomes == ["RoundNotDraft", "done"]
    assert (Invitation.objects.count(), OutgoingEmail.objects.count()) == (1, 1)
