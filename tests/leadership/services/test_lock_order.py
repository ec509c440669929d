"""Erasing somebody while the room decides: one waits for the other, and nobody stays named."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from assessment.models import Organization
from leadership.domain.commitments import CommitmentState
from leadership.domain.errors import LeadershipError
from leadership.domain.meetings import Outcome
from leadership.domain.minutes import from_json
from leadership.models import Commitment, Evidence, Meeting, Membership
from leadership.queries.persons import Person
from leadership.services.commitments import change_commitment
from leadership.services.erasing import erase_person
from leadership.services.evidence import retract_evidence
from leadership.services.meetings import close_in_meeting, promise_in_meeting
from tests.database import at_once
from tests.leadership.conftest import NOW, Join
from tests.leadership.evidences import a_round_of, accepted, answers_of, given
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

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[Meeting, Membership, Membership], object]
TRIES = range(3)


@pytest.fixture(autouse=True)
def _journal(settings: Settings, tmp_path: Path) -> None:
    settings.ERASURE_JOURNAL = tmp_path / "erasures.jsonl"


@pytest.fixture
def leaver(organization: Organization, join: Join) -> Membership:
    member = join(organization, name="Ann Leaver")
    member.on_executive_team = True
    member.save()
    return member


def _changed(meeting: Meeting, lead: Membership, leaver: Membership) -> None:
    theirs = Commitment.objects.filter(owner=leaver).first()
    if theirs is None:
        return
    change_commitment(
        commitment=theirs,
        what="Put it otherwise",
        owner=lead,
        due_on=theirs.due_on,
        visible_in=theirs.visible_in,
        by=lead,
        now=LATER,
    )


def _closed(meeting: Meeting, lead: Membership, leaver: Membership) -> None:
    close_in_meeting(
        meeting=meeting,
        commitment=Commitment.objects.get(what="Draft a bonus"),
        state=CommitmentState.KEPT,
        reason="The board has it.",
        by=lead,
        now=LATER,
    )


def _promised(meeting: Meeting, lead: Membership, leaver: Membership) -> None:
    promise_in_meeting(
        meeting=meeting,
        question="s6",
        what="Ask the customers",
        owner=leaver,
        due_on=BY,
        visible_in="On the agenda",
        by=lead,
        now=LATER,
    )


ACTS: Mapping[str, Act] = {
    "decides": lambda meeting, lead, leaver: decided(
        meeting, lead, Outcome.FIND_OUT, who=leaver, due_on=BY, now=LATER
    ),
    "decides otherwise": lambda meeting, lead, leaver: decided(
        meeting, lead, Outcome.NO, question="s6", seen=1, now=LATER
    ),
    "promises": _promised,
    "closes": _closed,
    "changes": _changed,
    "ends": lambda meeting, lead, leaver: ended(meeting, lead, [leaver, lead], now=LATER),
}


@pytest.mark.parametrize("number", TRIES)
@pytest.mark.parametrize("act", ACTS)
def test_somebody_is_erased_while_the_meeting(
    organization: Organization, lead: Membership, leaver: Membership, act: str, number: int
) -> None:
    round_ = a_contested_round(organization)
    promised(round_, leaver, now=BEFORE)
    meeting = held(round_, lead)
    decided(meeting, lead, Outcome.FIND_OUT, question="s6", who=leaver, due_on=BY)
    person = Person(leaver.user.email, organization.pk)

    outcomes = at_once(
        2,
        lambda which: (
            _outcome(lambda: erase_person(person=person, by="the terminal", now=timezone.now()))
            if which
            else _outcome(lambda: ACTS[act](meeting, lead, leaver))
        ),
    )

    # Either comes first; whoever is gone can be given nothing, and neither breaks off.
    assert outcomes[1] == "done"
    assert outcomes[0] in {"done", "CannotOwnCommitments"}
    meeting.refresh_from_db()
    if meeting.minutes:
        assert "Ann Leaver" not in str(from_json(meeting.minutes))
    assert not Membership.objects.filter(pk=leaver.pk).exists()
    assert not Commitment.objects.filter(owner=leaver.pk).exists()


@pytest.mark.parametrize("number", TRIES)
@pytest.mark.parametrize("act", ["reviewed", "taken back"])
def test_somebody_is_erased_while_their_evidence_is(
    organization: Organization, lead: Membership, leaver: Membership, act: str, number: int
) -> None:
    round_ = a_round_of(organization)
    answers_of(round_, leaver, {"s1": "yes"})
    piece = given(round_, leaver)
    person = Person(leaver.user.email, organization.pk)
    acts: dict[str, Callable[[], Any]] = {
        "reviewed": lambda: accepted(piece, lead),
        "taken back": lambda: retract_evidence(evidence=piece, by=leaver, now=NOW),
    }

    outcomes = at_once(
        2,
        lambda which: (
            _outcome(lambda: erase_person(person=person, by="the terminal", now=timezone.now()))
            if which
            else _outcome(acts[act])
        ),
    )

    assert outcomes[1] == "done"
    assert outcomes[0] in {"done", "EvidenceChanged", "OwnEvidence"}
    kept = Evidence.objects.get()
    assert (kept.giver, kept.text, kept.link) == (None, "", "")


def _outcome(act: Callable[[], object]) -> str:
    """What one of our own refusals is called; a database that breaks off fails the test."""
    try:
        act()
    except LeadershipError as error:
        return type(error).__name__
    return "done"
