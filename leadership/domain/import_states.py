"""How far an uploaded list is."""

from enum import StrEnum
from typing import Final


class ImportState(StrEnum):
    COLUMNS = "columns"  # somebody has to say what its columns hold
    READING = "reading"
    READY = "ready"  # what it would change is known and waits for a yes
    IMPORTING = "importing"
    DONE = "done"
    FAILED = "failed"


WORKING: Final = (ImportState.READING, ImportState.IMPORTING)
