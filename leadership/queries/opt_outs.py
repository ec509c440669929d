"""Who asked not to be written to."""

from collections.abc import Collection

from leadership.address_keys import hash_of
from leadership.models import OptOut

__all__ = ["OptedOut", "has_opted_out", "hash_of", "opted_out_among"]

OptedOut = frozenset[tuple[int, str]]
"""Pairs of an organization's id and the hash of an address it is not to ask."""


def opted_out_among(organization_ids: Collection[int], hashes: Collection[str]) -> OptedOut:
    """Which of these addresses opted out, in one query."""
    found = OptOut.objects.filter(organization__in=organization_ids, address_hash__in=hashes)
    return frozenset(found.values_list("organization_id", "address_hash"))


def has_opted_out(organization_id: int, address: str) -> bool:
    """Whether this organization is not to ask this address; raises AddressInvalid."""
    return bool(opted_out_among([organization_id], [hash_of(address)]))
