"""Telling those who asked for it what came of their answers."""

from datetime import datetime

from django.db import transaction
from django_tasks import task

from assessment.models import Round
from leadership.emails.letters import new_message_id
from leadership.models import Invitation, OutgoingEmail, WhatWeHeard
from leadership.queries.hearing import without_news_mail
from leadership.services.background import go_on_for_a_while

CHUNK = 1000

_NEWS = OutgoingEmail.Kind.NEWS.value


def wish_for_news(*, invitation: Invitation, wants: bool) -> None:
    """Remember whether somebody who answered wants to be told; twice is once.

    Kept beside the invitation, never beside the answers. Changes nothing before the answers
    were sent, or once the link was withdrawn.
    """
    with transaction.atomic():
        if not invitation.round.is_open:
            # Publishing holds the same row: a wish comes before it or finds the text published.
            Round.objects.select_for_update(no_key=True).get(pk=invitation.round_id)
        Invitation.objects.filter(
            pk=invitation.pk,
            generation=invitation.generation,
            submitted_on__isnull=False,
            revoked_on=None,
        ).update(wants_news=wants)


def queue_news(*, round_: Round, now: datetime) -> None:
    """Write a mail for everybody who wishes; each person gets one, however often this is called.

    Belongs into the transaction that publishes. A worker does what is more than one piece.
    """
    taken_back = OutgoingEmail.objects.filter(
        round=round_,
        kind=_NEWS,
        state=OutgoingEmail.State.SKIPPED,
        invitation__wants_news=True,
    )
    taken_back.update(state=OutgoingEmail.State.QUEUED, due_at=now, attempts=0, error="")
    if queue_next_news(round_id=round_.pk, now=now):
        queue_news_in_background.enqueue(round_.pk, now.isoformat())


@task()
def queue_news_in_background(round_id: int, now: str) -> None:
    """Go on; interrupted, it goes on with those who have no mail yet."""
    at = datetime.fromisoformat(now)
    if go_on_for_a_while(lambda: queue_next_news(round_id=round_id, now=at)):
        queue_news_in_background.enqueue(round_id, now)


def queue_next_news(*, round_id: int, now: datetime) -> bool:
    """Write the next thousand mails; whether there may be more. None once it was taken back."""
    with transaction.atomic():
        published = (
            WhatWeHeard.objects.select_for_update(of=("self",))
            .select_related("round")
            .filter(round=round_id, published_at__isnull=False)
            .first()
        )
        if published is None:
            return False
        round_ = published.round
        invitations = list(without_news_mail(round_).values_list("pk", flat=True)[:CHUNK])
        mails = [_news_mail(round_, invitation, now) for invitation in invitations]
        OutgoingEmail.objects.bulk_create(mails, ignore_conflicts=True)
    return len(invitations) == CHUNK


def _news_mail(round_: Round, invitation: int, now: datetime) -> OutgoingEmail:
    return OutgoingEmail(
        organization_id=round_.organization_id,
        round=round_,
        invitation_id=invitation,
        kind=_NEWS,
        dedupe_key=f"{_NEWS}:{round_.pk}:{invitation}",
        due_at=now,
        message_id=new_message_id(),
    )
