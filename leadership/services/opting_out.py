"""Remembering that somebody does not want to be asked again."""

from datetime import datetime

from django.db import transaction

from assessment.models import Organization
from leadership.models import Invitation, OptOut
from leadership.queries.opt_outs import hash_of


@transaction.atomic
def opt_out(*, invitation: Invitation, now: datetime) -> None:
    """Keep the person's address from being asked by this organization; twice is once.

    Mail that waits in the outbox is not sent any more; the link already mailed still works.
    Raises AddressInvalid.
    """
    opt_out_address(
        organization=invitation.round.organization, address=invitation.person_email, now=now
    )


def opt_out_address(*, organization: Organization, address: str, now: datetime) -> None:
    """The same for an address of which no personal link is known. Raises AddressInvalid."""
    opt_out_hash(organization=organization, hashed=hash_of(address), now=now)


def opt_out_hash(*, organization: Organization, hashed: str, now: datetime) -> None:
    """The same where only the hash is known."""
    OptOut.objects.get_or_create(
        organization=organization,
        address_hash=hashed,
        defaults={"opted_out_on": now.astimezone(organization.zone).date()},
    )
