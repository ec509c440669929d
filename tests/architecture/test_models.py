"""What every table must have."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

NAMED_OTHERWISE = {"at", "last_login", "leased_until"}  # times, and their names say so
OURS = ("assessment", "leadership")


def our_models() -> list[type[models.Model]]:
    return [model for app in OURS for model in apps.get_app_config(app).get_models()]


def constraints() -> list[tuple[str, models.BaseConstraint]]:
    return [
        (f"{model.__name__}.{constraint.name}", constraint)
        for model in our_models()
        for constraint in model._meta.constraints
    ]


def test_every_constraint_tells_people_what_is_wrong() -> None:
    silent = {
        name
        for name, constraint in constraints()
        if constraint.violation_error_message == constraint.default_violation_error_message
    }

    assert silent == set()


def test_every_constraint_is_named_as_a_sentence() -> None:
    nameless = {
        name
        for name, constraint in constraints()
        if not re.fullmatch(r"[a-z]+(_[a-z]+){2,}", constraint.name)
    }

    assert nameless == set()


@pytest.mark.django_db
def test_migrations_say_what_models_say() -> None:
    output = StringIO()

    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=output)
    except SystemExit:
        pytest.fail(f"a migration is missing:\n{output.getvalue()}")


def test_answers_and_what_is_asked_point_at_no_person() -> None:
    """Confidentiality is a property of the schema: `assessment` has no way to reach people."""
    outward = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("assessment").get_models()
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and field.related_model is not None
        and not isinstance(field.related_model, str)
        and field.related_model._meta.app_label != "assessment"
    }

    assert outward == set()


def test_answer_sheets_hold_no_time() -> None:
    sheet = apps.get_model("assessment", "AnswerSheet")

    times = [
        field.name for field in sheet._meta.get_fields() if isinstance(field, models.DateField)
    ]

    assert times == []


def test_field_names_tell_dates_from_times() -> None:
    misnamed = {
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.DateField)
        and not field.name.endswith(ending_of(field))
        and field.name not in NAMED_OTHERWISE
    }

    assert misnamed == set()


def ending_of(field: models.DateField) -> str:  # type: ignore[type-arg]
    return "_at" if isinstance(field, models.DateTimeField) else "_on"
