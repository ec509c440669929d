"""What must and must not be installed together."""

from importlib.util import find_spec

from django.conf import settings
from django.db.backends.postgresql import psycopg_any


def test_psycopg_3_is_not_installed_because_django_would_silently_prefer_it() -> None:
    assert find_spec("psycopg") is None
    assert find_spec("psycopg2") is not None


def test_postgresql_is_reached_through_psycopg2() -> None:
    assert psycopg_any.is_psycopg3 is False


def test_chartjs_package_publishes_nothing_of_its_own() -> None:
    """As an installed app it would serve Chart.js 2 and a commercial library beside ours."""
    assert "chartjs" not in settings.INSTALLED_APPS
