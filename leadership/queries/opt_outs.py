"""Who asked not to be written to."""

from django.conf import settings

from leadership.domain.addresses import address_hash
from leadership.models import OptOut


def has_opted_out(organization_id: int, address: str) -> bool:
    """Whether this organization is not to ask this address; raises AddressInvalid."""
    return OptOut.objects.filter(
        organization=organization_id, address_hash=address_hash(settings.LINK_KEY, address)
    ).exists()
