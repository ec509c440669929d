"""A person's answers, from the first autosave to the one submission."""

import random
from datetime import UTC, datetime
from threading import Event
from time import sleep

import pytest
from django.db import transaction
from django.utils import timezone

from assessment.domain.answers import Answer
from assessment.domain.audiences import Audience
from assessment.domain.rounds import Promise
from assessment.models import AnswerSheet, Round, Tally
from assessment.queries.rounds import pages_for, questions_for
from assessment.services.rounds import RoundNotOpen, close_round
from leadership.models import Invitation
from leadership.services.answering import (
    AlreadySubmitted,
    AnswersMissing,
    save_page,
    submit_answers,
    submit_draft,
)
from tests.database import at_once
from tests.respondents import an_invitation, an_open_round, submit, today

EXECUTIVE = Audience.EXECUTIVE
SIGNS: dict[str, Answer] = {f"s{number}": "yes" for number in range(1, 9)}

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return an_open_round()


@pytest.fixture
def executive(round_: Round) -> Invitation:
    return an_invitation(round_, EXECUTIVE)


def save(invitation: Invitation, answers: dict[str, Answer], page: int = 0) -> None:
    questions = pages_for(invitation.round, EXECUTIVE)[page].questions_for(EXECUTIVE)
    save_page(invitation=invitation, answers=answers, page=questions, now=timezone.now())


def send(invitation: Invitation) -> None:
    questions = questions_for(invitation.round, EXECUTIVE)
    submit_draft(invitation=invitation, questions=questions, now=timezone.now())


def test_first_page_makes_the_draft_and_notes_the_day(executive: Invitation) -> None:
    save(executive, {"s1": "yes"})

    executive.refresh_from_db()
    assert executive.sheet is not None
    assert executive.sheet.answers == {"s1": "yes"}
    assert not executive.sheet.is_submitted
    assert executive.started_on is not None
    assert not Tally.objects.exists()


def test_other_pages_keep_their_answers(executive: Invitation) -> None:
    save(executive, {"s1": "yes", "s2": "no"})
    save(executive, {"p1": "4"}, page=1)
    save(executive, {"s2": "dk"})

    executive.refresh_from_db()
    assert executive.sheet is not None
    assert executive.sheet.answers == {"s2": "dk", "p1": "4"}


def test_answers_of_another_page_are_not_taken(executive: Invitation) -> None:
    save(executive, {"s1": "yes", "p1": "5"})

    assert AnswerSheet.objects.get().answers == {"s1": "yes"}


def test_draft_with_required_answers_missing_is_not_sent(executive: Invitation) -> None:
    save(executive, SIGNS)

    with pytest.raises(AnswersMissing, match="One question still needs an answer") as caught:
        send(executive)

    executive.refresh_from_db()
    assert list(caught.value.errors) == ["p1"]
    assert executive.submitted_on is None
    assert executive.sheet is not None


def test_sending_without_any_page_lists_every_required_question(executive: Invitation) -> None:
    with pytest.raises(AnswersMissing, match="9 questions still need an answer"):
        send(executive)

    assert not AnswerSheet.objects.exists()


def test_totals_only_cuts_the_link_and_gives_the_sheet_an_id_of_its_own(
    executive: Invitation,
) -> None:
    save(executive, SIGNS)
    save(executive, {"p1": "4"}, page=1)
    draft = AnswerSheet.objects.get().pk

    send(executive)

    executive.refresh_from_db()
    sheet = AnswerSheet.objects.get()
    assert executive.sheet is None
    assert executive.submitted_on is not None
    assert sheet.is_submitted
    assert sheet.pk != draft
    assert sheet.answers == SIGNS | {"p1": "4"}


def test_attributed_keeps_the_link_of_executives_only() -> None:
    round_ = an_open_round(promise=Promise.ATTRIBUTED)
    people = {audience: an_invitation(round_, audience) for audience in Audience}

    for invitation in people.values():
        submit(invitation)

    linked = [
        audience
        for audience, invitation in people.items()
        if Invitation.objects.get(pk=invitation.pk).sheet_id
    ]
    assert linked == [EXECUTIVE]
    assert AnswerSheet.objects.filter(is_submitted=True).count() == len(Audience)


def test_sheet_holds_no_time_and_no_person() -> None:
    columns = {field.name for field in AnswerSheet._meta.get_fields()}

    assert columns == {
        *("id", "round", "audience", "unit", "answers", "is_submitted", "invitation")
    }
    assert AnswerSheet._meta.get_field("id").get_internal_type() == "UUIDField"


def test_ids_of_sheets_tell_nothing_about_their_order(round_: Round) -> None:
    ids = []
    for number in range(8):
        submit(an_invitation(round_), random.Random(number))
        ids += [sheet.pk for sheet in AnswerSheet.objects.all() if sheet.pk not in ids]

    assert {one.version for one in ids} == {4}
    assert ids != sorted(ids)


def test_submitting_twice_is_refused(round_: Round) -> None:
    invitation = an_invitation(round_)
    submit(invitation)

    with pytest.raises(AlreadySubmitted):
        submit(invitation)

    assert AnswerSheet.objects.count() == 1


def test_nothing_is_saved_after_sending(executive: Invitation) -> None:
    submit(executive)
    answers = AnswerSheet.objects.get().answers

    with pytest.raises(AlreadySubmitted):
        save(executive, {"s1": "no"})
    with pytest.raises(AlreadySubmitted):
        send(executive)

    assert AnswerSheet.objects.get().answers == answers


@pytest.mark.parametrize("change", [{"generation": 2}, {"revoked_on": datetime.now(UTC).date()}])
def test_link_revoked_while_answering_stores_nothing(
    executive: Invitation, change: dict[str, object]
) -> None:
    customer = an_invitation(executive.round)
    Invitation.objects.update(**change)

    with pytest.raises(AlreadySubmitted):
        submit(customer)
    with pytest.raises(AlreadySubmitted):
        save(executive, {"s1": "yes"})

    assert not AnswerSheet.objects.exists()


def test_closed_round_takes_neither_draft_nor_submission(executive: Invitation) -> None:
    customer = an_invitation(executive.round)
    save(executive, {"s1": "yes"})
    close_round(round_=executive.round, now=timezone.now())

    with pytest.raises(RoundNotOpen):
        save(executive, {"s1": "no"})
    with pytest.raises(RoundNotOpen):
        submit(customer)

    customer.refresh_from_db()
    assert AnswerSheet.objects.get().answers == {"s1": "yes"}
    assert customer.submitted_on is None


def test_day_of_taking_part_is_the_one_of_the_organization(round_: Round) -> None:
    invitation = an_invitation(round_)
    questions = questions_for(round_, Audience.CUSTOMER)
    late = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)

    submit_answers(invitation=invitation, answers={"p1": "5"}, questions=questions, now=late)

    invitation.refresh_from_db()
    assert invitation.submitted_on is not None
    assert invitation.submitted_on.isoformat() == "2026-12-02"
    assert invitation.invited_on == today()


@pytest.mark.django_db(transaction=True)
def test_sending_waits_for_a_save_under_way_and_takes_its_answers() -> None:
    executive = an_invitation(an_open_round(), EXECUTIVE)
    save(executive, SIGNS)
    save(executive, {"p1": "1"}, page=1)
    saving = Event()

    def save_slowly_or_send(number: int) -> None:
        if number == 0:
            with transaction.atomic():
                save(executive, {"p1": "5"}, page=1)
                saving.set()
                sleep(0.5)
        else:
            saving.wait(10)
            send(executive)

    at_once(2, save_slowly_or_send)

    assert AnswerSheet.objects.get().answers == SIGNS | {"p1": "5"}
