"""Fixtures for every test: the database, and a real SMTP server."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command

from assessment.queries import definitions, rounds
from leadership.views import answer_pages, visits
from tests.database import flushing_the_audit
from tests.smtp import CollectingServer

# A slow moment of the machine is no fault of the example that was running then.
hypothesis.settings.register_profile("project", deadline=None)
hypothesis.settings.load_profile("project")

KEPT_IN_THE_PROCESS = (
    definitions.definition_of,
    rounds._definitions,
    rounds._frozen,
    rounds._pages,
    answer_pages.kept_page,
    visits._kept_message,
)


@pytest.hookimpl(trylast=True)  # pytest-django sets Django up before
def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # once, and not by every process of pytest-xdist
        call_command("compile_translations", verbosity=0)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file for SQLite, because threads and processes of a test cannot share one in memory."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        folder = tmp_path_factory.mktemp("database")
        database["TEST"]["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _tests_clear_up_after_themselves() -> Iterator[None]:
    """What a test has written down must not be there for the next one."""
    with flushing_the_audit():
        yield


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    """A test that is rolled back gives its ids to the next one, unlike an installation."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    for kept in KEPT_IN_THE_PROCESS:
        kept.cache_clear()


@pytest.fixture
def smtp_server() -> Iterator[CollectingServer]:
    server = CollectingServer()
    server.start()
    yield server
    server.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    journeys = Path(__file__).parent / "journeys"
    for item in items:
        if journeys in item.path.parents:
            item.add_marker(pytest.mark.browser)
