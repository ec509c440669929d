"""Mail to those who run the rounds of an organization."""

from datetime import datetime

from assessment.models import Round
from leadership.domain.roles import RUNS_ROUNDS
from leadership.emails.letters import new_message_id
from leadership.models import Membership, OutgoingEmail

Kind = OutgoingEmail.Kind
_KEYS = {
    Kind.INBOX: "inbox",
    Kind.ROUND_WAITS: "waits",
    Kind.ROUND_OPENED: "opened",
    Kind.ROUND_STUCK: "stuck",
}


def queue_for_leads(*, round_: Round, kind: Kind, now: datetime, about: str = "") -> int:
    """Write one mail to everybody who runs rounds; returns to how many.

    Once is for ever: a mail is written once a round, member and kind. A kind that may come again
    says in `about` for what: the opening, and the how manieth it is; the day of the inbox.
    """
    members = Membership.objects.filter(
        organization=round_.organization_id, role__in=RUNS_ROUNDS, user__is_active=True
    )
    mails = [
        OutgoingEmail(
            organization_id=round_.organization_id,
            round=round_,
            membership_id=member,
            kind=kind,
            dedupe_key=f"{_KEYS[kind]}:{round_.pk}:{member}" + (f":{about}" if about else ""),
            due_at=now,
            message_id=new_message_id(),
        )
        for member in members.order_by("pk").values_list("pk", flat=True)
    ]
    OutgoingEmail.objects.bulk_create(mails, ignore_conflicts=True)
    return len(mails)
