"""Commitments: made, changed, noted on, closed, opened again, each once and written down."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from assessment.models import Organization
from leadership.domain.commitments import CommitmentState
from leadership.domain.roles import Role
from leadership.models import AuditEntry, Commitment, CommitmentNote, Membership
from leadership.services.commitments import (
    CannotOwnCommitments,
    CommitmentOpen,
    CommitmentSettled,
    DayNotPossible,
    NothingToCommitTo,
    change_commitment,
    drop_commitment,
    keep_commitment,
    make_commitment,
    miss_commitment,
    note_progress,
    reopen_commitment,
)
from leadership.services.people import remove_member
from tests.leadership.commitments import (
    DUE_ON,
    LATER,
    PROMISED_AT,
    PROMISED_ON,
    a_closed_round,
    a_commitment,
)
from tests.leadership.conftest import Join
from tests.respondents import an_open_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment(lead: Membership) -> Commitment:
    return a_commitment(lead)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))


def test_made_commitment_says_what_who_when_and_how_it_is_seen(lead: Membership) -> None:
    made = a_commitment(lead, what="Call back", question="p4")

    assert (made.what, made.owner, made.question) == ("Call back", lead, "p4")
    assert (made.due_on, made.first_due_on, made.made_on) == (DUE_ON, DUE_ON, PROMISED_ON)
    assert made.state == CommitmentState.OPEN
    assert acts() == ["commitment made"]
    entry = AuditEntry.objects.get()
    assert entry.about == f"Q1 2026, p4, commitment {made.pk}"


def test_commitment_answers_a_question_of_a_closed_round(
    organization: Organization, lead: Membership
) -> None:
    closed, open_ = a_closed_round(organization), an_open_round(organization)

    for round_, question in ((open_, "s7"), (closed, "s99")):
        with pytest.raises(NothingToCommitTo):
            a_commitment(lead, round_, question=question)

    assert not Commitment.objects.exists()


def test_only_who_sits_at_the_table_is_given_something_to_do(
    organization: Organization, other_organization: Organization, lead: Membership, join: Join
) -> None:
    round_ = a_closed_round(organization)
    viewer = join(organization, Role.VIEWER)
    stranger = join(other_organization, Role.EXECUTIVE)

    for owner in (viewer, stranger):
        with pytest.raises(CannotOwnCommitments):
            make_commitment(
                round_=round_,
                question="s7",
                what="Anything",
                owner=owner,
                due_on=DUE_ON,
                visible_in="Somewhere",
                by=lead,
                now=PROMISED_AT,
            )


def test_nothing_is_due_in_the_past_of_the_organization(
    organization: Organization, lead: Membership
) -> None:
    organization.time_zone = "Pacific/Auckland"  # PROMISED_AT is 22:30 there, still 2 February
    organization.save()
    late = PROMISED_AT.replace(hour=12)  # and this is 3 February
    lead.refresh_from_db()

    a_commitment(lead, due_on=PROMISED_ON)
    with pytest.raises(DayNotPossible):
        a_commitment(lead, due_on=PROMISED_ON, now=late)


def test_change_moves_the_day_and_keeps_the_first_one(commitment: Commitment) -> None:
    owner = commitment.owner
    assert owner
    moved = date(2026, 6, 30)

    for _ in range(2):
        change_commitment(
            commitment=commitment,
            what="Put it before the board twice",
            owner=owner,
            due_on=moved,
            visible_in=commitment.visible_in,
            by=owner,
            now=LATER,
        )

    commitment.refresh_from_db()
    assert (commitment.due_on, commitment.first_due_on) == (moved, DUE_ON)
    assert (commitment.edition, commitment.changed_at) == (1, LATER)
    assert acts() == ["commitment made", "commitment changed"]


def test_day_that_is_over_is_moved_no_more(commitment: Commitment) -> None:
    owner = commitment.owner
    assert owner

    with pytest.raises(DayNotPossible):
        change_commitment(
            commitment=commitment,
            what=commitment.what,
            owner=owner,
            due_on=date(2026, 6, 30),
            visible_in=commitment.visible_in,
            by=owner,
            now=LATER + timedelta(days=60),
        )

    commitment.refresh_from_db()
    assert commitment.due_on == DUE_ON


def test_notes_are_added_after_the_closing_too(commitment: Commitment, lead: Membership) -> None:
    note_progress(commitment=commitment, text="Half done", by=lead, now=LATER)
    keep_commitment(commitment=commitment, on=LATER.date(), reason="Done", by=lead, now=LATER)
    note_progress(commitment=commitment, text="It holds", by=lead, now=LATER)

    assert [note.text for note in CommitmentNote.objects.all()] == ["Half done", "It holds"]


@pytest.mark.parametrize(
    ("close", "state"),
    [
        (keep_commitment, CommitmentState.KEPT),
        (miss_commitment, CommitmentState.MISSED),
        (drop_commitment, CommitmentState.DROPPED),
    ],
)
def test_closed_once_with_day_and_reason(
    commitment: Commitment, lead: Membership, close: object, state: CommitmentState
) -> None:
    close(  # type: ignore[operator]
        commitment=commitment, on=LATER.date(), reason="The board has it", by=lead, now=LATER
    )
    for again in (keep_commitment, miss_commitment, drop_commitment):
        with pytest.raises(CommitmentSettled):
            again(commitment=commitment, on=LATER.date(), reason="No", by=lead, now=LATER)

    commitment.refresh_from_db()
    assert (commitment.state, commitment.closed_on) == (state, LATER.date())
    assert (commitment.reason, commitment.edition) == ("The board has it", 1)
    assert acts() == ["commitment made", f"commitment {state}"]


@pytest.mark.parametrize("day", [PROMISED_ON - timedelta(days=1), LATER.date() + timedelta(days=1)])
def test_closed_neither_before_it_was_made_nor_in_the_future(
    commitment: Commitment, lead: Membership, day: date
) -> None:
    with pytest.raises(DayNotPossible):
        keep_commitment(commitment=commitment, on=day, reason="Done", by=lead, now=LATER)


def test_what_is_overdue_is_dropped_today_and_not_on_a_day_before(
    commitment: Commitment, lead: Membership
) -> None:
    """It would leave the kept rate of a quarter that is over."""
    overdue = LATER.replace(year=DUE_ON.year, month=DUE_ON.month, day=DUE_ON.day) + timedelta(9)

    drop_commitment(commitment=commitment, on=PROMISED_ON, reason="No", by=lead, now=overdue)

    commitment.refresh_from_db()
    assert commitment.closed_on == overdue.date()


def test_closed_by_mistake_is_opened_again(commitment: Commitment, lead: Membership) -> None:
    with pytest.raises(CommitmentOpen):
        reopen_commitment(commitment=commitment, by=lead, now=LATER)
    miss_commitment(commitment=commitment, on=LATER.date(), reason="Oops", by=lead, now=LATER)

    reopen_commitment(commitment=commitment, by=lead, now=LATER)

    commitment.refresh_from_db()
    assert (commitment.is_open, commitment.closed_on, commitment.reason) == (True, None, "")
    assert acts()[-1] == "commitment reopened"


def test_commitment_outlives_whoever_promised_it(
    organization: Organization, lead: Membership, join: Join
) -> None:
    a_closed_round(organization)
    commitment = a_commitment(join(organization, email="gone@example.com"))
    assert commitment.owner

    remove_member(membership=commitment.owner, by=lead.user, now=LATER)

    kept = Commitment.objects.get(pk=commitment.pk)
    assert (kept.owner_id, kept.made_by_id) == (None, None)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "kept"}, "commitment_says_why_when_it_is_closed"),
        ({"reason": "None"}, "commitment_says_why_when_it_is_closed"),
        (
            {"state": "kept", "reason": "Done", "closed_on": date(2026, 2, 1)},
            "commitment_is_not_closed_before_it_was_made",
        ),
        ({"due_on": date(2026, 2, 1)}, "commitment_is_due_after_it_was_made"),
        ({"what": ""}, "commitment_says_what_and_how_it_is_seen"),
    ],
)
def test_database_refuses_what_cannot_be(
    commitment: Commitment, change: dict[str, object], name: str
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Commitment.objects.filter(pk=commitment.pk).update(**change)
