"""Remembering that somebody does not want to be asked again."""

from datetime import datetime

from django.db import transaction

from leadership.models import Invitation, OptOut
from leadership.queries.opt_outs import hash_of


@transaction.atomic
def opt_out(*, invitation: Invitation, now: datetime) -> None:
    """Keep the person's address from being asked by this organization; twice is once.

    Mail that waits in the outbox is not sent any more; the link already mailed still works.
    """
    organization = invitation.round.organization
    OptOut.objects.get_or_create(
        organization=organization,
        address_hash=hash_of(invitation.person_email),
        defaults={"opted_out_on": now.astimezone(organization.zone).date()},
    )
