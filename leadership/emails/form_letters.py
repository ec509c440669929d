"""A text that is the same for many people but for a few places: rendered once, filled for each."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormLetter:
    """Pieces of finished text, and between each two the name of what goes there.

    Filling only joins strings: no value is ever looked at, so none can be taken for a place.
    """

    pieces: tuple[str, ...]
    places: tuple[str, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        parts = [self.pieces[0]]
        for place, piece in zip(self.places, self.pieces[1:], strict=True):
            parts += (values[place], piece)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands for the values while a text is rendered; nobody can have written it before.

    Letters and digits only, so that escaping leaves them alone.
    """

    of: Mapping[str, str]

    def cut(self, rendered: str) -> FormLetter:
        """Cut a rendered text where the marks stand."""
        places: list[str] = []
        pieces = [rendered]
        while found := self._first(pieces[-1]):
            place, mark = found
            before, _, after = pieces.pop().partition(mark)
            pieces += (before, after)
            places.append(place)
        return FormLetter(tuple(pieces), tuple(places))

    def _first(self, text: str) -> tuple[str, str] | None:
        at = {text.find(mark): (place, mark) for place, mark in self.of.items() if mark in text}
        return at[min(at)] if at else None


def new_marks(*places: str) -> Marks:
    return Marks({place: f"mark{secrets.token_hex(16)}mark" for place in places})


def form_letters(
    places: tuple[str, ...], render: Callable[[Mapping[str, str]], tuple[str, ...]]
) -> tuple[FormLetter, ...]:
    """Let `render` make its texts once with marks for the values, and cut them there."""
    marks = new_marks(*places)
    return tuple(marks.cut(text) for text in render(marks.of))
