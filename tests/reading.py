"""Readers of another language, put behind the door of domain/ without Django."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal

from assessment.domain import language
from assessment.domain.language import English
from tests.translating import bracketed


class Reader(English):
    """Reads another language, in which only some texts are translated."""

    def __init__(self, code: str, words: Mapping[str, str] | None = None) -> None:
        self.code, self.words = code, words or {}

    def language(self) -> str:
        return self.code

    def text(self, message: str) -> str:
        return self.words.get(message, message)

    def plural(self, one: str, many: str, count: int) -> str:
        return self.text(one if count == 1 else many)

    def decimal(self, number: Decimal) -> str:
        return f"{number}".replace(".", ",")


class Brackets(Reader):
    """Sees every text that can be translated in brackets; all else stands outside of them."""

    def text(self, message: str) -> str:
        return bracketed(message)


@contextmanager
def read_by(reader: Reader) -> Iterator[None]:
    before = language._DOOR.speaker
    language.speak_through(reader)
    try:
        yield
    finally:
        language.speak_through(before)
