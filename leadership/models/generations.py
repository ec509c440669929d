"""Which of the links that were made to a row still opens it."""

import secrets
from typing import Final

_FIRST: Final = 2  # 1 is what rows had before it was left to chance
_MOST: Final = 30_000  # leaves room in a small integer to raise it


def new_generation() -> int:
    """A generation to begin with, by chance.

    A database that was restored from a backup gives ids again that it had given since. A link to
    the row of then, which is in somebody’s mail, must not open the row of now.
    """
    return _FIRST + secrets.randbelow(_MOST - _FIRST)
