"""Holding mails of the outbox for a while, so that no other worker sends them too."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from leadership.models import OutgoingEmail

State = OutgoingEmail.State
_TABLE = OutgoingEmail._meta.db_table
# Once a mail: building this statement anew would cost more than all else that a mail costs us.
_RECORD_SENT = f"""
    UPDATE {_TABLE} SET state = %s, sent_at = %s, provider_id = %s, error = '', leased_until = NULL
    WHERE id = %s AND state = %s AND leased_until = %s
"""  # noqa: S608 - only names of our own table and columns


@dataclass(frozen=True, slots=True)
class Lease:
    """What this worker holds until `until`; whoever comes later may take it over."""

    now: datetime
    until: datetime

    def claim(self, most: int) -> list[int]:
        """Take up to so many mails, those that are due longest; returns their ids."""
        free = Q(leased_until=None) | Q(leased_until__lte=self.now)
        due = OutgoingEmail.objects.filter(free, state=State.QUEUED, due_at__lte=self.now)
        with transaction.atomic():
            # SQLite has one writer at a time, and this transaction is already it.
            if connection.features.has_select_for_update_skip_locked:
                due = due.select_for_update(skip_locked=True)
            ids = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:most])
            if ids:
                OutgoingEmail.objects.filter(free, pk__in=ids).update(leased_until=self.until)
        return ids

    def held(self, ids: Collection[int]) -> QuerySet[OutgoingEmail]:
        """These mails as far as this lease still holds them."""
        return OutgoingEmail.objects.filter(pk__in=ids, state=State.QUEUED, leased_until=self.until)

    def settle(self, email: OutgoingEmail, **changes: object) -> None:
        """Write down what came of a mail and give it back."""
        self.held([email.pk]).update(leased_until=None, **changes)

    def settle_sent(self, email: OutgoingEmail, provider_id: str) -> None:
        moment = connection.ops.adapt_datetimefield_value
        values = [State.SENT, moment(self.now), provider_id]
        with connection.cursor() as cursor:
            cursor.execute(_RECORD_SENT, [*values, email.pk, State.QUEUED, moment(self.until)])

    def release(self, ids: Collection[int], **changes: object) -> None:
        """Give back what was not tried."""
        if ids:
            self.held(ids).update(leased_until=None, **changes)
