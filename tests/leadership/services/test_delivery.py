"""The outbox against a real mail server, and against ones that misbehave."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, ClassVar, SupportsIndex

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from pytest_django import Settings

from assessment.domain.rounds import RoundState
from leadership.mailbox import LocalMailboxBackend
from leadership.models import Contact, Invitation, MailboxMessage, OutgoingEmail
from leadership.services import delivery
from leadership.services.delivery import deliver_due
from leadership.services.opting_out import opt_out
from leadership.services.outbox import queue_invitations
from tests.leadership.faulty_smtp import Habits, faulty_server
from tests.leadership.mailing import (
    NOW,
    an_invited_contact,
    an_invited_executive,
    an_open_round,
)
from tests.smtp import CollectingServer, Received

pytestmark = pytest.mark.django_db
State = OutgoingEmail.State


def use_server(settings: Settings, port: int) -> None:
    settings.EMAIL_BACKEND = "leadership.smtp.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_IS_LOCAL = False
    settings.EMAIL_TIMEOUT = 1


@pytest.fixture
def mail_server(smtp_server: CollectingServer, settings: Settings) -> CollectingServer:
    use_server(settings, smtp_server.port)
    return smtp_server


def queued_contacts(count: int = 3) -> list[OutgoingEmail]:
    """Mails to c0@…, c1@… and so on, in this order."""
    round_ = an_open_round()
    for number in range(count):
        an_invited_contact(round_, f"c{number}@customer.example")
    queue_invitations(round_=round_, now=NOW)
    return list(OutgoingEmail.objects.order_by("pk"))


def states() -> list[str]:
    return list(OutgoingEmail.objects.order_by("pk").values_list("state", flat=True))


# Sending


def test_deliver_due_sends_one_message_per_recipient(mail_server: CollectingServer) -> None:
    emails = queued_contacts(3)

    settled = deliver_due(now=NOW)

    assert settled == 3
    assert [one.recipients for one in mail_server.received] == [
        ("c0@customer.example",),
        ("c1@customer.example",),
        ("c2@customer.example",),
    ]
    assert [one.message["Message-ID"] for one in mail_server.received] == [
        email.message_id for email in emails
    ]
    assert {one.sender for one in mail_server.received} == {"office@office.example"}
    assert all(not one.message["X-Corner-Office-Organization"] for one in mail_server.received)
    assert states() == [State.SENT] * 3
    assert set(OutgoingEmail.objects.values_list("sent_at", "leased_until", "error")) == {
        (NOW, None, "")
    }


def test_deliver_due_sends_nothing_twice(mail_server: CollectingServer) -> None:
    queued_contacts(2)

    deliver_due(now=NOW)

    assert deliver_due(now=NOW) == 0
    assert len(mail_server.received) == 2


def test_deliver_due_takes_no_more_than_a_batch(mail_server: CollectingServer) -> None:
    queued_contacts(3)

    assert deliver_due(now=NOW, batch=2) == 2
    assert states() == [State.SENT, State.SENT, State.QUEUED]


def test_deliver_due_leaves_mail_of_later(mail_server: CollectingServer) -> None:
    queued_contacts(1)
    OutgoingEmail.objects.update(due_at=NOW + timedelta(seconds=1))

    assert deliver_due(now=NOW) == 0
    assert not mail_server.received


def test_deliver_due_leaves_mail_that_another_worker_holds(mail_server: CollectingServer) -> None:
    queued_contacts(1)
    OutgoingEmail.objects.update(leased_until=NOW + timedelta(seconds=1))

    assert deliver_due(now=NOW) == 0
    assert deliver_due(now=NOW + timedelta(seconds=2)) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"submitted_on": NOW.date()}, "Answered already."),
        ({"revoked_on": NOW.date()}, "The link was withdrawn."),
        ({"generation": 2}, "The link was withdrawn."),
    ],
)
def test_status_of_the_invitation_is_checked_again(
    mail_server: CollectingServer, change: dict[str, Any], reason: str
) -> None:
    queued_contacts(1)
    Invitation.objects.update(**change)

    deliver_due(now=NOW)

    email = OutgoingEmail.objects.get()
    assert (email.state, email.error) == (State.SKIPPED, reason)
    assert not mail_server.received


def test_nobody_is_asked_after_the_round_closed(mail_server: CollectingServer) -> None:
    email = queued_contacts(1)[0]
    round_ = email.its_round
    round_.state, round_.closed_at = RoundState.CLOSED.value, NOW
    round_.save()

    deliver_due(now=NOW)

    assert OutgoingEmail.objects.get().error == "The round is not open."


def test_nobody_is_asked_after_the_closing_time(mail_server: CollectingServer) -> None:
    queued_contacts(1)

    deliver_due(now=NOW + timedelta(days=30))

    assert states() == [State.SKIPPED]


def test_opt_out_is_honoured_before_the_next_send_in_any_spelling(
    mail_server: CollectingServer,
) -> None:
    email = queued_contacts(1)[0]
    opt_out(invitation=Invitation.objects.get(emails=email), now=NOW)
    Contact.objects.update(email="C0@CUSTOMER.example")

    deliver_due(now=NOW)

    assert OutgoingEmail.objects.get().error == "Asked not to be written to."
    assert not mail_server.received


def test_member_who_left_is_not_asked(mail_server: CollectingServer) -> None:
    round_ = an_open_round()
    invitation = an_invited_executive(round_)
    queue_invitations(round_=round_, now=NOW)
    assert invitation.membership
    invitation.membership.user.is_active = False
    invitation.membership.user.save()

    deliver_due(now=NOW)

    assert OutgoingEmail.objects.get().error == "This person does not sign in any more."


# Refusals


def test_refusal_for_now_backs_off_and_is_delivered_later(mail_server: CollectingServer) -> None:
    queued_contacts(3)
    mail_server.replies["c1@customer.example"] = "450 4.2.1 Mailbox busy"

    deliver_due(now=NOW)

    email = OutgoingEmail.objects.get(invitation__contact__email="c1@customer.example")
    assert states() == [State.SENT, State.QUEUED, State.SENT]
    assert email.attempts == 1
    assert email.due_at == NOW + timedelta(minutes=1)
    assert email.error == "450 4.2.1 Mailbox busy"

    deliver_due(now=NOW + timedelta(minutes=1))
    email.refresh_from_db()
    assert email.due_at == NOW + timedelta(minutes=6)

    mail_server.replies.clear()
    deliver_due(now=NOW + timedelta(minutes=6))
    assert states() == [State.SENT] * 3
    assert len(mail_server.received) == 3


def test_refusal_for_good_fails_with_the_servers_words(mail_server: CollectingServer) -> None:
    queued_contacts(3)
    mail_server.replies["c0@customer.example"] = "550 5.1.1 No such user " + "x" * 300

    deliver_due(now=NOW)

    email = OutgoingEmail.objects.earliest("pk")
    assert states() == [State.FAILED, State.SENT, State.SENT]
    assert email.error.startswith("550 5.1.1 No such user")
    assert len(email.error) <= 500


def test_refusal_for_now_becomes_failure_after_eight_attempts(
    mail_server: CollectingServer,
) -> None:
    queued_contacts(1)
    OutgoingEmail.objects.update(attempts=7)
    mail_server.replies["c0@customer.example"] = "450 Busy"

    deliver_due(now=NOW)

    email = OutgoingEmail.objects.get()
    assert (email.state, email.attempts) == (State.FAILED, 8)


def test_server_that_cannot_be_reached_puts_the_batch_off(settings: Settings) -> None:
    queued_contacts(2)
    use_server(settings, port=1)

    settled = deliver_due(now=NOW)

    assert settled == 0
    assert states() == [State.QUEUED] * 2
    assert set(OutgoingEmail.objects.values_list("attempts", "due_at", "leased_until")) == {
        (1, NOW + timedelta(minutes=1), None)
    }
    assert "refused" in OutgoingEmail.objects.earliest("pk").error


def test_wrong_password_is_a_temporary_failure_of_the_batch(settings: Settings) -> None:
    queued_contacts(2)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "office", "wrong"

    with faulty_server(Habits(refuses_password=True)) as port:
        use_server(settings, port)
        settled = deliver_due(now=NOW)

    assert settled == 0
    assert states() == [State.QUEUED] * 2
    assert OutgoingEmail.objects.earliest("pk").error == "535 5.7.8 Wrong password"


def test_refused_sender_is_a_temporary_failure_of_the_batch(settings: Settings) -> None:
    queued_contacts(2)

    with faulty_server(Habits(sender_reply="530 Not you")) as port:
        use_server(settings, port)
        deliver_due(now=NOW)

    assert set(OutgoingEmail.objects.values_list("state", "attempts", "error")) == {
        (State.QUEUED, 1, "530 Not you")
    }


def test_refused_content_concerns_one_mail(settings: Settings) -> None:
    queued_contacts(3)
    habits = Habits(data_replies=["451 Greylisted", "554 Spam"])

    with faulty_server(habits) as port:
        use_server(settings, port)
        deliver_due(now=NOW)

    assert states() == [State.QUEUED, State.FAILED, State.SENT]
    assert habits.connections == 1


def test_dropped_connection_is_opened_again_for_the_others(settings: Settings) -> None:
    first, *_ = queued_contacts(3)
    habits = Habits(drops_after_data=1)

    with faulty_server(habits) as port:
        use_server(settings, port)
        deliver_due(now=NOW)
        assert states() == [State.QUEUED, State.SENT, State.SENT]
        assert habits.connections == 2
        deliver_due(now=NOW + timedelta(minutes=1))

    assert states() == [State.SENT] * 3
    assert first.message_id.encode() in habits.accepted[-1]


def test_hanging_server_harms_only_its_own_batch(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "_SECONDS_FOR_A_BATCH", 0.5)
    queued_contacts(3)

    with faulty_server(Habits(hangs_after="DATA")) as port:
        use_server(settings, port)
        settled = deliver_due(now=NOW)

    assert settled == 1
    in_order = OutgoingEmail.objects.order_by("pk")
    assert list(in_order.values_list("attempts", flat=True)) == [1, 0, 0]
    assert set(in_order.values_list("due_at", "leased_until")) == {
        (NOW + timedelta(minutes=1), None)
    }


def test_mail_that_cannot_be_written_does_not_hold_up_the_others(
    mail_server: CollectingServer,
) -> None:
    first, *_ = queued_contacts(2)
    Invitation.objects.filter(emails=first).update(audience="unheard")

    deliver_due(now=NOW)

    first.refresh_from_db()
    assert states() == [State.QUEUED, State.SENT]
    assert first.error.startswith("Could not be written")
    assert first.attempts == 1


def test_stored_address_that_is_none_fails_for_good(mail_server: CollectingServer) -> None:
    queued_contacts(1)
    Contact.objects.update(email="not an address")

    deliver_due(now=NOW)

    email = OutgoingEmail.objects.get()
    assert email.state == State.FAILED
    assert "not an email address" in email.error


class EverybodyAnswersBackend(LocalMailboxBackend):
    """A mailbox whose first mail makes everybody answer."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        Invitation.objects.update(submitted_on=NOW.date())
        return super().send_messages(email_messages)


def test_status_that_changes_during_a_batch_is_seen(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "_SECONDS_A_LOOK_HOLDS", 0)
    settings.EMAIL_BACKEND = f"{__name__}.EverybodyAnswersBackend"
    queued_contacts(3)

    deliver_due(now=NOW)

    assert states() == [State.SENT, State.SKIPPED, State.SKIPPED]


class SlowReplies(list[str]):
    """A server that takes longer over a message than a look holds."""

    def __bool__(self) -> bool:
        return True

    def pop(self, index: SupportsIndex = 0) -> str:
        time.sleep(1.3)
        return "250 OK"


def test_opt_out_while_the_server_thinks_stops_the_next_mail(settings: Settings) -> None:
    queued_contacts(2)
    second = Invitation.objects.get(contact__email="c1@customer.example")
    habits = Habits(data_replies=SlowReplies())
    opted_out: list[bool] = []

    def opt_out_after_the_first() -> bool:
        if habits.accepted and not opted_out:
            opt_out(invitation=second, now=NOW)
            opted_out.append(True)
        return False

    with faulty_server(habits) as port:
        use_server(settings, port)
        settings.EMAIL_TIMEOUT = 5
        deliver_due(now=NOW, stopping=opt_out_after_the_first)

    assert states() == [State.SENT, State.SKIPPED]


@pytest.mark.parametrize("words", ["x" * 600, "two\nlines"])
def test_error_of_any_length_is_kept_and_counts_as_a_try(
    mail_server: CollectingServer, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    def fail(organization: object) -> None:
        raise ValueError(words)

    monkeypatch.setattr(delivery, "letterhead_of_organization", fail)
    queued_contacts(1)

    deliver_due(now=NOW)

    email = OutgoingEmail.objects.get()
    assert (email.state, email.attempts) == (State.QUEUED, 1)
    assert email.error.startswith(f"Could not be written: {words[:3]}")


# A crash costs one extra copy at most


@pytest.mark.django_db(transaction=True)
def test_mail_is_recorded_before_the_content_of_the_next_one_leaves(
    mail_server: CollectingServer,
) -> None:
    queued_contacts(3)
    recorded = []

    def count(_: Received) -> None:
        with ThreadPoolExecutor() as aside:  # the server's own thread runs an event loop
            recorded.append(aside.submit(count_sent).result())

    mail_server.before_accepting = count

    deliver_due(now=NOW)

    assert recorded == [0, 1, 2]
    assert states() == [State.SENT] * 3


def count_sent() -> int:
    try:
        return OutgoingEmail.objects.filter(state=State.SENT).count()
    finally:
        connection.close()


class CountingBackend(LocalMailboxBackend):
    """A way of sending in which nothing is done meanwhile, as with providers."""

    recorded: ClassVar[list[int]] = []

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.recorded.append(OutgoingEmail.objects.filter(state=State.SENT).count())
        return super().send_messages(email_messages)


def test_mail_is_recorded_at_once_where_sending_leaves_no_time(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.CountingBackend"
    settings.EMAIL_IS_LOCAL = True
    queued_contacts(3)

    deliver_due(now=NOW)

    assert CountingBackend.recorded == [0, 1, 2]


class BreakingBackend(LocalMailboxBackend):
    """Fails at one address in a way that no way of sending announces."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if "c0@" in email_messages[0].to[0]:
            raise AttributeError("an answer that nobody expected")
        return super().send_messages(email_messages)


def test_mail_that_breaks_the_sending_is_put_off_and_harms_no_other(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BreakingBackend"
    settings.EMAIL_IS_LOCAL = True
    first, *_ = queued_contacts(3)

    deliver_due(now=NOW)

    first.refresh_from_db()
    assert states() == [State.QUEUED, State.SENT, State.SENT]
    assert (first.attempts, first.leased_until) == (1, None)
    assert first.error == "Could not be sent: an answer that nobody expected"


# The local mailbox


def test_without_a_mail_server_mail_is_kept_for_its_organization(
    settings: Settings,
) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"
    settings.EMAIL_IS_LOCAL = True
    email = queued_contacts(1)[0]

    deliver_due(now=NOW)

    kept = MailboxMessage.objects.get()
    assert kept.organization == email.organization
    assert kept.recipient == "Anna Berg <c0@customer.example>"
    assert kept.sender == "Meridian Freight via Corner Office <office@office.example>"
    assert "Hello Anna Berg" in kept.text
    assert kept.html.startswith("<!DOCTYPE html>")


# Several workers


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_every_mail_once(mail_server: CollectingServer) -> None:
    queued_contacts(60)

    def work() -> None:
        try:
            while deliver_due(now=NOW, batch=5):
                pass
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    recipients = [one.recipients[0] for one in mail_server.received]
    assert sorted(recipients) == sorted(f"c{number}@customer.example" for number in range(60))
    assert set(states()) == {State.SENT}
