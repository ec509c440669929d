"""Mail about evidence: to its giver when it comes back, to those who review once a morning."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from assessment.models import Organization, Round
from leadership.domain.evidence import EvidenceState
from leadership.domain.roles import RUNS_ROUNDS
from leadership.emails.letters import new_message_id
from leadership.models import Evidence, Membership, OutgoingEmail

EARLIEST_HOUR: Final = 8


def queue_sent_back(*, evidence: Evidence, now: datetime) -> None:
    """Tell the giver, once for each revision; belongs into the review's transaction."""
    if evidence.giver is None or not evidence.giver.user.is_active:
        return
    mail = OutgoingEmail(
        organization_id=evidence.organization_id,
        round_id=evidence.round_id,
        membership=evidence.giver,
        kind=OutgoingEmail.Kind.PROOF_BACK,
        dedupe_key=f"proof-back:{evidence.pk}:{evidence.revision}",
        due_at=now,
        message_id=new_message_id(),
    )
    OutgoingEmail.objects.bulk_create([mail], ignore_conflicts=True)


def tell_of_evidence(*, now: datetime) -> int:
    """Write the mails about evidence of earlier days that waits for review; returns how many.

    At most one a day, organization and reviewer, in the morning; each piece is told of once, and
    once more after it was revised.
    """
    untold = _untold()
    told = 0
    for organization in Organization.objects.filter(pk__in=untold.values("organization")):
        told += _tell(organization, now)
    return told


def _untold() -> QuerySet[Evidence]:
    return Evidence.objects.filter(
        told_on=None, state=EvidenceState.WAITING.value, can_be_reviewed=True
    )


def _tell(organization: Organization, now: datetime) -> int:
    local = now.astimezone(organization.zone)
    if local.hour < EARLIEST_HOUR:
        return 0
    today = local.date()
    with transaction.atomic():
        new = _untold().filter(organization=organization, given_on__lt=today)
        latest = (
            Round.objects.filter(pk__in=new.values("round")).order_by("-quarter_starts_on").first()
        )
        if latest is None or not new.update(told_on=today):
            return 0
        mails = [
            OutgoingEmail(
                organization=organization,
                round=latest,
                membership_id=member,
                kind=OutgoingEmail.Kind.PROOF_WAITS,
                dedupe_key=f"proof-waits:{organization.pk}:{member}:{today.isoformat()}",
                due_at=now,
                message_id=new_message_id(),
            )
            for member in _reviewers(organization)
        ]
        OutgoingEmail.objects.bulk_create(mails, ignore_conflicts=True)
    return len(mails)


def _reviewers(organization: Organization) -> list[int]:
    members = Membership.objects.filter(organization=organization, user__is_active=True)
    reviewing = members.filter(Q(role__in=RUNS_ROUNDS) | Q(evidence_reviewer__isnull=False))
    return list(reviewing.order_by("pk").values_list("pk", flat=True))
