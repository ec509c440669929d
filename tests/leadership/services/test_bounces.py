"""What became of mail after it was sent, and what follows for the address."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from leadership.models import AuditEntry, Bounce, Contact, Invitation, OptOut, OutgoingEmail
from leadership.services.bounces import (
    record_bounce,
    record_complaint,
    record_delivered,
    record_unsubscribing,
    try_again,
)
from leadership.services.delivery import deliver_due
from leadership.services.outbox import queue_invitations
from leadership.services.people import remove_contact, remove_member
from tests.leadership.mailing import (
    NOW,
    a_member,
    an_invited_contact,
    an_invited_executive,
    an_open_round,
    an_organization,
)
from tests.smtp import CollectingServer

pytestmark = pytest.mark.django_db
Outcome, State = OutgoingEmail.Outcome, OutgoingEmail.State
LATER = NOW + timedelta(days=3)
NO_MAILBOX = "550 5.1.1 No such mailbox"


@pytest.fixture
def email() -> OutgoingEmail:
    round_ = an_open_round()
    an_invited_contact(round_)
    queue_invitations(round_=round_, now=NOW)
    return OutgoingEmail.objects.get()


@pytest.fixture
def mail_server(smtp_server: CollectingServer, settings: Settings) -> CollectingServer:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_server.port
    settings.EMAIL_IS_LOCAL = False
    return smtp_server


def outcome(email: OutgoingEmail) -> str:
    email.refresh_from_db()
    return email.outcome


# Writing down


def test_bounce_is_kept_once_with_the_first_words_and_day(email: OutgoingEmail) -> None:
    record_bounce(email=email, words=NO_MAILBOX, now=NOW)
    record_bounce(email=email, words="550 Still none", now=LATER)

    bounce = Bounce.objects.get()
    assert (bounce.organization, bounce.email) == (email.organization, "anna@customer.example")
    assert (bounce.words, bounce.bounced_on) == (NO_MAILBOX, NOW.date())
    assert outcome(email) == Outcome.BOUNCED
    assert not AuditEntry.objects.exists()


def test_report_that_comes_again_does_not_undo_another_try(email: OutgoingEmail) -> None:
    OutgoingEmail.objects.update(state=State.SENT)
    record_bounce(email=email, words=NO_MAILBOX, now=NOW)
    Bounce.objects.all().delete()

    record_bounce(email=email, words=NO_MAILBOX, now=LATER)

    assert not Bounce.objects.exists()


def test_words_of_a_bounce_fit() -> None:
    round_ = an_open_round()
    an_invited_executive(round_)
    queue_invitations(round_=round_, now=NOW)
    email = OutgoingEmail.objects.get()

    record_bounce(email=email, words="x" * 900, now=NOW)

    assert len(Bounce.objects.get().words) == 500


def test_complaint_is_an_opt_out_and_twice_is_once(email: OutgoingEmail) -> None:
    record_complaint(email=email, now=NOW)
    record_complaint(email=email, now=LATER)
    record_bounce(email=email, words=NO_MAILBOX, now=LATER)

    assert OptOut.objects.count() == 1
    assert outcome(email) == Outcome.COMPLAINED
    assert not Bounce.objects.exists()


def test_unsubscribing_at_the_provider_stops_mail_that_waits(
    email: OutgoingEmail, mail_server: CollectingServer
) -> None:
    record_unsubscribing(email=email, now=NOW)

    deliver_due(now=NOW)

    assert OutgoingEmail.objects.get().error == "Asked not to be written to."
    assert not mail_server.received


def test_delivery_outweighs_nothing(email: OutgoingEmail) -> None:
    record_delivered(email=email)
    assert outcome(email) == Outcome.DELIVERED

    record_complaint(email=email, now=NOW)
    record_delivered(email=email)
    assert outcome(email) == Outcome.COMPLAINED


# Refused while the mail is handed over


def test_refused_mailbox_is_a_bounce_and_gets_no_more_mail(
    email: OutgoingEmail, mail_server: CollectingServer
) -> None:
    mail_server.replies["anna@customer.example"] = NO_MAILBOX

    deliver_due(now=NOW)

    email.refresh_from_db()
    assert (email.state, email.outcome, email.error) == (State.FAILED, Outcome.BOUNCED, NO_MAILBOX)
    assert Bounce.objects.get().words == NO_MAILBOX

    mail_server.replies.clear()
    Invitation.objects.update(generation=2)
    queue_invitations(round_=email.its_round, now=NOW)
    deliver_due(now=NOW)

    second = OutgoingEmail.objects.latest("pk")
    assert (second.state, second.error) == (
        State.SKIPPED,
        f"The address does not work: {NO_MAILBOX}",
    )
    assert not mail_server.received


@pytest.mark.parametrize(
    "reply",
    ["552 5.2.2 Mailbox full", "550 5.7.1 Blocked", "554 Refused", "450 4.1.1 Unknown so far"],
)
def test_other_refusal_is_no_bounce(
    email: OutgoingEmail, mail_server: CollectingServer, reply: str
) -> None:
    mail_server.replies["anna@customer.example"] = reply

    deliver_due(now=NOW)

    assert outcome(email) == Outcome.UNKNOWN
    assert not Bounce.objects.exists()


# Trying again


def test_trying_again_forgets_the_bounce_and_sends_the_invitation(
    email: OutgoingEmail, mail_server: CollectingServer
) -> None:
    mail_server.replies["anna@customer.example"] = NO_MAILBOX
    deliver_due(now=NOW)
    mail_server.replies.clear()
    lead = a_member(email.organization, "lead@meridian.example")

    again = try_again(bounce=Bounce.objects.get(), by=lead.user, now=LATER)

    assert again == 1
    assert not Bounce.objects.exists()
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.about) == ("address tried again", "anna@customer.example")
    deliver_due(now=LATER)
    email.refresh_from_db()
    assert (email.state, email.outcome, email.attempts) == (State.SENT, Outcome.UNKNOWN, 0)
    assert len(mail_server.received) == 1


def test_member_whose_mail_was_left_out_is_sent_it_when_tried_again(
    mail_server: CollectingServer,
) -> None:
    """Members are asked in later rounds all the same, and only their mail is skipped."""
    round_ = an_open_round()
    invitation = an_invited_executive(round_)
    member = invitation.membership
    assert member
    Bounce.objects.create(
        organization=round_.organization,
        email=member.user.email,
        bounced_on=NOW.date(),
        words=NO_MAILBOX,
    )
    queue_invitations(round_=round_, now=NOW)
    deliver_due(now=NOW)
    assert OutgoingEmail.objects.get().state == State.SKIPPED

    again = try_again(bounce=Bounce.objects.get(), by=member.user, now=LATER)

    assert again == 1
    deliver_due(now=LATER)
    assert OutgoingEmail.objects.get().state == State.SENT


def test_trying_again_sends_nothing_that_is_not_needed(email: OutgoingEmail) -> None:
    OutgoingEmail.objects.update(state=State.SENT)
    record_bounce(email=email, words=NO_MAILBOX, now=NOW)
    lead = a_member(email.organization, "lead@meridian.example")
    Invitation.objects.update(submitted_on=NOW.date())

    assert try_again(bounce=Bounce.objects.get(), by=lead.user, now=LATER) == 0
    assert OutgoingEmail.objects.get().state == State.SENT


def test_trying_again_leaves_mail_of_others_alone(email: OutgoingEmail) -> None:
    other = an_open_round(an_organization("Other", "other"))
    an_invited_contact(other)
    an_invited_contact(email.its_round, "bob@customer.example")
    for round_ in (email.its_round, other):
        queue_invitations(round_=round_, now=NOW)
    OutgoingEmail.objects.update(state=State.SENT)
    for one in OutgoingEmail.objects.all():
        record_bounce(email=one, words=NO_MAILBOX, now=NOW)
    lead = a_member(email.organization, "lead@meridian.example")
    bounce = Bounce.objects.get(organization=email.organization, email="anna@customer.example")

    assert try_again(bounce=bounce, by=lead.user, now=LATER) == 1
    assert Bounce.objects.count() == 2


# Removing


def test_removing_a_contact_forgets_the_bounce_but_never_the_opt_out(email: OutgoingEmail) -> None:
    record_complaint(email=email, now=NOW)
    OutgoingEmail.objects.update(outcome="")
    record_bounce(email=email, words=NO_MAILBOX, now=NOW)
    lead = a_member(email.organization, "lead@meridian.example")

    remove_contact(contact=Contact.objects.get(), by=lead.user, now=LATER)

    assert not Bounce.objects.exists()
    assert OptOut.objects.count() == 1


def test_removing_a_member_forgets_the_bounce(email: OutgoingEmail) -> None:
    an_invited_executive(email.its_round)
    queue_invitations(round_=email.its_round, now=NOW)
    record_bounce(email=OutgoingEmail.objects.latest("pk"), words=NO_MAILBOX, now=NOW)
    record_bounce(email=email, words=NO_MAILBOX, now=NOW)
    lead = a_member(email.organization, "lead@meridian.example")
    executive = Invitation.objects.latest("pk").membership
    assert executive

    remove_member(membership=executive, by=lead.user, now=LATER)

    assert [one.email for one in Bounce.objects.all()] == ["anna@customer.example"]
