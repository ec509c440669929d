"""Whatever the database knows of a person is in their download and goes when they are erased."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from assessment.models import AnswerSheet
from leadership.models import Contact, Invitation, JoinInvitation, Membership, User
from leadership.queries.personal_register import NO_PERSON, NOT_OF_A_PERSON, REGISTER, Fate, Held
from leadership.services.erasing import BY_HAND

PERSONS = {User, Membership, Contact, Invitation, JoinInvitation}
# Names under which fields hold an address or a name of somebody, in our tables and others'.
TELLING = {
    *("by", "created_by", "invited_by", "uploaded_by", "made_by", "given_by", "reviewed_by"),
    *("name", "first_name", "last_name", "username", "sender", "sender_name", "recipient"),
    *("email", "address", "address_hash", "phone", "owner", "author", "attendees", "absent"),
}

HELD = {held.model: held for held in REGISTER}
EVERY_MODEL = apps.get_models(include_auto_created=True)


def trails(model: type[models.Model]) -> Iterator[str]:
    """The fields by which the rows of a table may lead to a person."""
    for field in model._meta.get_fields():
        if not field.concrete or field.many_to_many:
            continue
        leads = field.is_relation and field.related_model in PERSONS
        tells = isinstance(field, models.EmailField) or (
            field.name in TELLING and isinstance(field, models.CharField | models.TextField)
        )
        if leads or tells:
            yield field.name


def test_every_table_is_registered_or_said_to_hold_nobody() -> None:
    unknown = {
        model._meta.label
        for model in EVERY_MODEL
        if model not in HELD and model._meta.label not in NO_PERSON
    }

    assert unknown == set(), "into REGISTER, or into NO_PERSON with the reason"


def test_no_table_is_in_both_lists() -> None:
    assert {model._meta.label for model in HELD} & NO_PERSON.keys() == set()


def test_lists_name_no_table_that_is_gone() -> None:
    labels = {model._meta.label for model in EVERY_MODEL}

    assert NO_PERSON.keys() - labels == set()
    assert {name.rpartition(".")[0] for name in NOT_OF_A_PERSON} - labels == set()


def test_every_field_that_leads_to_a_person_is_registered() -> None:
    forgotten = {
        f"{model._meta.label}.{name}"
        for model in EVERY_MODEL
        for name in trails(model)
        if name not in (HELD[model].trails if model in HELD else ())
    }

    assert forgotten - NOT_OF_A_PERSON.keys() == set()
    assert NOT_OF_A_PERSON.keys() - forgotten == set()


@pytest.mark.parametrize("held", REGISTER, ids=lambda held: held.model.__name__)
def test_registered_fields_exist(held: Held) -> None:
    names = {field.name for field in held.model._meta.get_fields()}

    assert set(held.trails) <= names


def test_every_row_that_is_shown_has_a_title() -> None:
    assert {held.model.__name__ for held in REGISTER if held.shown and not held.title} == set()


def test_what_is_done_by_hand_has_a_hand() -> None:
    by_hand = {held.model for held in REGISTER if held.fate is Fate.BY_HAND}

    assert by_hand == BY_HAND.keys()


def test_what_is_not_plain_is_explained() -> None:
    explained = {Fate.BY_HAND, Fate.KEPT}

    assert {
        held.model.__name__ for held in REGISTER if held.fate in explained and not held.why
    } == set()


def test_what_goes_with_another_row_is_deleted_by_the_cascade() -> None:
    kept = {
        held.model.__name__
        for held in REGISTER
        if held.fate is Fate.GOES_WITH
        and not any(
            isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
            for field in (held.model._meta.get_field(name) for name in held.trails)
        )
    }

    assert kept == set()


def test_keys_to_a_person_who_is_left_behind_become_null() -> None:
    keys = {
        f"{held.model.__name__}.{name}": held.model._meta.get_field(name)
        for held in REGISTER
        if held.fate is Fate.LEFT_BEHIND
        for name in held.trails
    }
    emptied = {
        name
        for name, field in keys.items()
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.SET_NULL
    }

    assert keys.keys() == emptied


def test_no_key_to_a_person_stands_in_the_way_of_an_erasure() -> None:
    barred = {
        f"{model._meta.label}.{field.name}"
        for model in EVERY_MODEL
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model in PERSONS
        and field.remote_field.on_delete not in {models.CASCADE, models.SET_NULL}
    }

    assert barred == set()


def test_what_loses_a_name_says_in_which_field() -> None:
    nameless = {held.model for held in REGISTER if held.fate is Fate.LOSES_NAME and not held.signed}

    assert nameless == set()


def test_sheets_lead_to_nobody_by_themselves() -> None:
    assert list(trails(AnswerSheet)) == []
