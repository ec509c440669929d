"""Reminding owners of commitments a week before they are due and on the day, each once."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Prefetch

from assessment.domain.language import translatable as _
from assessment.domain.quarters import local_day
from leadership.domain.commitments import CommitmentState
from leadership.emails.letters import new_message_id
from leadership.models import Commitment, CommitmentReminder, OutgoingEmail

EARLIEST_HOUR: Final = 8
A_WEEK: Final = timedelta(days=7)
_ANYWHERE: Final = timedelta(days=1)  # somewhere on earth it is another day
_Moment = CommitmentReminder.Moment


def remind_of_commitments(*, now: datetime) -> int:
    """Write the reminders whose morning has come where the organization is; returns how many.

    Any number of workers may do so at once: a mail is unique for its moment, day and owner.
    Whoever takes a commitment over is reminded like its owner before, who gets no more mail.
    A worker that was away writes the one of the week on any later day before the due day, and
    that of the day on no other.
    """
    return sum(_remind(commitment, moment, now) for commitment, moment in _due(now))


def _due(now: datetime) -> Iterator[tuple[Commitment, str]]:
    """Open commitments whose owner has not been reminded as of now; two queries in all."""
    today = now.date()
    near = Commitment.objects.filter(
        state=CommitmentState.OPEN.value,
        owner__isnull=False,
        due_on__range=(today - _ANYWHERE, today + A_WEEK + _ANYWHERE),
    )
    written = Prefetch("reminders", CommitmentReminder.objects.select_related("email"))
    for commitment in near.select_related("organization").prefetch_related(written):
        moment = _moment(commitment, now)
        if moment and not any(
            (one.moment, one.due_on, one.email.membership_id)
            == (moment, commitment.due_on, commitment.owner_id)
            for one in commitment.reminders.all()
        ):
            yield commitment, moment


def _moment(commitment: Commitment, now: datetime) -> str:
    """Which reminder it is time for; "" for none.

    What was promised less than a week ahead, or today, is fresh in mind: no week's reminder.
    """
    local = now.astimezone(commitment.organization.zone)
    if local.time() < time(EARLIEST_HOUR):
        return ""
    today, due_on = local.date(), commitment.due_on
    if today == due_on and commitment.made_on < today:
        return _Moment.DAY.value
    if due_on - A_WEEK <= today < due_on and commitment.made_on <= due_on - A_WEEK:
        return _Moment.WEEK.value
    return ""


def _remind(commitment: Commitment, moment: str, now: datetime) -> int:
    """Whether it was this worker that wrote the mail."""
    day, owner = commitment.due_on.isoformat(), commitment.owner_id
    key = f"commitment:{commitment.pk}:{moment}:{day}:{owner}"
    try:
        with transaction.atomic():
            email = OutgoingEmail.objects.create(
                organization_id=commitment.organization_id,
                round_id=commitment.round_id,
                membership_id=commitment.owner_id,
                kind=OutgoingEmail.Kind.COMMITMENT,
                dedupe_key=key,
                due_at=now,
                message_id=new_message_id(),
            )
            CommitmentReminder.objects.create(
                commitment=commitment, moment=moment, due_on=commitment.due_on, email=email
            )
    except IntegrityError:  # another worker was there first, or it was deleted meanwhile
        return 0
    return 1


def why_not_needed(email: OutgoingEmail, now: datetime) -> str | None:
    """Why a queued reminder is not sent; None to send it. Asked right before sending."""
    reminder = (
        CommitmentReminder.objects.filter(email=email)
        .select_related("commitment__organization", "commitment__owner__user")
        .first()
    )
    if reminder is None:
        return _("The commitment is not there any more.")
    commitment = reminder.commitment
    if not commitment.is_open:
        return _("The commitment was closed.")
    if commitment.owner is None or commitment.owner_id != email.membership_id:
        return _("Somebody else sees to it.")
    if not commitment.owner.user.is_active:
        return _("This person does not sign in any more.")
    return _moved_or_over(reminder, local_day(now, commitment.organization.time_zone))


def _moved_or_over(reminder: CommitmentReminder, today: date) -> str | None:
    if reminder.commitment.due_on != reminder.due_on:
        return _("The commitment is due on another day.")
    return _("The day is over.") if today > reminder.due_on else None
