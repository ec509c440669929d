import logging

import pytest
from django.test import Client

from config.logs import LineWithoutLinks


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/a/{}/", "/u/{}/", "/c/{}/commitments.ics", "/a/{}/x/y/z/", "/a/{}%3E", "/sign-in/{}/"],
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


@pytest.mark.parametrize(
    "words",
    [
        "Unexpected auth - 'Token co_{}'",
        "Unexpected auth - 'Basic {}'",
        "Not Found: /api/v1/rounds/co_{}/",
        "{{'Authorization': 'Bearer co_{}', 'Accept': '*/*'}}",
        "authorization: bearer {}",
    ],
)
def test_a_line_holds_no_key(words: str) -> None:
    secret = "Zm9v_YmFy-" * 4 + "abc"
    line = LineWithoutLinks("{message}", style="{")

    told = line.format(logging.makeLogRecord({"msg": words.format(secret)}))

    assert "Zm9v" not in told
    assert "…" in told


@pytest.mark.django_db
@pytest.mark.parametrize("scheme", ["Bearer", "Token", ""])
def test_a_refused_program_leaves_no_key_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture, scheme: str
) -> None:
    caplog.handler.setFormatter(configured_formatter())
    key = "co_" + "k" * 43

    for address in ("rounds", f"rounds/{key}/results", f"rounds?key={key}"):
        client.get(f"/api/v1/{address}", headers={"Authorization": f"{scheme} {key}"})

    assert "kkk" not in caplog.text


def configured_formatter() -> logging.Formatter:
    """The formatter that settings give to the handler of every logger."""
    formatters = [handler.formatter for handler in logging.getLogger().handlers]
    return next(one for one in formatters if isinstance(one, LineWithoutLinks))
