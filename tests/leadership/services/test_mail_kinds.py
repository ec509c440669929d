"""When a mail that asks again is not needed any more."""

from datetime import timedelta

import pytest

from leadership.models import Invitation, OutgoingEmail, Reminder
from leadership.services.mail_kinds import KINDS
from tests.leadership.mailing import (
    NOW,
    an_invited_contact,
    an_invited_executive,
    an_open_round,
)

pytestmark = pytest.mark.django_db


def a_reminder(invitation: Invitation) -> OutgoingEmail:
    round_ = invitation.round
    reminder = Reminder.objects.create(
        round=round_,
        slot="2026-11-23",
        by="the clock",
        audiences=["customer"],
        decided_at=NOW,
        due_at=NOW,
    )
    return OutgoingEmail.objects.create(
        organization=round_.organization,
        round=round_,
        invitation=invitation,
        reminder=reminder,
        kind=OutgoingEmail.Kind.REMINDER,
        dedupe_key=f"reminder:{reminder.pk}:{invitation.pk}",
        due_at=NOW,
        message_id="<1@office.example>",
    )


def why_not(email: OutgoingEmail) -> str | None:
    return KINDS[email.kind].not_needed(email, NOW)


def test_reminder_is_needed_while_nothing_was_answered() -> None:
    email = a_reminder(an_invited_contact(an_open_round()))

    assert why_not(email) is None
    assert KINDS[email.kind].honours_opt_outs


def test_reminder_that_was_taken_back_is_not_sent() -> None:
    email = a_reminder(an_invited_contact(an_open_round()))
    Reminder.objects.update(withdrawn_at=NOW)
    email.refresh_from_db()

    assert why_not(email) == "The reminder was taken back."


def test_nobody_who_answered_is_reminded() -> None:
    invitation = an_invited_contact(an_open_round())
    invitation.submitted_on = NOW.date()

    assert why_not(a_reminder(invitation)) == "Answered already."


def test_nobody_is_reminded_after_the_close() -> None:
    invitation = an_invited_contact(an_open_round())
    invitation.round.closes_at = NOW - timedelta(minutes=1)

    assert why_not(a_reminder(invitation)) == "The round is not open."


def test_link_that_was_withdrawn_is_not_reminded_of() -> None:
    invitation = an_invited_contact(an_open_round())
    invitation.revoked_on = NOW.date()

    assert why_not(a_reminder(invitation)) == "The link was withdrawn."


def test_reminder_whose_act_was_erased_is_still_asked_for() -> None:
    email = a_reminder(an_invited_contact(an_open_round()))
    Reminder.objects.all().delete()
    email.refresh_from_db()

    assert why_not(email) is None


def test_executive_who_left_the_team_is_not_asked_until_they_are_back() -> None:
    invitation = an_invited_executive(an_open_round())
    email = a_reminder(invitation)
    assert invitation.membership is not None

    invitation.membership.on_executive_team = False
    assert why_not(email) == "Not on the executive team any more."

    invitation.membership.on_executive_team = True
    assert why_not(email) is None
