"""Giving an open round more time, or less."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.models import AnswerSheet, Round
from assessment.queries.rounds import questions_for
from assessment.services.rounds import ClosesInThePast, RoundNotOpen
from leadership.links import answer_link
from leadership.models import AuditEntry, Invitation, Membership
from leadership.services import programme
from leadership.services.answering import submit_answers
from leadership.services.programme import change_closing, close_due_rounds, close_round
from leadership.views.answer_pages import closing_day
from tests.leadership.conftest import NOW
from tests.leadership.programmes import a_contact, a_draft, launched


@pytest.fixture
def round_(lead: Membership) -> Round:
    """Asks one customer, until 16 March."""
    a_contact(lead.organization)
    return launched(a_draft(lead.organization, lead.user), lead.user)


def test_change_is_written_down(lead: Membership, round_: Round) -> None:
    change_closing(round_=round_, closes_at=NOW + timedelta(days=20), by=lead.user, now=NOW)
    change_closing(round_=round_, closes_at=NOW + timedelta(days=10), by=lead.user, now=NOW)

    entries = AuditEntry.objects.filter(act="closing changed").order_by("pk")
    assert list(entries.values_list("by", "about")) == [
        ("lead@example.com", "Q1 2026: last day to answer 2026-03-16 → 2026-03-22"),
        ("lead@example.com", "Q1 2026: last day to answer 2026-03-22 → 2026-03-12"),
    ]


def test_refused_change_leaves_no_trace(lead: Membership, round_: Round) -> None:
    with pytest.raises(ClosesInThePast):
        change_closing(round_=round_, closes_at=NOW, by=lead.user, now=NOW)
    close_round(round_=round_, by=lead.user, now=NOW)
    with pytest.raises(RoundNotOpen):
        change_closing(round_=round_, closes_at=NOW + timedelta(days=9), by=lead.user, now=NOW)

    assert not AuditEntry.objects.filter(act="closing changed").exists()


def test_clock_that_read_the_old_time_does_not_close(
    lead: Membership, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lead's change comes between the clock's look and its closing."""
    old = round_.closes_at
    really_close = programme.close_round

    def change_then_close(**arguments: object) -> None:
        later = old + timedelta(days=7)
        change_closing(round_=Round.objects.get(), closes_at=later, by=lead.user, now=NOW)
        really_close(**arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(programme, "close_round", change_then_close)

    assert close_due_rounds(now=old) == 0
    assert Round.objects.get().is_open


def test_answers_between_the_old_and_the_new_closing_are_taken(
    lead: Membership, round_: Round
) -> None:
    old = round_.closes_at
    change_closing(round_=round_, closes_at=old + timedelta(days=7), by=lead.user, now=NOW)
    close_due_rounds(now=old + timedelta(minutes=1))

    submit_answers(
        invitation=Invitation.objects.select_related("round__organization").get(),
        answers={"p1": "4"},
        questions=questions_for(round_, Audience.CUSTOMER),
        now=old + timedelta(hours=1),
    )

    assert AnswerSheet.objects.filter(is_submitted=True).count() == 1


def test_page_that_was_kept_in_memory_says_the_new_day(lead: Membership, round_: Round) -> None:
    now = timezone.now()
    change_closing(round_=round_, closes_at=now + timedelta(days=3), by=lead.user, now=now)
    address = "/" + answer_link(Invitation.objects.get()).split("/", 3)[3]
    old_day = closing_day(round_)
    assert old_day in Client().get(address).content.decode()

    change_closing(round_=round_, closes_at=now + timedelta(days=9), by=lead.user, now=now)

    page = Client().get(address).content.decode()
    assert closing_day(round_) in page
    assert old_day not in page
