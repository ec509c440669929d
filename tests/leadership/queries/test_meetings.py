"""What the projected page knows: the dashboard’s own signs, and what the room added."""

from datetime import timedelta

import pytest

from assessment.models import Organization, Round
from leadership.domain.meetings import Outcome
from leadership.domain.roles import Role
from leadership.models import Membership
from leadership.queries.meetings import (
    MeetingPage,
    decided_on,
    meeting_of,
    meeting_page,
    stamp_of,
)
from leadership.queries.sign_pages import sign_page
from leadership.services.commitments import keep_commitment
from tests.closed_rounds import EXECUTIVE, a_round, signs
from tests.leadership.conftest import NOW, Join
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


def page_of(round_: Round, reader: Membership) -> MeetingPage:
    return meeting_page(round_, meeting_of(round_, reader), reader, now=LATER)


def test_contested_signs_are_those_of_the_dashboard(round_: Round, lead: Membership) -> None:
    page = page_of(round_, lead)

    dashboard = {row.key: row for row in page.dashboard.signs if row.tag == "contested"}
    assert {sign.row.key: sign.row for sign in page.contested} == dashboard
    assert list(dashboard) == ["s6", "s7"]
    assert page.unsettled == 2


def test_decision_stands_with_its_sign_and_after_those_it_replaced(
    round_: Round, lead: Membership, owner: Membership
) -> None:
    meeting = held(round_, lead)
    decided(meeting, owner, Outcome.YES, note="It is in the plan.")
    decided(meeting, lead, Outcome.NO, seen=1)

    sixth, seventh = page_of(round_, lead).contested

    assert (sixth.number, sixth.decision, sixth.earlier) == (0, None, ())
    assert seventh.number == 2
    assert seventh.decision is not None
    assert (seventh.decision.sentence, seventh.decision.by) == (
        "No, this does not hold.",
        "Leo Lead",
    )
    assert [(one.sentence, one.note, one.by) for one in seventh.earlier] == [
        ("Yes, this holds.", "It is in the plan.", "Olivia Owner")
    ]


def test_decision_that_was_taken_back_waits_again(round_: Round, lead: Membership) -> None:
    meeting = held(round_, lead)
    decided(meeting, lead, Outcome.YES)
    decided(meeting, lead, Outcome.OPEN, seen=1)

    page = page_of(round_, lead)

    assert page.unsettled == 2
    assert [one.outcome for one in page.contested[1].earlier] == [Outcome.YES, Outcome.OPEN]


def test_promises_stand_by_what_the_meeting_did_with_them(round_: Round, lead: Membership) -> None:
    kept = promised(round_, lead, "Kept before", now=BEFORE - timedelta(days=1))
    keep_commitment(commitment=kept, on=BEFORE.date(), reason="Done.", by=lead, now=BEFORE)
    old = promised(round_, lead, "Kept now", now=BEFORE)
    promised(round_, lead, "Still open", now=BEFORE)
    meeting = held(round_, lead)
    decided(meeting, lead, Outcome.FIND_OUT, who=lead, due_on=BY)
    promised(round_, lead, "New", now=LATER)
    keep_commitment(commitment=old, on=NOW.date(), reason="Done.", by=lead, now=LATER)

    page = page_of(round_, lead)

    assert [row.what for row in page.open] == ["Still open"]
    assert [row.what for row in page.promised] == ["New"]
    assert [row.what for row in page.closed] == ["Kept now"]


def test_promises_of_another_organization_are_not_shown(
    round_: Round, lead: Membership, other_organization: Organization, join: Join
) -> None:
    stranger = join(other_organization, Role.LEAD)
    promised(a_contested_round(other_organization), stranger, now=BEFORE)

    page = page_of(round_, lead)

    assert (page.open, page.promised, page.closed) == ((), (), ())


def test_viewer_has_no_meeting(round_: Round, lead: Membership, join: Join) -> None:
    held(round_, lead)

    assert meeting_of(round_, join(round_.organization, Role.VIEWER)) is None
    assert meeting_of(round_, join(round_.organization, Role.EXECUTIVE)) is not None


def test_stamp_changes_with_everything_that_the_page_shows(round_: Round, lead: Membership) -> None:
    def stamp() -> str:
        return stamp_of(meeting_of(round_, lead), lead)

    stamps = [stamp()]
    meeting = held(round_, lead)
    stamps.append(stamp())
    decided(meeting, lead)
    stamps.append(stamp())
    commitment = promised(round_, lead)
    stamps.append(stamp())
    keep_commitment(commitment=commitment, on=NOW.date(), reason="Done.", by=lead, now=LATER)
    stamps.append(stamp())
    ended(meeting, lead)
    stamps.append(stamp())

    assert len(set(stamps)) == len(stamps)
    assert stamp() == stamps[-1]


def test_sign_page_says_what_was_decided_once_the_meeting_is_over(
    round_: Round, lead: Membership
) -> None:
    meeting = held(round_, lead)
    decided(meeting, lead, Outcome.NO, note="No bonus does.")
    page = sign_page(round_, "s7", named=True)
    assert page is not None
    before = decided_on(round_, page.row, lead)

    ended(meeting, lead)

    after = decided_on(round_, page.row, lead)
    assert before is None
    assert after is not None
    assert (after.held_on, after.sentence, after.note) == (
        NOW.date(),
        "No, this does not hold.",
        "No bonus does.",
    )


def test_viewer_reads_the_decision_without_names_and_notes(
    round_: Round, lead: Membership, owner: Membership, join: Join
) -> None:
    meeting = held(round_, lead)
    decided(meeting, lead, Outcome.FIND_OUT, note="Ask Olivia.", who=owner, due_on=BY)
    ended(meeting, lead)
    page = sign_page(round_, "s7", named=False)

    assert page is not None
    read = decided_on(round_, page.row, join(round_.organization, Role.VIEWER))
    assert read is not None
    assert (read.sentence, read.note) == ("Somebody finds out by 16 March 2026.", "")


def test_viewer_from_whom_the_sign_is_hidden_is_not_told_that_it_was_contested(
    organization: Organization, lead: Membership, join: Join
) -> None:
    """Three executives by name: viewers see no signs, so no decision about one either."""
    round_ = a_round(organization, {EXECUTIVE: signs((3, 0), (2, 1), (1, 1, 1))})
    meeting = held(round_, lead)
    decided(meeting, lead, Outcome.NO, question="s3")
    ended(meeting, lead)
    page = sign_page(round_, "s3", named=False)

    assert page is not None
    assert page.row is None
    assert decided_on(round_, page.row, join(organization, Role.VIEWER)) is None
