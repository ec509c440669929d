"""Reminding those who have not answered: by the schedule, or because somebody decided it now."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_tasks import task

from assessment.domain.audiences import Audience
from assessment.domain.language import speaking
from assessment.models import Organization, Round
from assessment.services.rounds import RoundNotOpen, hold_open
from leadership.domain.addresses import AddressInvalid
from leadership.domain.errors import LeadershipError
from leadership.domain.languages import DEFAULT_LANGUAGE
from leadership.emails.letters import new_message_id
from leadership.models import Invitation, OutgoingEmail, Reminder, User
from leadership.queries.opt_outs import hash_of, opted_out_among
from leadership.queries.reminders import (
    THE_CLOCK,
    people_to_remind,
    reminder_due,
    rounds_that_remind,
    slot_of,
)
from leadership.services.audit import record
from leadership.services.background import go_on_for_a_while
from leadership.services.holds import hold_organization

log = logging.getLogger(__name__)

TIME_TO_TAKE_BACK = timedelta(minutes=1)
_CHUNK = 1000
TAKEN_BACK = gettext_noop("The reminder was taken back.")

State = OutgoingEmail.State


class NobodyToRemind(LeadershipError):
    """A reminder needs somebody who has not answered and was not written to just now."""


class NothingToTakeBack(LeadershipError):
    """Mail that has gone out cannot be taken back."""


def remind_due(*, now: datetime) -> int:
    """Begin the reminders that are due by the rhythm of their organization; returns how many.

    Each is begun once, whatever number of workers ask. A round in which something fails is
    logged and tried again the next time; the others are reminded of.
    """
    begun = 0
    for round_ in rounds_that_remind(now):
        try:
            if moment := reminder_due(round_, now):
                begun += _begin_due(round_, moment, now)
        except Exception:
            log.exception("Round %s could not be reminded of", round_.pk)
    return begun


def remind_now(
    *, round_: Round, audiences: Collection[Audience], by: User, now: datetime
) -> Reminder:
    """Remind these audiences in a minute, until when it can be taken back.

    Raises NobodyToRemind, RoundNotOpen.
    """
    with transaction.atomic():
        _hold(round_)
        reminder = Reminder.objects.create(
            round=round_,
            slot=now.isoformat(),
            by=by.email,
            audiences=[one.value for one in round_.asks if one in audiences],
            decided_at=now,
            due_at=now + TIME_TO_TAKE_BACK,
        )
        _queue_first(reminder, by, now)
        if reminder.finished_at and not reminder.queued:
            raise NobodyToRemind(
                _(
                    "There is nobody to remind: everybody of these groups has answered, "
                    "got a mail less than a day ago, or cannot be written to."
                )
            )
    return reminder


def withdraw_reminder(*, reminder: Reminder, by: User, now: datetime) -> int:
    """Take back the mail that still waits; returns how many had gone out already.

    Mail that a worker is sending at this moment counts as gone out. Raises NothingToTakeBack.
    """
    organization = reminder.round.organization
    with transaction.atomic():
        hold_organization(organization.pk)
        reminder.refresh_from_db(from_queryset=Reminder.objects.select_for_update())
        if reminder.withdrawn_at:
            raise NothingToTakeBack(_("This reminder was taken back already."))
        mails = OutgoingEmail.objects.filter(reminder=reminder)
        waiting = mails.filter(Q(leased_until=None) | Q(leased_until__lte=now), state=State.QUEUED)
        taken_back = waiting.update(state=State.SKIPPED, error=TAKEN_BACK)
        if reminder.finished_at and not taken_back:
            raise NothingToTakeBack(_("The mail of this reminder has gone out already."))
        gone = mails.filter(state__in=(State.SENT, State.QUEUED)).count()
        reminder.withdrawn_at, reminder.finished_at = now, reminder.finished_at or now
        reminder.save(update_fields=["withdrawn_at", "finished_at"])
        about = f"{reminder.round.label}: {taken_back} mails, after {gone} had gone out"
        record(organization=organization, by=by, act="reminder taken back", about=about, now=now)
    return gone


@task()
def remind_in_background(reminder_id: int) -> None:
    """Queue what is left of a reminder; interrupted, it goes on where it was."""
    if go_on_for_a_while(lambda: queue_next(reminder_id=reminder_id, now=timezone.now())):
        remind_in_background.enqueue(reminder_id)


def queue_next(*, reminder_id: int, now: datetime) -> bool:
    """Queue the mail of the next thousand people; whether there is more to do.

    Mail and place are one transaction, so that a crash leaves nobody out and reminds nobody
    twice. A round that has closed, or a reminder that was taken back, reminds nobody any more.
    """
    with transaction.atomic():
        hold_organization(Organization.objects.get(rounds__reminders=reminder_id).pk)
        reminder = Reminder.objects.select_for_update(of=("self",)).select_related("round")
        locked = reminder.get(pk=reminder_id)
        if locked.finished_at:
            return False
        people = _next_people(locked)
        locked.queued += _queue(locked, people)
        if people:
            locked.after_invitation = people[-1].pk
        if len(people) < _CHUNK:
            locked.finished_at = now
        locked.save(update_fields=["queued", "after_invitation", "finished_at"])
    return locked.finished_at is None


def _begin_due(round_: Round, moment: datetime, now: datetime) -> bool:
    with transaction.atomic():
        try:
            _hold(round_)
        except RoundNotOpen:
            return False  # closed since it was read
        reminder, begun = Reminder.objects.get_or_create(
            round=round_,
            slot=slot_of(round_, moment),
            defaults={
                "by": THE_CLOCK,
                "audiences": round_.audiences,
                "decided_at": now,
                "due_at": now,
            },
        )
        if begun:
            _queue_first(reminder, None, now)
    return begun


def _queue_first(reminder: Reminder, by: User | None, now: datetime) -> None:
    """Queue the first thousand mails here, leave the others to a worker, write down the act."""
    round_ = reminder.round
    named = [one for one in round_.asks if one.value in reminder.audiences]
    reaches = people_to_remind(round_, named, reminder.due_at).count()
    if queue_next(reminder_id=reminder.pk, now=now):
        remind_in_background.enqueue(reminder.pk)
    reminder.refresh_from_db()
    counted = f"{reminder.queued:,}" if reminder.finished_at else f"up to {reaches:,}"
    with speaking(DEFAULT_LANGUAGE):  # whoever reminds, the audit is in English
        groups = ", ".join(one.plural for one in named)
    about = f"{round_.label}: {groups}; mail to {counted}"
    record(organization=round_.organization, by=by, act="reminder sent", about=about, now=now)


def _next_people(reminder: Reminder) -> list[Invitation]:
    try:
        hold_open(reminder.round_id)
    except RoundNotOpen:
        return []
    audiences = [Audience(value) for value in reminder.audiences]
    people = people_to_remind(reminder.round, audiences, reminder.due_at)
    after = people.filter(pk__gt=reminder.after_invitation).order_by("pk")
    return list(after.select_related("contact", "membership__user")[:_CHUNK])


def _queue(reminder: Reminder, people: Collection[Invitation]) -> int:
    """One mail for everybody who did not opt out; returns how many."""
    organization_id = reminder.round.organization_id
    hashes = {one.pk: hash_ for one in people if (hash_ := _hash(one))}
    opted_out = opted_out_among([organization_id], list(hashes.values()))
    mails = [
        OutgoingEmail(
            organization_id=organization_id,
            round_id=reminder.round_id,
            invitation_id=pk,
            reminder=reminder,
            kind=OutgoingEmail.Kind.REMINDER.value,
            dedupe_key=f"reminder:{reminder.pk}:{pk}",
            due_at=reminder.due_at,
            message_id=new_message_id(),
        )
        for pk, hash_ in hashes.items()
        if (organization_id, hash_) not in opted_out
    ]
    OutgoingEmail.objects.bulk_create(mails)
    return len(mails)


def _hash(invitation: Invitation) -> str | None:
    try:
        return hash_of(invitation.person_email)
    except AddressInvalid:  # stored by other ways than ours; no mail could reach it
        return None


def _hold(round_: Round) -> None:
    """Keep a round open and other reminders waiting; in the order in which a closing locks."""
    hold_organization(round_.organization_id)
    hold_open(round_.pk)
