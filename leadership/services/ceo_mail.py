"""Telling whoever reads messages to the chief executive that some came: at most once a day."""

from datetime import datetime
from typing import Final

from django.db import transaction

from leadership.emails.letters import new_message_id
from leadership.models import CeoDesk, CeoMessage, OutgoingEmail

EARLIEST_HOUR: Final = 8
_KIND = OutgoingEmail.Kind.CEO_MESSAGES.value


def tell_of_messages(*, now: datetime) -> int:
    """Write the mails of this morning; returns how many.

    Each desk is looked at once a day, in the morning of the organization, whatever is there then:
    the hour of the mail says nothing of when somebody wrote.
    """
    return sum(_tell(desk, now) for desk in CeoDesk.objects.select_related("organization"))


def _tell(desk: CeoDesk, now: datetime) -> int:
    local = now.astimezone(desk.organization.zone)
    today = local.date()
    if local.hour < EARLIEST_HOUR or desk.looked_on == today:
        return 0
    with transaction.atomic():
        looks = CeoDesk.objects.filter(pk=desk.pk).exclude(looked_on=today)
        if not looks.update(looked_on=today):
            return 0
        key = f"{_KIND}:{desk.membership_id}:{today.isoformat()}"
        if OutgoingEmail.objects.filter(dedupe_key=key).exists():
            return 0  # the task went to somebody else and came back today; tomorrow tells the rest
        untold = CeoMessage.objects.filter(organization=desk.organization_id, is_told=False)
        new = untold.filter(is_read=False).exists()
        untold.update(is_told=True)
        if not new:
            return 0
        OutgoingEmail.objects.create(
            organization_id=desk.organization_id,
            membership_id=desk.membership_id,
            kind=_KIND,
            dedupe_key=key,
            due_at=now,
            message_id=new_message_id(),
        )
    return 1
