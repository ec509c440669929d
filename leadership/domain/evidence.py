"""What evidence is made of: its states, what may be written, and links that are only shown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from assessment.domain.language import translatable, translate
from leadership.domain.errors import LeadershipError

LONGEST_TEXT: Final = 2000
LONGEST_LINK: Final = 500
LONGEST_NOTE: Final = 1000


class EvidenceState(StrEnum):
    """Where a piece of evidence stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    SENT_BACK = "sent-back"
    RETRACTED = "retracted"

    @property
    def label(self) -> str:
        return translate(_LABELS[self])


_LABELS: Final = {
    EvidenceState.WAITING: translatable("Waits for review"),
    EvidenceState.ACCEPTED: translatable("Accepted"),
    EvidenceState.SENT_BACK: translatable("Sent back"),
    EvidenceState.RETRACTED: translatable("Retracted"),
}


class Step(StrEnum):
    """What happened to a piece of evidence."""

    GIVEN = "given"
    CONFIRMED = "confirmed"
    REVISED = "revised"
    ACCEPTED = "accepted"
    SENT_BACK = "sent-back"
    RETRACTED = "retracted"

    @property
    def label(self) -> str:
        return translate(_STEPS[self])


_STEPS: Final = {
    Step.GIVEN: translatable("Given"),
    Step.CONFIRMED: translatable("Confirmed with a new date"),
    Step.REVISED: translatable("Revised"),
    Step.ACCEPTED: translatable("Accepted"),
    Step.SENT_BACK: translatable("Sent back"),
    Step.RETRACTED: translatable("Retracted"),
}


class LinkRefused(LeadershipError):
    """A link is a plain address of a page."""


@dataclass(frozen=True, slots=True)
class Content:
    """What somebody shows: words, a link ("" for none), the day it is from."""

    text: str
    link: str
    dated_on: date


def host_of(link: str) -> str:
    """The host that a link leads to, as it is printed beside it; "" for what is no link."""
    try:
        return urlsplit(checked_link(link)).hostname or ""
    except LinkRefused:
        return ""


def checked_link(typed: str) -> str:
    """A link that may be printed, or "" for none. Raises LinkRefused.

    Only http and https, and no name or password before the host, which would make
    “https://bank.example@elsewhere.example” look like a link to the bank.
    """
    link = typed.strip()
    if not link:
        return ""
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise LinkRefused(translate(_NO_ADDRESS)) from error
    if parts.scheme.lower() not in ("http", "https"):
        raise LinkRefused(translate(_ONLY_WEB))
    if "@" in parts.netloc:
        raise LinkRefused(translate(_NO_PASSWORD))
    if not host or "\\" in link or not link.isprintable() or any(map(str.isspace, link)):
        raise LinkRefused(translate(_NO_ADDRESS))
    return link


_ONLY_WEB: Final = translatable("A link begins with https:// or http://.")
_NO_PASSWORD: Final = translatable("Leave out the name or password in front of the host.")
_NO_ADDRESS: Final = translatable("This is no address of a page. Copy it from the browser.")
