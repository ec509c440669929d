"""The mail that brings the minutes."""

import pytest

from assessment.models import Organization, Round
from leadership.domain.meetings import Outcome
from leadership.emails.letters import letterhead_of
from leadership.emails.minutes import render_minutes
from leadership.links import member_unsubscribe_link
from leadership.models import Membership, OutgoingEmail
from leadership.services.commitments import miss_commitment
from leadership.services.minutes import mail_minutes
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


def mail_to(round_: Round, member: Membership) -> OutgoingEmail:
    mail_minutes(meeting=round_.meeting, by=member, now=NOW)
    return OutgoingEmail.objects.select_related(
        "membership__user", "membership__organization", "round__organization"
    ).get(membership=member)


def test_both_parts_hold_what_was_decided_and_promised(
    round_: Round, lead: Membership, owner: Membership
) -> None:
    old = promised(round_, lead, "Answer <every> complaint", now=BEFORE)
    meeting = held(round_, lead)
    decided(meeting, lead, Outcome.NO, note="No bonus does.")
    decided(meeting, lead, Outcome.FIND_OUT, question="s6", who=owner, due_on=BY)
    promised(round_, lead, "Draft a bonus", now=LATER)
    miss_commitment(commitment=old, on=NOW.date(), reason="No time.", by=lead, now=LATER)
    ended(meeting, lead)

    mail = render_minutes(mail_to(round_, lead), letterhead_of(round_))

    assert mail.subject == "Minutes of the meeting about Q1 2026, Meridian Freight"
    assert mail.text.splitlines()[:12] == [
        "What the meeting about Q1 2026 decided",
        "Meridian Freight · Q1 2026",
        "",
        "Hello Leo Lead,",
        "",
        "You met on 2 March 2026. 2 contested signs were settled. 1 new commitment was made.",
        "",
        "Contested signs",
        "- Sign 6, Do most of the executive team members have goals based on customer experience "
        "objectives? Olivia Owner finds out by 16 March 2026.",
        "- Sign 7, Is the compensation of executive team members tied to customer experience "
        "objectives? No, this does not hold. (No bonus does.)",
        "",
        "New commitments",
    ]
    assert "- Draft a bonus (Leo Lead, by 16 March 2026)" in mail.text
    assert "- Missed: Answer <every> complaint" in mail.text
    assert "Missed: Answer &lt;every&gt; complaint" in mail.html
    link = f"/o/meridian/results/{round_.pk}/minutes/"
    stop = member_unsubscribe_link(lead)
    assert mail.headers["List-Unsubscribe"] == f"<{stop}>"
    for text in (mail.text, mail.html):
        assert link in text
        assert stop in text
        assert "because you run its rounds" in text


def test_meeting_without_decisions_has_no_empty_list(
    organization: Organization, lead: Membership
) -> None:
    round_ = a_contested_round(organization)
    ended(held(round_, lead), lead)

    mail = render_minutes(mail_to(round_, lead), letterhead_of(round_))

    assert "0 contested signs were settled. 0 new commitments were made." in mail.text
    assert "This was not settled." in mail.text
    assert "New commitments" not in mail.text
    assert "Commitments closed" not in mail.html
