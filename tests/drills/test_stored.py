"""The judge of the drills notices what it is there to notice."""

import pytest
from django.utils import timezone

from assessment.domain.audiences import Audience
from assessment.models import AnswerSheet, Round, Tally
from assessment.queries.rounds import questions_for
from drills.person import answers_of
from drills.stored import compare
from leadership.models import Invitation
from leadership.services.answering import submit_answers
from tests.respondents import an_invitation, an_open_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Round:
    return an_open_round()


def answered(round_: Round) -> Invitation:
    invitation = an_invitation(round_)
    submit_answers(
        invitation=invitation,
        answers=answers_of(invitation.pk),
        questions=questions_for(round_, Audience.CUSTOMER),
        now=timezone.now(),
    )
    return invitation


def test_answers_that_are_stored_once_as_typed_are_exact(round_: Round) -> None:
    people = [answered(round_).pk, answered(round_).pk]

    found = compare(round_, people)

    assert found.is_exact
    assert str(found) == "2 thanked, 2 sheets: 0 lost, 0 double, 0 partial"


def test_thanked_person_without_a_sheet_is_lost(round_: Round) -> None:
    found = compare(round_, [answered(round_).pk, an_invitation(round_).pk])

    assert found.lost == 1
    assert not found.is_exact


def test_second_sheet_of_a_person_is_double(round_: Round) -> None:
    person = answered(round_).pk
    AnswerSheet.objects.create(
        round=round_, audience="customer", answers=answers_of(person), is_submitted=True
    )

    found = compare(round_, [person])

    assert found.double == 1


def test_sheet_of_an_invitation_that_is_not_answered_is_partial(round_: Round) -> None:
    person = answered(round_).pk
    Invitation.objects.filter(pk=person).update(submitted_on=None)

    assert compare(round_, [person]).partial == 1


def test_altered_answers_and_missing_counts_are_partial(round_: Round) -> None:
    person = answered(round_).pk
    AnswerSheet.objects.update(answers=answers_of(person) | {"p1": "dk"})
    Tally.objects.filter(question="p2").delete()

    assert compare(round_, [person]).partial > 2
