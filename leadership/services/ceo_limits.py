"""How many messages one link may send in a day, remembered in this process and nowhere else.

A count beside the invitation would say who wrote, and where only one message came, which it is.
So what is known here is forgotten at midnight, and when the process ends.
"""

import hashlib
from collections import defaultdict
from datetime import date
from enum import Enum
from threading import Lock

from leadership.domain.ceo_messages import MOST_A_DAY


class Admission(Enum):
    NEW = "new"
    AGAIN = "again"  # the same words, because a button was pressed twice
    TOO_MANY = "too many"


class Admissions:
    """What was sent today under which invitation, as hashes of the words."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._day: date | None = None
        self._sent: dict[int, set[bytes]] = defaultdict(set)

    def admit(self, invitation_id: int, text: str, on: date) -> Admission:
        """Whether this may be stored; NEW counts it at once, so that two threads store one."""
        with self._lock:
            if self._day != on:
                self._day = on
                self._sent.clear()
            sent, words = self._sent[invitation_id], _hash(text)
            if words in sent:
                return Admission.AGAIN
            if len(sent) >= MOST_A_DAY:
                return Admission.TOO_MANY
            sent.add(words)
            return Admission.NEW

    def take_back(self, invitation_id: int, text: str) -> None:
        """It could not be stored after all, so it may be sent again."""
        with self._lock:
            self._sent[invitation_id].discard(_hash(text))


ADMISSIONS = Admissions()


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
