"""What the middleware does to answers: compression."""

from gzip import decompress
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from config.middleware import GZipMiddleware

AS_BROWSERS_ASK = {"Accept-Encoding": "gzip, deflate, br"}
LONG = "The same words again and again. " * 100


def through(path: str, content_type: str, **headers: str) -> Any:
    """What is left of a long answer after the middleware."""
    middleware = GZipMiddleware(lambda _: HttpResponse(LONG, content_type=content_type))
    return middleware(RequestFactory().get(path, headers=headers or AS_BROWSERS_ASK))


@pytest.mark.django_db
def test_page_is_compressed_for_browsers_alone() -> None:
    compressed = Client().get("/method/", headers=AS_BROWSERS_ASK)
    plain = Client().get("/method/")

    assert compressed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert decompress(compressed.content) == plain.content
    assert len(compressed.content) < len(plain.content) / 2
    assert "Accept-Encoding" in compressed["Vary"]
    assert int(compressed["Content-Length"]) == len(compressed.content)


def test_length_of_a_compressed_page_tells_nothing() -> None:
    """A secret in a page could otherwise be guessed by what repeats it (BREACH)."""
    lengths = {len(through("/", "text/html").content) for _ in range(20)}

    assert len(lengths) > 1


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/csv", "application/json"])
def test_what_is_text_is_compressed(kind: str) -> None:
    assert through("/o/meridian/", kind)["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("kind", ["application/zip", "application/pdf", "image/png"])
def test_what_is_compressed_already_is_left_alone(kind: str) -> None:
    assert "Content-Encoding" not in through("/o/meridian/", kind)


@pytest.mark.parametrize("path", ["/a/token/", "/u/token/", "/api/v1/rounds"])
def test_personal_links_and_programs_pass_it_by(path: str) -> None:
    assert "Content-Encoding" not in through(path, "text/html")
