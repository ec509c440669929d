"""Taking back one's own answers: all or nothing, and as if they had never been sent."""

import random
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round, Tally
from assessment.services.rounds import RoundNotOpen, close_round
from assessment.services.tallies import rebuild_tallies
from leadership.models import AuditEntry, Invitation
from leadership.services.answering import AlreadySubmitted
from leadership.services.withdrawing import NothingToWithdraw, withdraw_answers
from tests.database import at_once, refusing_rows, tallies_of
from tests.respondents import an_invitation, an_open_round, an_organization, submit

pytestmark = pytest.mark.django_db
EXECUTIVE = Audience.EXECUTIVE
_NUMBERS = count(1)


@pytest.fixture
def round_() -> Round:
    return an_open_round(promise=Promise.ATTRIBUTED)


def an_executive(round_: Round, seed: int = 1) -> Invitation:
    """One who has sent a self-assessment."""
    invitation = an_invitation(round_, EXECUTIVE)
    submit(invitation, random.Random(seed))
    invitation.refresh_from_db()
    return invitation


def withdraw(invitation: Invitation) -> None:
    withdraw_answers(invitation=invitation, now=timezone.now())


def counts_are_right(round_: Round) -> bool:
    kept = tallies_of(round_)
    rebuild_tallies(round_=round_)
    return kept == tallies_of(round_)


def test_withdrawing_is_as_if_nothing_had_been_sent(round_: Round) -> None:
    an_executive(round_, 2)
    before = tallies_of(round_)
    executive = an_executive(round_, 3)

    withdraw(executive)

    executive.refresh_from_db()
    assert tallies_of(round_) == before
    assert not Tally.objects.filter(count=0).exists()
    assert AnswerSheet.objects.count() == 1
    assert (executive.sheet, executive.submitted_on, executive.started_on) == (None, None, None)
    assert counts_are_right(round_)


def test_withdrawn_answers_can_be_given_anew(round_: Round) -> None:
    executive = an_executive(round_)
    withdraw(executive)
    executive.refresh_from_db()

    submit(executive, random.Random(7))

    executive.refresh_from_db()
    assert executive.sheet is not None
    assert executive.submitted_on is not None
    assert AnswerSheet.objects.count() == 1
    assert counts_are_right(round_)


def test_withdrawing_is_written_down(round_: Round) -> None:
    executive = an_executive(round_)
    withdraw(executive)

    entry = AuditEntry.objects.get()
    assert executive.membership is not None
    assert entry.by == executive.membership.user.email
    assert (entry.act, entry.about) == ("own answers withdrawn", round_.label)


def test_nothing_is_withdrawn_twice_or_before_sending(round_: Round) -> None:
    executive = an_executive(round_)
    withdraw(executive)

    for invitation in (executive, an_invitation(round_, EXECUTIVE)):
        with pytest.raises(NothingToWithdraw):
            withdraw(invitation)


@pytest.mark.parametrize("audience", Audience)
def test_answers_that_know_no_person_stay(audience: Audience) -> None:
    round_ = an_open_round(promise=Promise.TOTALS_ONLY)
    invitation = an_invitation(round_, audience)
    submit(invitation)

    with pytest.raises(NothingToWithdraw):
        withdraw(invitation)

    assert AnswerSheet.objects.count() == 1
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("change", [{"generation": 2}, {"revoked_on": timezone.now().date()}])
def test_link_that_was_replaced_or_taken_back_withdraws_nothing(
    round_: Round, change: dict[str, object]
) -> None:
    executive = an_executive(round_)
    Invitation.objects.filter(pk=executive.pk).update(**change)

    with pytest.raises(NothingToWithdraw):
        withdraw(executive)

    assert AnswerSheet.objects.count() == 1


def test_closed_round_keeps_its_answers(round_: Round) -> None:
    executive = an_executive(round_)
    close_round(round_=round_, now=timezone.now())

    with pytest.raises(RoundNotOpen):
        withdraw(executive)

    executive.refresh_from_db()
    assert executive.sheet is not None
    assert executive.submitted_on is not None
    assert counts_are_right(round_)


def test_round_past_its_time_keeps_its_answers_before_anybody_has_closed_it(round_: Round) -> None:
    executive = an_executive(round_)
    Round.objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(RoundNotOpen):
        withdraw(executive)

    assert AnswerSheet.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_fault_in_the_middle_changes_nothing() -> None:
    round_ = an_open_round(promise=Promise.ATTRIBUTED)
    executive = an_executive(round_)
    before = tallies_of(round_)

    with (
        refusing_rows("leadership_auditentry", "disk full"),
        pytest.raises(Exception, match="full"),
    ):
        withdraw(executive)

    executive.refresh_from_db()
    assert executive.sheet is not None
    assert tallies_of(round_) == before


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), max_size=8))
def test_counts_equal_the_sheets_after_any_sendings_and_withdrawals(
    db: None, acts: list[tuple[int, int]]
) -> None:
    company = an_organization(slug=f"company-{next(_NUMBERS)}")
    round_ = an_open_round(company, promise=Promise.ATTRIBUTED)
    people = [an_invitation(round_, EXECUTIVE) for _ in range(4)]
    for who, seed in acts:
        invitation = Invitation.objects.select_related("round__organization").get(pk=people[who].pk)
        if invitation.submitted_on:
            withdraw(invitation)
        else:
            submit(invitation, random.Random(seed))

    sent = Invitation.objects.filter(round=round_).exclude(submitted_on=None)
    sheets = AnswerSheet.objects.filter(round=round_)
    assert set(sent.values_list("sheet", flat=True)) == set(sheets.values_list("pk", flat=True))
    assert not Tally.objects.filter(count=0).exists()
    assert counts_are_right(round_)


@pytest.mark.django_db(transaction=True)
def test_withdrawing_four_times_at_once_happens_once() -> None:
    round_ = an_open_round(promise=Promise.ATTRIBUTED)
    an_executive(round_, 4)
    executive = an_executive(round_, 5)

    def act(_: int) -> bool:
        try:
            withdraw(executive)
        except NothingToWithdraw:
            return False
        return True

    assert sorted(at_once(4, act)) == [False, False, False, True]
    assert AnswerSheet.objects.count() == 1
    assert counts_are_right(round_)


@pytest.mark.django_db(transaction=True)
def test_sending_and_withdrawing_beside_a_closing_keeps_sheets_counts_and_people_equal() -> None:
    round_ = an_open_round(promise=Promise.ATTRIBUTED)
    people = [an_executive(round_, seed) for seed in range(6)]

    def act(number: int) -> int:
        if number == 6:
            close_round(round_=round_, now=timezone.now())
            return 0
        done = 0
        for _ in range(20):
            invitation = Invitation.objects.select_related("round__organization", "sheet").get(
                pk=people[number].pk
            )
            try:
                if invitation.submitted_on:
                    withdraw(invitation)
                else:
                    submit(invitation, random.Random(done))
            except (RoundNotOpen, AlreadySubmitted):
                break
            done += 1
        return done

    at_once(7, act)

    sent = Invitation.objects.exclude(submitted_on=None)
    submitted = AnswerSheet.objects.filter(is_submitted=True)
    assert set(sent.values_list("sheet", flat=True)) == set(submitted.values_list("pk", flat=True))
    assert counts_are_right(round_)
