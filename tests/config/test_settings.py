"""How an installation starts, or refuses to, with the variables it is given."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REFUSED = "ImproperlyConfigured"


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    """Load the settings as a fresh process does, with these variables and no others."""
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); print('started')"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def printed(expression: str, **variables: str) -> str:
    """The value of an expression over `settings` in an installation with these variables."""
    code = f"from django.conf import settings; print(repr(({expression})))"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "config.settings", "SECRET_KEY": "one", **variables},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_settings_start_with_a_secret_key_alone() -> None:
    started = start(SECRET_KEY="long and random")

    assert started.stdout == "started\n", started.stderr


def test_environment_of_the_readme_has_nothing_that_a_deployment_check_complains_about() -> None:
    example = re.search(r"^export (SECRET_KEY=.*)$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert example
    variables = dict(part.split("=", 1) for part in example[1].split())
    variables["SECRET_KEY"] = secrets.token_urlsafe(50)

    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout


def test_settings_without_secret_key_refuse_and_name_it() -> None:
    refused = start()

    assert refused.returncode != 0
    assert REFUSED in refused.stderr
    assert "SECRET_KEY" in refused.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", ["migrate", "makemigrations", "new_organization"])
def test_command_without_secret_key_says_so_and_nothing_else(command: str) -> None:
    # Django checks models and templates in an order of chance, and names what broke first.
    refused = subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 1
    assert refused.stderr.startswith("Set the environment variable SECRET_KEY")
    assert "Traceback" not in refused.stderr


def test_settings_for_development_need_no_secret_key() -> None:
    started = start(DEBUG="1")

    assert started.stdout == "started\n", started.stderr


@pytest.mark.parametrize("hosts", ["*", "office.example,*", "office.example, *"])
def test_settings_refuse_any_host(hosts: str) -> None:
    refused = start(SECRET_KEY="long and random", ALLOWED_HOSTS=hosts)

    assert refused.returncode != 0
    assert "ALLOWED_HOSTS" in refused.stderr.splitlines()[-1]


def test_settings_refuse_a_public_url_without_scheme() -> None:
    refused = start(SECRET_KEY="long and random", PUBLIC_URL="office.example")

    assert refused.returncode != 0
    assert "PUBLIC_URL" in refused.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PUBLIC_URL", "https://office.example/path"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://user:secret@host/name"),
        ("EMAIL_URL", "mail.example.com:587"),
        ("EMAIL_TIMEOUT", "soon"),
        ("EMAIL_TIMEOUT", "0"),
        ("LOG_LEVEL", "LOUD"),
        ("TRUSTED_PROXY_COUNT", "-1"),
        ("SECURE_HSTS_SECONDS", "a year"),
    ],
)
def test_settings_refuse_what_they_cannot_use_and_name_it(variable: str, value: str) -> None:
    refused = start(**{"SECRET_KEY": "long and random", variable: value})

    assert refused.returncode != 0
    assert refused.stderr.splitlines()[-1].startswith(
        f"django.core.exceptions.ImproperlyConfigured: {variable} must"
    )
    assert "secret@" not in refused.stderr


def test_settings_take_a_log_level_in_small_letters() -> None:
    assert printed("settings.LOG_LEVEL", LOG_LEVEL="warning") == "'WARNING'"


def test_settings_send_through_the_provider_that_one_variable_names() -> None:
    chosen = "settings.EMAIL_BACKEND, settings.EMAIL_IS_LOCAL, settings.ANYMAIL['REQUESTS_TIMEOUT']"

    assert printed(chosen, EMAIL_URL="postmark://key@", EMAIL_TIMEOUT="7") == (
        "('anymail.backends.postmark.EmailBackend', False, 7)"
    )


def test_settings_are_safe_by_default() -> None:
    assert printed("settings.DEBUG") == "False"
    assert printed("settings.TIME_ZONE, settings.USE_TZ") == "('UTC', True)"


def test_settings_answer_to_the_host_of_the_public_url_alone() -> None:
    hosts = printed("settings.ALLOWED_HOSTS", PUBLIC_URL="https://office.example")

    assert hosts == "['office.example']"


def test_settings_answer_to_every_host_of_a_list() -> None:
    assert printed("settings.ALLOWED_HOSTS", ALLOWED_HOSTS="a.example, b.example") == (
        "['a.example', 'b.example']"
    )


def test_settings_keep_cookies_to_https_where_the_public_url_does() -> None:
    cookies = "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE"

    assert printed(cookies, PUBLIC_URL="https://office.example") == "(True, True)"
    assert printed(cookies, PUBLIC_URL="http://127.0.0.1:8000") == "(False, False)"


def test_settings_give_links_a_key_that_is_not_the_secret_key() -> None:
    assert printed("settings.LINK_KEY != settings.SECRET_KEY") == "True"
    assert printed("settings.LINK_KEY", LINK_KEY="own") == "'own'"


def test_settings_allow_no_inline_script_or_style() -> None:
    policy = printed("settings.CONTENT_SECURITY_POLICY")

    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
