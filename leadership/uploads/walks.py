"""What a reader of some format hands over: rows to walk, and what is known before."""

from collections.abc import Iterator
from dataclasses import dataclass

from leadership.domain.contact_files import NumberedRow


@dataclass(frozen=True, slots=True)
class Walk:
    """`rows` come without the empty ones; `weight` is how many bytes have to be read for them."""

    note: str
    rows: Iterator[NumberedRow]
    about: int
    weight: int
