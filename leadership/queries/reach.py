"""Whether mail reaches people: at which addresses it does not arrive, and who asked for none."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from leadership.domain.addresses import AddressInvalid
from leadership.domain.mail_states import reason_in_words
from leadership.models import Bounce, OptOut
from leadership.queries.opt_outs import hash_of, opted_out_among


@dataclass(frozen=True, slots=True)
class Reach:
    """`bounce` is the id of what is known about an address at which no mail arrives."""

    bounce: int | None = None
    since: date | None = None
    words: str = ""
    opted_out: bool = False


REACHED: Final = Reach()


@dataclass(frozen=True, slots=True)
class Unreached:
    """How many of some addresses get no mail, and why; who asked for none counts there alone."""

    bounced: int
    opted_out: int


def reach_of(organization_id: int, addresses: Collection[str]) -> Mapping[str, Reach]:
    """How mail fares at each of these addresses, in two queries."""
    hashes = {address: hash_ for address in addresses if (hash_ := _hash(address))}
    opted_out = {hash_ for _, hash_ in opted_out_among([organization_id], hashes.values())}
    bounces = Bounce.objects.filter(organization=organization_id, email__in=addresses)
    bounced = {bounce.email: bounce for bounce in bounces}
    return {
        address: _reach(bounced.get(address), hashes.get(address) in opted_out)
        for address in addresses
    }


def unreached_among(organization_id: int, addresses: Collection[str]) -> Unreached:
    """Counts over a list of any length, in two queries that do not grow with it."""
    hashes = OptOut.objects.filter(organization=organization_id)
    opted_out = set(hashes.values_list("address_hash", flat=True))
    bounces = Bounce.objects.filter(organization=organization_id)
    bounced = set(bounces.values_list("email", flat=True)).intersection(addresses)
    asked_for_none = (
        {address for address in addresses if _hash(address) in opted_out} if opted_out else set()
    )
    return Unreached(len(bounced - asked_for_none), len(asked_for_none))


def _reach(bounce: Bounce | None, opted_out: bool) -> Reach:
    if bounce is None:
        return Reach(opted_out=opted_out)
    return Reach(bounce.pk, bounce.bounced_on, reason_in_words(bounce.words), opted_out)


def _hash(address: str) -> str | None:
    try:
        return hash_of(address)
    except AddressInvalid:  # stored by other ways than ours
        return None
