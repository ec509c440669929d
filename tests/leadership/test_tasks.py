"""One tick of background work."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from assessment.domain.rounds import RoundState
from assessment.models import Round
from leadership.models import Heartbeat, MailboxMessage, OutgoingEmail
from leadership.services.outbox import queue_invitations
from leadership.tasks import tick
from tests.leadership.mailing import NOW, an_invited_contact, an_open_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _local_mailbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "leadership.mailbox.LocalMailboxBackend"


def test_tick_sends_everything_that_is_due() -> None:
    round_ = an_open_round()
    for number in range(51):  # one more than a batch
        an_invited_contact(round_, f"c{number}@customer.example")
    queue_invitations(round_=round_, now=NOW)

    tick(now=NOW)

    assert MailboxMessage.objects.count() == 51
    assert Heartbeat.objects.get().ticked_at == NOW


def test_tick_closes_a_round_at_its_time_before_mail_goes_out() -> None:
    round_ = an_open_round()
    an_invited_contact(round_)
    queue_invitations(round_=round_, now=NOW)

    tick(now=NOW + timedelta(days=21))

    assert Round.objects.get().state == RoundState.CLOSED
    assert OutgoingEmail.objects.get().state == OutgoingEmail.State.SKIPPED
    assert not MailboxMessage.objects.exists()


def test_tick_stops_between_batches_when_asked() -> None:
    round_ = an_open_round()
    an_invited_contact(round_)
    queue_invitations(round_=round_, now=NOW)

    tick(now=NOW, stopping=lambda: True)

    assert not MailboxMessage.objects.exists()
