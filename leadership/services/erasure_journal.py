"""The file that says who was erased, so that a restored backup can be told again.

It lies beside the database, never in it. One line an erasure: an id, the time, the organization or
null for all of them, the keyed hash of the address, from which nobody without the key can tell the
person, and the organizations that are never to ask this address again.
"""

import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from leadership.domain.errors import LeadershipError
from leadership.models import Erasure


class JournalUnwritable(LeadershipError):
    """Nobody is erased unless it can be done again after a backup was restored."""


class JournalUnreadable(LeadershipError):
    """A line that was never written by us would be passed over in silence."""


@dataclass(frozen=True, slots=True)
class Line:
    pk: UUID
    erased_at: datetime
    organization_id: int | None
    address_hash: str
    never_in: tuple[int, ...] = ()


def journal_path() -> Path:
    return Path(settings.ERASURE_JOURNAL)


def write_down(erasure: Erasure, *, never_in: Collection[int] = ()) -> None:
    """Add a line and wait until it is on the disk. Raises JournalUnwritable."""
    line = {
        "id": str(erasure.pk),
        "at": erasure.erased_at.isoformat(),
        "organization": erasure.organization_id,
        "address": erasure.address_hash,
        "never_in": sorted(never_in),
    }
    path = journal_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, f"{json.dumps(line)}\n".encode())
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as error:
        raise JournalUnwritable(
            _(
                "Nobody was erased, because the erasure journal cannot be written. Whoever runs "
                "this installation has to look at ERASURE_JOURNAL: {error}."
            ).format(error=error.strerror)
        ) from error


def lines_in(path: Path) -> Iterator[Line]:
    """The erasures of a journal, oldest first. Raises JournalUnreadable."""
    try:
        written = path.read_text().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise JournalUnreadable(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(written, start=1):
        if line.strip():
            yield _read(line, path, number)


def _read(line: str, path: Path, number: int) -> Line:
    try:
        told = json.loads(line)
        organization = told["organization"]
        return Line(
            pk=UUID(told["id"]),
            erased_at=datetime.fromisoformat(told["at"]),
            organization_id=None if organization is None else int(organization),
            address_hash=str(told["address"]),
            never_in=tuple(int(one) for one in told.get("never_in", ())),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise JournalUnreadable(f"Line {number} of {path} is no erasure.") from error
