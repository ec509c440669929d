"""Which mail is written into the outbox."""

import pytest
from pytest_django import DjangoAssertNumQueries

from leadership.models import Invitation, OutgoingEmail
from leadership.services import outbox
from leadership.services.outbox import queue_invitations
from tests.leadership.mailing import (
    NOW,
    an_invited_contact,
    an_invited_executive,
    an_open_round,
)

pytestmark = pytest.mark.django_db


def test_queue_invitations_writes_one_mail_each_and_twice_is_once() -> None:
    round_ = an_open_round()
    invitation = an_invited_contact(round_)
    an_invited_executive(round_)

    first = queue_invitations(round_=round_, now=NOW)
    second = queue_invitations(round_=round_, now=NOW)

    assert (first, second) == (2, 0)
    email = OutgoingEmail.objects.get(invitation=invitation)
    assert email.dedupe_key == f"invitation:{invitation.pk}:{invitation.generation}"
    assert email.due_at == NOW
    assert email.message_id.endswith("@office.example>")


def test_queue_invitations_mails_again_when_the_link_was_renewed() -> None:
    round_ = an_open_round()
    an_invited_contact(round_)
    queue_invitations(round_=round_, now=NOW)
    Invitation.objects.update(generation=2)

    assert queue_invitations(round_=round_, now=NOW) == 1


def test_queue_invitations_leaves_out_those_who_answered_or_were_withdrawn() -> None:
    round_ = an_open_round()
    answered = an_invited_contact(round_, "a@customer.example")
    withdrawn = an_invited_contact(round_, "b@customer.example")
    Invitation.objects.filter(pk=answered.pk).update(submitted_on=NOW.date())
    Invitation.objects.filter(pk=withdrawn.pk).update(revoked_on=NOW.date())

    assert queue_invitations(round_=round_, now=NOW) == 0


def test_queue_invitations_works_in_chunks(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(outbox, "_CHUNK", 2)
    round_ = an_open_round()
    for number in range(5):
        an_invited_contact(round_, f"c{number}@customer.example")

    with django_assert_num_queries(9):  # 4 reads, the last one empty; 3 inserts; a savepoint
        queued = queue_invitations(round_=round_, now=NOW)

    assert queued == OutgoingEmail.objects.count() == 5
