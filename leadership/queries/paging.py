"""One page of a long list, with the way to its neighbours."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class NumberedPage(Generic[Row]):
    """One page of those who were looked for; `found` counts those of all pages."""

    rows: tuple[Row, ...]
    found: int
    number: int
    page_count: int

    @property
    def previous_number(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next_number(self) -> int | None:
        return self.number + 1 if self.number < self.page_count else None
