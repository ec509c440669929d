"""The migration that guards published versions can be taken back and applied again."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from assessment.models import Question
from assessment.services.questionnaires import LoadReport, load_built_in

BEFORE: list[tuple[str, str | None]] = [("assessment", "0001_initial")]


def migrate(targets: list[tuple[str, str | None]]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)


def rename_dimension() -> None:
    with transaction.atomic():
        Question.objects.filter(key="s1").update(dimension="Another")


@pytest.mark.django_db(transaction=True)
def test_guard_goes_with_the_migration_and_comes_back() -> None:
    everything = MigrationExecutor(connection).loader.graph.leaf_nodes()

    migrate(BEFORE)
    try:
        rename_dimension()
    finally:
        migrate(everything)

    assert Question.objects.get(key="s1").dimension == "Another"
    with pytest.raises(IntegrityError):
        rename_dimension()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_loaded_while_there_are_no_tables() -> None:
    everything = MigrationExecutor(connection).loader.graph.leaf_nodes()

    migrate([("assessment", None)])
    try:
        report = load_built_in(timezone.now())
    finally:
        migrate(everything)

    assert report == LoadReport((), ())
    assert len(load_built_in(timezone.now()).published) == 5
