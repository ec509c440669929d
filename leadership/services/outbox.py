"""The outbox: writing down which mail is to go out."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from assessment.models import Round
from leadership.emails.letters import new_message_id
from leadership.models import Invitation, JoinInvitation, OutgoingEmail
from leadership.queries.joining import join_key_of

_INVITATION = OutgoingEmail.Kind.INVITATION.value
_JOIN = OutgoingEmail.Kind.JOIN.value
_CHUNK = 1000


@transaction.atomic
def queue_invitations(*, round_: Round, now: datetime, first: int = 0) -> int:
    """Write one mail for every invitation of the round that has none yet; returns how many.

    Twice is once: an invitation is mailed once a generation. Ids below `first` are not looked at.
    """
    queued = 0
    for invitations in _chunks(_not_yet_queued(round_).filter(pk__gte=first)):
        mails = [
            OutgoingEmail(
                organization_id=round_.organization_id,
                round=round_,
                invitation_id=pk,
                kind=_INVITATION,
                dedupe_key=f"{_INVITATION}:{pk}:{generation}",
                due_at=now,
                message_id=new_message_id(),
            )
            for pk, generation in invitations
        ]
        OutgoingEmail.objects.bulk_create(mails, ignore_conflicts=True)
        queued += len(mails)
    return queued


def queue_join_invitation(*, invitation: JoinInvitation, now: datetime) -> None:
    """Write the mail of an invitation to join; one a generation."""
    OutgoingEmail.objects.create(
        organization_id=invitation.organization_id,
        join_invitation=invitation,
        kind=_JOIN,
        dedupe_key=join_key_of(invitation),
        due_at=now,
        message_id=new_message_id(),
    )


def key_of(invitation: Invitation) -> str:
    """What keeps an invitation from being mailed twice a generation."""
    return f"{_INVITATION}:{invitation.pk}:{invitation.generation}"


def _not_yet_queued(round_: Round) -> QuerySet[Invitation]:
    key = Concat(
        Value(f"{_INVITATION}:"),
        Cast("pk", CharField()),
        Value(":"),
        Cast("generation", CharField()),
    )
    queued = OutgoingEmail.objects.filter(dedupe_key=OuterRef("key"))
    return Invitation.objects.annotate(key=key).filter(
        ~Exists(queued), round=round_, submitted_on=None, revoked_on=None
    )


def _chunks(invitations: QuerySet[Invitation]) -> Iterable[list[tuple[int, int]]]:
    """Ids and generations in order of their ids, a thousand at a time, with flat memory."""
    last = 0
    ordered = invitations.order_by("pk").values_list("pk", "generation")
    while chunk := list(ordered.filter(pk__gt=last)[:_CHUNK]):
        yield chunk
        last = chunk[-1][0]
