"""Published rows: what the database refuses to hold twice, to change, or to lose."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from assessment.models import Question, Questionnaire, QuestionnaireVersion, QuestionWording
from assessment.queries.definitions import latest_versions

pytestmark = pytest.mark.django_db


def eight_signs() -> QuestionnaireVersion:
    return QuestionnaireVersion.objects.get(pk=latest_versions()["eight-signs"])


def first_question() -> Question:
    return eight_signs().questions.get(key="s1")


def another(version: QuestionnaireVersion, **changes: object) -> QuestionnaireVersion:
    fields = {
        field.name: getattr(version, field.name)
        for field in QuestionnaireVersion._meta.fields
        if not field.primary_key
    }
    return QuestionnaireVersion(**{**fields, **changes})


def question(**changes: object) -> Question:
    fields: dict[str, object] = {
        "version": eight_signs(),
        "key": "s9",
        "position": 9,
        "dimension": "More",
        "scale": "yes-no",
        "origin": "verbatim",
        "required": True,
        "shuffled": False,
    }
    return Question(**{**fields, **changes})


def wording(**changes: object) -> QuestionWording:
    fields: dict[str, object] = {
        "question": first_question(),
        "audience": "executive",
        "language": "sv",
        "text": "Wirklich?",
    }
    return QuestionWording(**{**fields, **changes})


def assert_refused(row: models.Model, message: str) -> None:
    """The row is refused twice: by validation with a message, and by the database."""
    with pytest.raises(ValidationError) as caught:
        row.validate_constraints()
    assert caught.value.messages == [message]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_key_of_a_questionnaire_is_used_once() -> None:
    assert_refused(
        Questionnaire(key="eight-signs"), "There is a questionnaire with this key already."
    )


def test_number_of_a_version_is_used_once() -> None:
    assert_refused(another(eight_signs()), "This questionnaire has a version with this number.")


def test_numbers_of_versions_start_at_one() -> None:
    assert_refused(another(eight_signs(), number=0), "Versions are numbered from 1.")


def test_key_of_a_question_is_used_once_a_version() -> None:
    assert_refused(question(key="s1"), "This version has a question with this key.")


def test_position_of_a_question_is_used_once_a_version() -> None:
    assert_refused(question(position=1), "This version has a question in this place.")


def test_origin_of_a_question_is_a_known_one() -> None:
    assert_refused(
        question(origin="copied"), "A question is quoted, paraphrased or written by this project."
    )


def test_question_is_worded_once_for_an_audience_and_language() -> None:
    assert_refused(
        wording(language="en"), "This question is worded for this audience and language already."
    )


def test_wording_is_for_a_known_audience() -> None:
    assert_refused(wording(audience="boss"), "This audience is not one that can be asked.")


def test_valid_rows_are_taken() -> None:
    version = another(eight_signs(), number=2, published_at=timezone.now())
    rows: list[models.Model] = [version, question(), wording()]

    for row in rows:
        row.validate_constraints()
        row.save()

    assert all(row.pk for row in rows)


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (QuestionnaireVersion, {"title": "Another"}),
        (Question, {"dimension": "Another"}),
        (QuestionWording, {"text": "Another?"}),
    ],
)
def test_published_rows_never_change(model: type[models.Model], change: dict[str, str]) -> None:
    with (
        pytest.raises(IntegrityError, match=r"A published version never changes\."),
        transaction.atomic(),
    ):
        model._default_manager.update(**change)

    assert not model._default_manager.filter(**change).exists()


def test_published_row_is_not_saved_again() -> None:
    version = eight_signs()
    version.title = "Another"

    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


@pytest.mark.parametrize("model", [Questionnaire, QuestionnaireVersion, Question])
def test_rows_that_others_rest_on_are_not_deleted(model: type[models.Model]) -> None:
    with pytest.raises(models.ProtectedError):
        model._default_manager.all().delete()


def test_rows_say_what_they_are() -> None:
    assert str(Questionnaire(key="eight-signs")) == "eight-signs"
    assert str(eight_signs()) == "Eight Signs of Executive Commitment, version 1"
    assert str(first_question()) == "s1"
    assert str(wording()) == "Wirklich?"
