"""One change to many contacts at once: what it sets, and how it is said."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_AT_ONCE: Final = 20_000  # people in one change; the organization waits while it is written


class Act(StrEnum):
    """What can be done to many; the value stands in addresses of pages."""

    MOVE = "move"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Change:
    """An act with what it sets; `said` is that in words, such as the name of a unit.

    `value` is the id of a unit or None for no unit, an audience, a language or "" for not known,
    and whether somebody can be asked.
    """

    act: Act
    value: int | str | bool | None
    said: str

    @property
    def column(self) -> str:
        return {
            Act.MOVE: "unit",
            Act.AUDIENCE: "audience",
            Act.LANGUAGE: "language",
            Act.PAUSE: "is_active",
            Act.RESUME: "is_active",
        }[self.act]

    @property
    def noted(self) -> str:
        """What the audit says of it, such as "unit → Nord"."""
        match self.act:
            case Act.PAUSE:
                return "paused"
            case Act.RESUME:
                return "asked again"
            case Act.LANGUAGE:
                return f"language → {self.value or 'not known'}"
            case Act.AUDIENCE:
                return f"audience → {self.value}"
        return f"unit → {self.said}" if self.value else "unit → none"
