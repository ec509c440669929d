"""A comment whose writer may be contacted: left, taken, answered by mail, closed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from leadership.domain.concerns import ConcernState
from leadership.domain.errors import LeadershipError
from leadership.emails.letters import new_message_id
from leadership.models import Concern, ConcernAnswer, Invitation, Membership, OutgoingEmail
from leadership.queries.concerns import unreachable
from leadership.services.audit import record

_ANSWER = OutgoingEmail.Kind.ANSWER.value


class ConcernSettled(LeadershipError):
    """Nobody is answered twice by accident."""


class CannotBeReached(LeadershipError):
    """An answer would not arrive, or is not wanted any more."""


def leave_concern(*, invitation: Invitation, comment: str, on: date) -> None:
    """Keep a comment beside the person who wrote it; belongs into the submission's transaction."""
    Concern.objects.create(
        organization_id=invitation.round.organization_id,
        invitation_id=invitation.pk,
        comment=comment,
        received_on=on,
    )


def give_concern(*, concern: Concern, to: Membership, by: Membership, now: datetime) -> None:
    """Make somebody see to it, be it oneself; what was answered or closed is taken up again.

    Giving it to whoever has it changes nothing.
    """
    with transaction.atomic():
        held = _held(concern)
        if (held.owner_id, held.state) == (to.pk, ConcernState.TAKEN):
            return
        held.owner, held.state = to, ConcernState.TAKEN.value
        held.save(update_fields=["owner", "state"])
        _record("comment taken", held, by, now, f": {to.user.email}")


def answer_concern(*, concern: Concern, text: str, by: Membership, now: datetime) -> ConcernAnswer:
    """Send an answer by mail. Whoever answers what nobody has taken has taken it.

    Raises ConcernSettled when it was answered or closed meanwhile, and CannotBeReached.
    """
    with transaction.atomic():
        held = _held(concern)
        if not ConcernState(held.state).waits:
            raise ConcernSettled(
                _(
                    "Somebody has answered or closed this meanwhile. Take it up again to write "
                    "once more."
                )
            )
        if why_not := unreachable(held):
            raise CannotBeReached(why_not)
        held.owner, held.state = held.owner or by, ConcernState.ANSWERED.value
        held.save(update_fields=["owner", "state"])
        answer = ConcernAnswer.objects.create(
            concern=held, text=text, by=by, email=_queued(held, now), written_at=now
        )
        _record("comment answered", held, by, now)
    return answer


def close_concern(*, concern: Concern, by: Membership, now: datetime) -> None:
    """There is nothing more to do about it; closing twice is closing once."""
    with transaction.atomic():
        held = _held(concern)
        if held.state == ConcernState.CLOSED:
            return
        held.owner, held.state = held.owner or by, ConcernState.CLOSED.value
        held.save(update_fields=["owner", "state"])
        _record("comment closed", held, by, now)


def _held(concern: Concern) -> Concern:
    """The row as it is now, held until the transaction ends."""
    return (
        Concern.objects.select_for_update(of=("self",))
        .select_related(
            "organization", "owner__user", "invitation__contact", "invitation__round__organization"
        )
        .get(pk=concern.pk)
    )


def _queued(concern: Concern, now: datetime) -> OutgoingEmail:
    number = concern.answers.count() + 1
    return OutgoingEmail.objects.create(
        organization_id=concern.organization_id,
        round_id=concern.invitation.round_id,
        invitation_id=concern.invitation_id,
        kind=_ANSWER,
        dedupe_key=f"{_ANSWER}:{concern.invitation_id}:{number}",
        due_at=now,
        message_id=new_message_id(),
    )


def _record(act: str, concern: Concern, by: Membership, now: datetime, more: str = "") -> None:
    """Without the address of whoever wrote it, because entries outlive the erasure of people."""
    record(
        organization=concern.organization,
        by=by.user,
        act=act,
        about=f"{concern.invitation.round.label}, {concern}{more}",
        now=now,
    )
