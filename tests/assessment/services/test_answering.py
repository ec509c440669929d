"""Storing a sheet of answers, as a draft and for good."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.models import AnswerSheet, Round, Tally
from assessment.queries.rounds import questions_for
from assessment.services.answering import save_draft, store_answers
from assessment.services.rounds import RoundNotOpen, close_round, hold_open
from tests.respondents import an_open_round

pytestmark = pytest.mark.django_db
CUSTOMER = Audience.CUSTOMER


@pytest.fixture
def round_() -> Round:
    return an_open_round()


def store(round_: Round, **more: object) -> AnswerSheet:
    questions = questions_for(round_, CUSTOMER)
    answers = {"p1": "5", "c1": "More of it."}
    with transaction.atomic():
        return store_answers(
            round_id=round_.pk,
            audience=CUSTOMER,
            unit_id=None,
            answers=answers,
            questions=questions,
            **more,  # type: ignore[arg-type]
        )


def draft(round_: Round, answers: dict[str, str], sheet: AnswerSheet | None = None) -> AnswerSheet:
    saved = save_draft(
        sheet_id=sheet.pk if sheet else None,
        round_id=round_.pk,
        audience=CUSTOMER,
        unit_id=None,
        answers=answers,
        page=questions_for(round_, CUSTOMER),
    )
    assert saved.sheet
    return saved.sheet


def test_stored_answers_are_counted_but_not_what_was_written(round_: Round) -> None:
    sheet = store(round_)

    counted = set(Tally.objects.values_list("question", "choice", "count"))
    assert sheet.is_submitted
    assert counted == {("sheets", "submitted", 1), ("p1", "5", 1)}


def test_storing_replaces_the_draft(round_: Round) -> None:
    kept = draft(round_, {"p1": "1"})

    sheet = store(round_, replaces=kept.pk)

    assert list(AnswerSheet.objects.all()) == [sheet]
    assert sheet.pk != kept.pk


def test_storing_never_replaces_a_submitted_sheet(round_: Round) -> None:
    first = store(round_)

    store(round_, replaces=first.pk)

    assert AnswerSheet.objects.count() == 2


def test_draft_is_saved_again_under_its_id(round_: Round) -> None:
    first = draft(round_, {"p1": "1", "p2": "2"})

    again = draft(round_, {"p1": "3"}, first)

    assert again.pk == first.pk
    assert AnswerSheet.objects.get().answers == {"p1": "3"}


def test_draft_whose_sheet_is_gone_or_submitted_starts_anew(round_: Round) -> None:
    submitted = store(round_)

    again = draft(round_, {"p1": "3"}, submitted)
    gone = draft(round_, {"p1": "4"}, AnswerSheet(pk=uuid4()))

    assert len({submitted.pk, again.pk, gone.pk}) == 3


def test_page_without_any_answer_makes_no_draft(round_: Round) -> None:
    saved = save_draft(
        sheet_id=None,
        round_id=round_.pk,
        audience=CUSTOMER,
        unit_id=None,
        answers={},
        page=questions_for(round_, CUSTOMER),
    )

    assert saved.sheet is None
    assert saved.answers == {}
    assert not AnswerSheet.objects.exists()


def test_answer_of_another_device_is_kept_and_reported(round_: Round) -> None:
    kept = draft(round_, {"p1": "1", "p2": "2"})

    saved = save_draft(
        sheet_id=kept.pk,
        round_id=round_.pk,
        audience=CUSTOMER,
        unit_id=None,
        answers={"p1": "5", "p2": "4"},
        page=questions_for(round_, CUSTOMER),
        seen={"p1": None, "p2": "2"},
    )

    assert saved.elsewhere == {"p1": "1"}
    assert saved.answers == AnswerSheet.objects.get().answers == {"p1": "1", "p2": "4"}


def test_closed_round_stores_nothing(round_: Round) -> None:
    close_round(round_=round_, now=timezone.now())

    with pytest.raises(RoundNotOpen, match="This round has closed"):
        store(round_)
    with pytest.raises(RoundNotOpen):
        draft(round_, {"p1": "1"})

    assert not AnswerSheet.objects.exists()
    assert not Tally.objects.exists()


def test_round_that_is_gone_is_not_open(round_: Round) -> None:
    with transaction.atomic(), pytest.raises(RoundNotOpen):
        hold_open(round_.pk + 1)
