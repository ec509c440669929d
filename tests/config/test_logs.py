import logging

import pytest
from django.test import Client

from config.logs import LineWithoutLinks


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/a/{}/", "/u/{}/", "/a/{}/x/y/z/", "/a/{}%3E", "/sign-in/{}/"]
)
@pytest.mark.parametrize("method", ["OPTIONS", "HEAD", "POST"])
def test_a_refused_request_leaves_no_link_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture, address: str, method: str
) -> None:
    caplog.handler.setFormatter(configured_formatter())

    client.generic(method, address.format("AAAA-token_Of:somebody"))

    assert "token" not in caplog.text


def test_a_line_keeps_what_is_no_link() -> None:
    line = LineWithoutLinks("{message}", style="{")
    record = logging.makeLogRecord({"msg": "Not Found: %s", "args": ("/a/AAAA/save/ /o/acme/",)})

    assert line.format(record) == "Not Found: /a/…/save/ /o/acme/"


def test_a_traceback_names_no_link() -> None:
    line = LineWithoutLinks("{message}", style="{")
    try:
        raise ValueError("no page at /sign-in/eyJ1c2Vy:1x:y/")
    except ValueError as error:
        record = logging.makeLogRecord(
            {"msg": "failed", "exc_info": (type(error), error, error.__traceback__)}
        )

    assert line.format(record).endswith("ValueError: no page at /sign-in/…/")


def configured_formatter() -> logging.Formatter:
    """The formatter that settings give to the handler of every logger."""
    formatters = [handler.formatter for handler in logging.getLogger().handlers]
    return next(one for one in formatters if isinstance(one, LineWithoutLinks))
