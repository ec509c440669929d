"""Telling those who run rounds that somebody may be contacted: at most once a day and round."""

from datetime import datetime
from typing import Final

from django.db import transaction

from assessment.models import Round
from leadership.domain.concerns import ConcernState
from leadership.models import Concern, OutgoingEmail
from leadership.services.lead_mail import queue_for_leads

EARLIEST_HOUR: Final = 8


def tell_of_concerns(*, now: datetime) -> int:
    """Write the mails about comments of earlier days; returns how many.

    In the morning of the organization, so that the hour of a mail does not tell the hour at which
    somebody answered. Each comment is told of once, and not when somebody has taken it before.
    """
    untold = Concern.objects.filter(told_on=None, state=ConcernState.NEW)
    rounds = Round.objects.filter(pk__in=untold.values("invitation__round"))
    return sum(_tell(round_, now) for round_ in rounds.select_related("organization"))


def _tell(round_: Round, now: datetime) -> int:
    local = now.astimezone(round_.organization.zone)
    if local.hour < EARLIEST_HOUR:
        return 0
    today = local.date()
    with transaction.atomic():
        untold = Concern.objects.filter(
            invitation__round=round_,
            told_on=None,
            state=ConcernState.NEW,
            received_on__lt=today,
        )
        if not untold.update(told_on=today):
            return 0
        return queue_for_leads(
            round_=round_, kind=OutgoingEmail.Kind.INBOX, now=now, about=today.isoformat()
        )
