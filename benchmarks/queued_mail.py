"""An open round with many customers whose invitations wait in the outbox until told."""

from datetime import timedelta

from django.utils import timezone

from assessment.models import Round
from benchmarks.asked_customers import invite
from leadership.domain.roles import Role
from leadership.models import Invitation, Membership, OutgoingEmail, User
from leadership.services.outbox import queue_invitations

LEAD = "mara@meridian.example"
_NOT_YET = timedelta(days=1)


def queue_mail(mails: int) -> Round:
    """Ask so many customers; nothing is due before `make_due` says so."""
    round_ = Invitation.objects.select_related("round").get(pk=invite(mails)).round
    now = timezone.now()
    Membership.objects.create(
        organization=round_.organization,
        user=User.objects.create_user(LEAD, "Mara Lindt"),
        role=Role.LEAD.value,
        joined_at=now,
    )
    queue_invitations(round_=round_, now=now + _NOT_YET)
    return round_


def make_due(mails: int) -> None:
    """Let the next so many mails go out now."""
    waiting = OutgoingEmail.objects.filter(
        state=OutgoingEmail.State.QUEUED, due_at__gt=timezone.now()
    )
    next_ones = list(waiting.order_by("pk").values_list("pk", flat=True)[:mails])
    OutgoingEmail.objects.filter(pk__gte=next_ones[0], pk__lte=next_ones[-1]).update(
        due_at=timezone.now()
    )
