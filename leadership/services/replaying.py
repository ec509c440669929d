"""Erasing again whom a restored backup brought back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assessment.models import Organization
from leadership.domain.addresses import AddressInvalid
from leadership.models import (
    AuditEntry,
    Bounce,
    CeoMessage,
    Contact,
    Erasure,
    JoinInvitation,
    MailboxMessage,
    User,
)
from leadership.queries.opt_outs import hash_of
from leadership.queries.persons import Person
from leadership.services.erasing import erase_again
from leadership.services.erasure_journal import Line, lines_in
from leadership.services.people import LastOwner

_ADDRESS = re.compile(r"[^\s@<>,;:()“”\"]+@[^\s@<>,;:()“”\"]+")


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many erasures the database did not know: done again, of nobody here, and refused."""

    again: int
    nobody: int
    refused: tuple[str, ...]


def replay_erasures(*, paths: Iterable[Path], now: datetime) -> Replayed:
    """Do what stands in the journals and not in the database, oldest first; twice is once.

    An erasure that the database knows is never done again: somebody may have come back since,
    because they wanted to. Raises JournalUnreadable before anything is done.
    """
    lines = {line.pk: line for path in paths for line in lines_in(path)}
    known = set(Erasure.objects.filter(pk__in=lines).values_list("pk", flat=True))
    unknown = sorted(
        (line for pk, line in lines.items() if pk not in known), key=lambda line: line.erased_at
    )
    addresses = _addresses_behind({line.address_hash for line in unknown}) if unknown else {}
    again, refused = 0, []
    for line in unknown:
        if not _has_its_place(line):
            continue
        address = addresses.get(line.address_hash)
        try:
            _erase(line, address, now)
            again += address is not None
        except LastOwner as error:
            refused.append(str(error))
    return Replayed(again, len(unknown) - again - len(refused), tuple(refused))


def _erase(line: Line, address: str | None, now: datetime) -> None:
    erase_again(
        person=Person(address, line.organization_id) if address else None,
        erasure_id=line.pk,
        organization_id=line.organization_id,
        hashed=line.address_hash,
        erased_at=line.erased_at,
        never_in=line.never_in,
        now=now,
    )


def _has_its_place(line: Line) -> bool:
    """Whether the organization is there at all: an older backup may not know it yet."""
    if line.organization_id is None:
        return True
    return Organization.objects.filter(pk=line.organization_id).exists()


def _addresses_behind(hashes: set[str]) -> dict[str, str]:
    """Which addresses in the database have these hashes; reads all of them, chunk by chunk."""
    found = {}
    for address in set(_every_address()):
        try:
            hashed = hash_of(address)
        except AddressInvalid:
            continue
        if hashed in hashes:
            found[hashed] = address
    return found


def _every_address() -> Iterator[str]:
    for model in (User, Contact, Bounce, JoinInvitation):
        yield from model._default_manager.values_list("email", flat=True).iterator()
    left = CeoMessage.objects.exclude(address="").values_list("address", flat=True)
    yield from left.iterator()
    for recipient in MailboxMessage.objects.values_list("recipient", flat=True).iterator():
        yield from _ADDRESS.findall(recipient.lower())
    for by, about in AuditEntry.objects.values_list("by", "about").distinct().iterator():
        yield from _ADDRESS.findall(f"{by} {about}")
