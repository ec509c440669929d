"""The hash under which this installation remembers that an address is not to be written to."""

from django.conf import settings

from leadership.domain.addresses import address_hash


def hash_of(address: str) -> str:
    """The hash under which this installation keeps an opt-out; raises AddressInvalid."""
    return address_hash(settings.LINK_KEY, address)
