"""Logs and messages to the chief executive, as tests need them."""

from datetime import date, datetime
from uuid import uuid4

from assessment.models import Organization
from leadership.domain.immersion import ImmersionKind
from leadership.models import CeoDesk, CeoMessage, Immersion, Membership
from leadership.services.ceo_messages import write_to_ceo
from leadership.services.immersion import log_immersion
from tests.leadership.conftest import NOW


def an_entry(
    membership: Membership,
    spent_on: date | None = None,
    half_hours: int = 3,
    *,
    note: str = "",
    now: datetime = NOW,
) -> Immersion:
    return log_immersion(
        membership=membership,
        entry_id=uuid4(),
        spent_on=spent_on or now.date(),
        half_hours=half_hours,
        kind=ImmersionKind.CALL,
        note=note,
        now=now,
    )


def a_desk(membership: Membership) -> CeoDesk:
    return CeoDesk.objects.create(organization_id=membership.organization_id, membership=membership)


def a_message(
    organization: Organization,
    text: str = "Call back.",
    address: str = "",
    *,
    now: datetime = NOW,
) -> CeoMessage:
    known = set(CeoMessage.objects.values_list("pk", flat=True))
    write_to_ceo(organization=organization, text=text, address=address, language="en", now=now)
    return CeoMessage.objects.exclude(pk__in=known).get()
