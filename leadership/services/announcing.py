"""Telling the people who lead an organization that a round has closed."""

from datetime import datetime

from assessment.models import Round
from leadership.emails.letters import new_message_id
from leadership.models import OutgoingEmail
from leadership.queries.outcomes import told_of_results

_RESULTS = OutgoingEmail.Kind.RESULTS.value


def queue_results(*, round_: Round, now: datetime) -> None:
    """Write one mail to each owner, lead and executive; twice is once.

    Belongs into the transaction that closes the round.
    """
    readers = told_of_results(round_.organization).values_list("pk", flat=True)
    mails = [
        OutgoingEmail(
            organization_id=round_.organization_id,
            round=round_,
            membership_id=reader,
            kind=_RESULTS,
            dedupe_key=f"{_RESULTS}:{round_.pk}:{reader}",
            due_at=now,
            message_id=new_message_id(),
        )
        for reader in readers
    ]
    OutgoingEmail.objects.bulk_create(mails, ignore_conflicts=True)
