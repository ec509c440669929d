"""Holding a meeting: begun once, signs settled one after the other, ended for good."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from assessment.domain.rounds import Promise
from assessment.models import Organization, Round, Tally
from leadership.domain.commitments import CommitmentState
from leadership.domain.meetings import Outcome
from leadership.domain.minutes import from_json
from leadership.models import AuditEntry, Commitment, Decision, Meeting, Membership
from leadership.queries.dashboards import dashboard_for
from leadership.services.commitments import DayNotPossible, keep_commitment
from leadership.services.meetings import (
    DecidedMeanwhile,
    HeldOnAnotherDay,
    MeetingOver,
    NothingToSettle,
    close_in_meeting,
    end_meeting,
    promise_in_meeting,
)
from tests.closed_rounds import EXECUTIVE, a_round, signs
from tests.leadership.conftest import NOW
from tests.leadership.meetings import (
    BEFORE,
    BY,
    LATER,
    a_contested_round,
    decided,
    ended,
    held,
    promised,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(organization: Organization) -> Round:
    return a_contested_round(organization)


@pytest.fixture
def meeting(round_: Round, lead: Membership) -> Meeting:
    return held(round_, lead)


def acts() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", "about"))


def test_meeting_begins_once_whoever_starts_it(
    round_: Round, lead: Membership, owner: Membership
) -> None:
    first = held(round_, lead)

    second = held(round_, owner, LATER)

    assert (second.pk, second.started_by, second.started_at) == (first.pk, lead, NOW)
    assert first.held_on == NOW.date()
    assert acts() == [("meeting started", "Q1 2026")]


def test_decisions_follow_each_other_and_the_last_one_counts(
    meeting: Meeting, lead: Membership
) -> None:
    decided(meeting, lead, Outcome.NO, note="No bonus does.")
    decided(meeting, lead, Outcome.YES, seen=1)

    rows = [(one.number, one.outcome, one.note) for one in meeting.decisions.all()]
    assert rows == [(1, "no", "No bonus does."), (2, "yes", "")]


def test_what_is_said_again_adds_nothing(meeting: Meeting, lead: Membership) -> None:
    decided(meeting, lead, Outcome.OPEN)
    decided(meeting, lead, Outcome.NO, note="No bonus does.")
    decided(meeting, lead, Outcome.NO, seen=1, note="No bonus does.")

    assert Decision.objects.count() == 1


def test_decision_of_somebody_who_has_not_seen_the_one_before_is_refused(
    meeting: Meeting, lead: Membership, owner: Membership
) -> None:
    decided(meeting, owner, Outcome.YES)

    with pytest.raises(DecidedMeanwhile):
        decided(meeting, lead, Outcome.NO)

    assert Decision.objects.get().outcome == "yes"


def test_database_keeps_two_decisions_of_one_number_apart(
    meeting: Meeting, lead: Membership
) -> None:
    decided(meeting, lead, Outcome.YES)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            meeting=meeting, question="s7", number=1, outcome="no", decided_at=NOW
        )


@pytest.mark.parametrize("question", ["s1", "s8", "p1", "nonsense"])
def test_only_a_contested_sign_is_settled(
    meeting: Meeting, lead: Membership, question: str
) -> None:
    with pytest.raises(NothingToSettle):
        decided(meeting, lead, question=question)

    assert not Decision.objects.exists()


def test_sign_that_is_hidden_cannot_be_settled(
    organization: Organization, lead: Membership
) -> None:
    """Three executives were promised totals: that the sign is contested is hidden too."""
    round_ = a_round(organization, {EXECUTIVE: signs((2, 1), (1, 2))}, promise=Promise.TOTALS_ONLY)

    with pytest.raises(NothingToSettle):
        decided(held(round_, lead), lead, question="s1")


def test_decision_changes_no_answer_and_no_number(
    round_: Round, meeting: Meeting, lead: Membership
) -> None:
    tallies = list(Tally.objects.order_by("pk").values())
    before = dashboard_for(round_)

    decided(meeting, lead, Outcome.YES)

    after = dashboard_for(round_)
    assert (after.headline, after.signs) == (before.headline, before.signs)
    assert list(Tally.objects.order_by("pk").values()) == tallies


def test_to_find_out_is_a_commitment_of_whoever_does(
    meeting: Meeting, lead: Membership, owner: Membership
) -> None:
    decision = decided(meeting, lead, Outcome.FIND_OUT, who=owner, due_on=BY)

    commitment = Commitment.objects.get()
    assert decision is not None
    assert decision.commitment == commitment
    assert (commitment.owner, commitment.due_on, commitment.question) == (owner, BY, "s7")
    assert commitment.what == "Find out whether this holds, and tell the team."


def test_somebody_else_or_another_day_changes_the_same_commitment(
    meeting: Meeting, lead: Membership, owner: Membership
) -> None:
    decided(meeting, lead, Outcome.FIND_OUT, who=owner, due_on=BY)

    decided(meeting, lead, Outcome.FIND_OUT, seen=1, who=lead, due_on=BY + timedelta(days=1))

    commitment = Commitment.objects.get()
    assert (commitment.owner, commitment.due_on) == (lead, BY + timedelta(days=1))


@pytest.mark.parametrize("outcome", [Outcome.YES, Outcome.OPEN])
def test_sign_settled_otherwise_drops_what_was_to_be_found_out(
    meeting: Meeting, lead: Membership, outcome: Outcome
) -> None:
    decided(meeting, lead, Outcome.FIND_OUT, who=lead, due_on=BY)

    decision = decided(meeting, lead, outcome, seen=1, who=lead, due_on=BY)

    commitment = Commitment.objects.get()
    assert commitment.state == CommitmentState.DROPPED
    assert commitment.reason == "The meeting has settled it otherwise."
    assert decision is not None
    assert (decision.member, decision.due_on, decision.commitment) == (None, None, None)


def test_what_was_found_out_already_is_left_alone(meeting: Meeting, lead: Membership) -> None:
    decided(meeting, lead, Outcome.FIND_OUT, who=lead, due_on=BY)
    found = Commitment.objects.get()
    keep_commitment(commitment=found, on=NOW.date(), reason="It does.", by=lead, now=NOW)

    decided(meeting, lead, Outcome.YES, seen=1)

    found.refresh_from_db()
    assert found.state == CommitmentState.KEPT


def test_day_that_is_over_is_refused_and_nothing_is_written(
    meeting: Meeting, lead: Membership
) -> None:
    with pytest.raises(DayNotPossible):
        decided(meeting, lead, Outcome.FIND_OUT, who=lead, due_on=date(2026, 3, 1))

    assert not Decision.objects.exists()


def test_end_writes_down_what_the_screen_shows(
    round_: Round, lead: Membership, owner: Membership
) -> None:
    old = promised(round_, lead, "Answer every complaint", now=BEFORE)
    other = promised(round_, lead, "Read one call a week", now=BEFORE)
    meeting = held(round_, lead)
    decided(meeting, lead, Outcome.NO, note="No bonus does.")
    decided(meeting, lead, Outcome.FIND_OUT, question="s6", who=owner, due_on=BY)
    promised(round_, lead, "Draft a bonus", now=LATER)
    keep_commitment(commitment=old, on=NOW.date(), reason="All of May.", by=lead, now=LATER)

    minutes = ended(meeting, lead, [owner, lead], LATER)

    assert from_json(meeting.minutes or {}) == minutes
    assert minutes.headline == dashboard_for(round_).headline
    assert [(one.key, one.status, one.sentence) for one in minutes.signs] == [
        ("s6", "Contested 5–4", "Olivia Owner finds out by 16 March 2026."),
        ("s7", "Contested 4–5", "No, this does not hold."),
    ]
    assert [one.what for one in minutes.promised] == ["Draft a bonus"]
    assert [(one.what, one.reason) for one in minutes.closed] == [
        ("Answer every complaint", "All of May.")
    ]
    assert [one.what for one in minutes.open] == [other.what]
    assert minutes.names == ("Olivia Owner", "Leo Lead")
    assert set(meeting.attendees.all()) == {owner, lead}
    assert acts()[-1] == ("meeting ended", "Q1 2026")


def test_minutes_stay_whatever_happens_later(round_: Round, lead: Membership) -> None:
    meeting = held(round_, lead)
    commitment = promised(round_, lead)
    minutes = ended(meeting, lead)

    keep_commitment(commitment=commitment, on=NOW.date(), reason="Done.", by=lead, now=LATER)
    lead.user.name = "Somebody Else"
    lead.user.save()
    Tally.objects.filter(round=round_).delete()

    meeting.refresh_from_db()
    assert from_json(meeting.minutes or {}) == minutes


def test_meeting_that_is_over_takes_nothing_more(meeting: Meeting, lead: Membership) -> None:
    ended(meeting, lead)

    with pytest.raises(MeetingOver):
        decided(meeting, lead)
    with pytest.raises(MeetingOver):
        ended(meeting, lead)

    assert not Decision.objects.exists()
    assert [act for act, _ in acts()].count("meeting ended") == 1


def test_what_is_promised_or_closed_while_it_ends_is_refused_and_not_missing_in_the_minutes(
    round_: Round, meeting: Meeting, lead: Membership
) -> None:
    """Whoever typed has read the meeting as held; somebody else ends it before it is written."""
    open_one = promised(round_, lead)
    ended(Meeting.objects.get(pk=meeting.pk), lead)

    with pytest.raises(MeetingOver):
        promise_in_meeting(
            meeting=meeting,
            question="s1",
            what="Pay for it",
            owner=lead,
            due_on=BY,
            visible_in="The next round",
            by=lead,
            now=LATER,
        )
    with pytest.raises(MeetingOver):
        close_in_meeting(
            meeting=meeting,
            commitment=open_one,
            state=CommitmentState.KEPT,
            reason="Seen",
            by=lead,
            now=LATER,
        )

    assert [one.is_open for one in Commitment.objects.all()] == [True]


@pytest.mark.parametrize("day", [date(2026, 1, 10), date(2026, 3, 3)])
def test_meeting_is_held_after_the_close_and_not_in_the_future(
    meeting: Meeting, lead: Membership, day: date
) -> None:
    with pytest.raises(HeldOnAnotherDay):
        end_meeting(meeting=meeting, held_on=day, attendees=[], by=lead, now=NOW)

    meeting.refresh_from_db()
    assert not meeting.has_ended
