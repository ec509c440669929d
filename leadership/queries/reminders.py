"""Whom a reminder reaches, when the next ones are due, and what has become of the earlier ones."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from assessment.domain.audiences import Audience
from assessment.domain.language import translate, translate_plural, whole_number
from assessment.domain.rounds import RoundState
from assessment.models import Round
from leadership.domain.rhythm import Rhythm, reminder_moments
from leadership.models import Bounce, Invitation, OutgoingEmail, Reminder, Schedule, User
from leadership.queries.unanswered import unanswered_in

BETWEEN_TWO_MAILS = timedelta(hours=24)
LATEST = timedelta(hours=24)
THE_CLOCK = "the clock"

State = OutgoingEmail.State


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One reminder of a round: who decided it, whom it concerns, and how far its mail has come.

    `by` is "" for the schedule's own. `is_planning` says that its mail is still being queued.
    """

    pk: int
    decided_at: datetime
    by: str
    audiences: tuple[Audience, ...]
    queued: int
    waiting: int
    gone: int
    is_planning: bool
    is_withdrawn: bool

    @property
    def can_be_taken_back(self) -> bool:
        return not self.is_withdrawn and (self.is_planning or self.waiting > 0)

    @property
    def left_out(self) -> int:
        """Mail that was not needed any more, failed, or was taken back."""
        return self.queued - self.waiting - self.gone

    @property
    def fates(self) -> str:
        """What became of its mail, such as "30 sent, 2 waiting"."""
        said = [_number(translate_plural("{count} sent", "{count} sent", self.gone), self.gone)]
        if self.waiting:
            waiting = translate_plural("{count} waiting", "{count} waiting", self.waiting)
            said.append(_number(waiting, self.waiting))
        if self.left_out:
            left_out = translate_plural("{count} not sent", "{count} not sent", self.left_out)
            said.append(_number(left_out, self.left_out))
        if self.is_planning:
            said.append(translate("more being prepared"))
        return ", ".join(said)


def _number(said: str, count: int) -> str:
    return said.format(count=whole_number(count))


def people_to_remind(
    round_: Round, audiences: Collection[Audience], at: datetime
) -> QuerySet[Invitation]:
    """Those who have not answered and got no mail of this round in the 24 hours before `at`.

    Addresses that bounced are left out; who opted out is known by hashes only and is not.
    """
    mails = OutgoingEmail.objects.filter(
        Q(state=State.QUEUED) | Q(state=State.SENT, sent_at__gt=at - BETWEEN_TWO_MAILS),
        invitation=OuterRef("pk"),
    )
    bounces = Bounce.objects.filter(
        organization=round_.organization_id,
        email=Coalesce(OuterRef("contact__email"), OuterRef("membership__user__email")),
    )
    return (
        unanswered_in(round_)
        .filter(audience__in=[audience.value for audience in audiences])
        .exclude(Exists(mails))
        .exclude(Exists(bounces))
    )


def counted_to_remind(round_: Round, at: datetime) -> dict[Audience, int]:
    """How many a reminder would reach, by audience of the round; opt-outs are not taken off."""
    people = people_to_remind(round_, round_.asks, at).order_by()
    counts = dict(people.values_list("audience").annotate(Count("pk")))
    return {audience: counts.get(audience.value, 0) for audience in round_.asks}


def rounds_that_remind(now: datetime) -> QuerySet[Round]:
    """Every round that takes answers, with all that `reminder_due` reads of it."""
    rounds = Round.objects.filter(state=RoundState.OPEN, closes_at__gt=now)
    return rounds.select_related("organization__schedule").prefetch_related("reminders")


def reminder_due(round_: Round, now: datetime) -> datetime | None:
    """The moment of the reminder that is due and was not begun.

    Of several moments that passed while nobody looked only the last counts, and for a day. One
    that had passed when the schedule was changed is over: saving a schedule reminds nobody.
    """
    past = [moment for moment in _moments(round_) if moment <= now]
    if not past or past[-1] <= now - LATEST:
        return None
    schedule = _schedule_of(round_)
    if schedule and past[-1] < schedule.changed_at:
        return None
    slots = {reminder.slot for reminder in round_.reminders.all()}
    return None if slot_of(round_, past[-1]) in slots else past[-1]


def slot_of(round_: Round, moment: datetime) -> str:
    """The local day, on which the schedule reminds once."""
    return moment.astimezone(round_.organization.zone).date().isoformat()


def reminders_planned(round_: Round, now: datetime) -> tuple[datetime, ...]:
    """The moments at which an open round will remind by itself."""
    return tuple(moment for moment in _moments(round_) if moment > now) if round_.is_open else ()


def reminders_of(round_: Round) -> tuple[ReminderRow, ...]:
    """The reminders of a round, the newest first."""
    reminders = list(Reminder.objects.filter(round=round_))
    mails = OutgoingEmail.objects.filter(reminder__in=reminders).order_by()
    states: Counter[tuple[int, str]] = Counter()
    for reminder, state, count in mails.values_list("reminder", "state").annotate(Count("pk")):
        states[reminder, state] = count
    names = _names_of({one.by for one in reminders} - {THE_CLOCK})
    return tuple(_row(one, names.get(one.by, one.by), states) for one in reminders)


def _names_of(addresses: Collection[str]) -> dict[str, str]:
    """The names of people who are still known here under their address."""
    if not addresses:
        return {}
    users = User.objects.filter(email__in=addresses).exclude(name="")
    return dict(users.values_list("email", "name"))


def _row(reminder: Reminder, by: str, states: Counter[tuple[int, str]]) -> ReminderRow:
    return ReminderRow(
        pk=reminder.pk,
        decided_at=reminder.decided_at,
        by="" if reminder.by == THE_CLOCK else by,
        audiences=tuple(one for one in Audience if one.value in reminder.audiences),
        queued=reminder.queued,
        waiting=states[reminder.pk, State.QUEUED],
        gone=states[reminder.pk, State.SENT],
        is_planning=reminder.finished_at is None,
        is_withdrawn=reminder.withdrawn_at is not None,
    )


def _moments(round_: Round) -> tuple[datetime, ...]:
    if round_.launched_at is None:
        return ()
    return reminder_moments(
        _rhythm(round_),
        launched_at=round_.launched_at,
        closes_at=round_.closes_at,
        zone=round_.organization.zone,
    )


def _rhythm(round_: Round) -> Rhythm:
    """The organization's own while its schedule is on, else the usual one."""
    schedule = _schedule_of(round_)
    return schedule.rhythm if schedule and schedule.is_on else Rhythm()


def _schedule_of(round_: Round) -> Schedule | None:
    return getattr(round_.organization, "schedule", None)
