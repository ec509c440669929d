"""Instruments read back from their rows are those of the files, and are read once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessment.domain.definition_files import parse_definition
from assessment.domain.definitions import Definition
from assessment.models import QuestionnaireVersion
from assessment.queries.definitions import definition_of, latest_versions
from assessment.services.questionnaires import BUILT_IN, load_questionnaires, read_folder

NOW = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)

CountQueries = Callable[[int], AbstractContextManager[object]]


@pytest.mark.django_db
@pytest.mark.parametrize("definition", read_folder(BUILT_IN), ids=lambda one: one.key)
def test_definition_from_the_database_equals_the_files(definition: Definition) -> None:
    version_id = latest_versions()[definition.key]

    assert definition_of(version_id) == definition


@pytest.mark.django_db
def test_translations_and_order_come_back(write_example: Callable[..., Path]) -> None:
    folder = write_example()
    load_questionnaires(folder=folder, now=NOW)

    definition = definition_of(latest_versions()["example"])

    file = folder / "example.yaml"
    assert definition == parse_definition(file.name, file.read_bytes())
    assert [question.key for question in definition.questions] == ["x2", "x1"]


@pytest.mark.django_db
def test_definition_takes_three_queries_and_then_none(
    django_assert_num_queries: CountQueries,
) -> None:
    version_id = latest_versions()["perception-gap"]

    with django_assert_num_queries(3):
        first = definition_of(version_id)
    with django_assert_num_queries(0):
        second = definition_of(version_id)

    assert second is first


@pytest.mark.django_db
def test_definition_of_an_unknown_version_is_an_error() -> None:
    with pytest.raises(QuestionnaireVersion.DoesNotExist):
        definition_of(0)


@pytest.mark.django_db
def test_latest_versions_are_the_newest_and_take_one_query(
    write_example: Callable[..., Path], django_assert_num_queries: CountQueries
) -> None:
    load_questionnaires(folder=write_example("First"), now=NOW)
    load_questionnaires(folder=write_example("Second"), now=NOW)

    with django_assert_num_queries(1):
        versions = latest_versions()

    assert definition_of(versions["example"]).title == "Second"
    assert len(versions) == len(read_folder(BUILT_IN)) + 1
