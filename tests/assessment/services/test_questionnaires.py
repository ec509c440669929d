"""Publishing questionnaire files: once, again, changed, damaged, twice at the same time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from assessment.domain.definition_files import DefinitionFileInvalid
from assessment.models import Question, Questionnaire, QuestionnaireVersion, QuestionWording
from assessment.services.questionnaires import (
    BUILT_IN,
    LoadReport,
    NoQuestionnaires,
    load_built_in,
    load_questionnaires,
)

NOW = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 4, 15, 9, 30, tzinfo=UTC)
BUILT_IN_KEYS = (
    *("eight-signs", "leadership-checklist", "metrics-test"),
    *("perception-gap", "tone-at-the-top"),
)

Write = Callable[..., Path]


def numbers(key: str) -> list[int]:
    versions = QuestionnaireVersion.objects.filter(questionnaire__key=key).order_by("number")
    return list(versions.values_list("number", flat=True))


@pytest.mark.django_db
def test_built_in_questionnaires_are_there_after_migrating() -> None:
    keys = Questionnaire.objects.order_by("key").values_list("key", flat=True)

    assert tuple(keys) == BUILT_IN_KEYS


@pytest.mark.django_db
def test_built_in_questionnaires_loaded_again_change_nothing() -> None:
    report = load_built_in(NOW)

    assert report == LoadReport(published=(), unchanged=BUILT_IN_KEYS)


@pytest.mark.django_db
def test_new_questionnaire_becomes_version_one(write_example: Write) -> None:
    report = load_questionnaires(folder=write_example(), now=NOW)

    version = QuestionnaireVersion.objects.get(questionnaire__key="example")
    assert report == LoadReport(published=(("example", 1),), unchanged=())
    assert (version.number, version.title, version.published_at) == (1, "Example", NOW)
    assert list(version.questions.values_list("position", "key")) == [(1, "x2"), (2, "x1")]


@pytest.mark.django_db
def test_wordings_are_written_for_each_audience_and_language(write_example: Write) -> None:
    load_questionnaires(folder=write_example(), now=NOW)

    wordings = QuestionWording.objects.filter(question__key="x1").order_by("audience", "language")
    assert list(wordings.values_list("audience", "language", "text")) == [
        ("customer", "de", "Ist es so?"),
        ("customer", "en", "Is it?"),
        ("executive", "en", "Is it?"),
    ]


@pytest.mark.django_db
def test_same_file_again_changes_nothing(write_example: Write) -> None:
    load_questionnaires(folder=write_example(), now=NOW)

    report = load_questionnaires(folder=write_example(), now=LATER)

    assert report == LoadReport(published=(), unchanged=("example",))
    assert numbers("example") == [1]


@pytest.mark.django_db
def test_changed_file_becomes_the_next_version_and_leaves_the_first(write_example: Write) -> None:
    load_questionnaires(folder=write_example(), now=NOW)

    report = load_questionnaires(folder=write_example("Better"), now=LATER)

    titles = QuestionnaireVersion.objects.filter(questionnaire__key="example").order_by("number")
    assert report.published == (("example", 2),)
    assert list(titles.values_list("title", "published_at")) == [
        ("Example", NOW),
        ("Better", LATER),
    ]


@pytest.mark.django_db
def test_going_back_to_an_earlier_wording_is_a_version_too(write_example: Write) -> None:
    for title in ("Example", "Better", "Example"):
        load_questionnaires(folder=write_example(title), now=NOW)

    assert numbers("example") == [1, 2, 3]


@pytest.mark.django_db
def test_one_damaged_file_keeps_all_from_being_written(write_example: Write) -> None:
    folder = write_example()
    (folder / "worse.yaml").write_text("key: worse\n", encoding="utf-8")

    with pytest.raises(DefinitionFileInvalid, match=r"^worse\.yaml, line 1: "):
        load_questionnaires(folder=folder, now=NOW)

    assert numbers("example") == []


@pytest.mark.django_db
def test_folder_without_questionnaires_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoQuestionnaires, match="There is no questionnaire"):
        load_questionnaires(folder=tmp_path / "nowhere", now=NOW)


@pytest.mark.django_db
def test_load_of_unchanged_files_asks_little(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    """Three queries a questionnaire, and the begin and end of the transaction."""
    with django_assert_num_queries(3 * len(BUILT_IN_KEYS) + 2):
        load_questionnaires(folder=BUILT_IN, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_loads_at_once_publish_one_version(write_example: Write) -> None:
    folder = write_example()

    def load(_: int) -> LoadReport:
        try:
            return load_questionnaires(folder=folder, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(load, range(4)))

    assert sorted(len(report.published) for report in reports) == [0, 0, 0, 1]
    assert numbers("example") == [1]
    assert Question.objects.filter(version__questionnaire__key="example").count() == 2
