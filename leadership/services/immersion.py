"""An executive's log of time with customers: entered, corrected, taken out, forgotten in time.

Nothing here is written into the audit, which owners read: a log is for its keeper alone.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from leadership.domain.errors import LeadershipError
from leadership.domain.immersion import KEPT, LONGEST_DAY, ImmersionKind
from leadership.models import Immersion, Membership


class DayNotLogged(LeadershipError):
    """A log holds what was done in the year before today."""


class DayTooLong(LeadershipError):
    """A day has 24 hours."""


def log_immersion(
    *,
    membership: Membership,
    entry_id: UUID,
    spent_on: date,
    half_hours: int,
    kind: ImmersionKind,
    note: str = "",
    now: datetime,
) -> Immersion:
    """Add an entry once: sent again under its id, it stays as it is.

    Raises DayNotLogged, DayTooLong.
    """
    with transaction.atomic():
        _hold(membership)
        if already := Immersion.objects.filter(membership=membership, pk=entry_id).first():
            return already
        entry = Immersion(pk=entry_id, membership=membership)
        if Immersion.objects.filter(pk=entry_id).exists():  # somebody else's, never touched
            entry = Immersion(membership=membership)
        _check(membership, spent_on, half_hours, now)
        entry.spent_on, entry.half_hours = spent_on, half_hours
        entry.kind, entry.note = kind.value, note
        entry.save(force_insert=True)
    return entry


def change_immersion(
    *,
    entry: Immersion,
    spent_on: date,
    half_hours: int,
    kind: ImmersionKind,
    note: str,
    now: datetime,
) -> None:
    """Correct an entry. Raises DayNotLogged, DayTooLong."""
    with transaction.atomic():
        _hold(entry.membership)
        _check(entry.membership, spent_on, half_hours, now, besides=entry)
        Immersion.objects.filter(pk=entry.pk).update(
            spent_on=spent_on, half_hours=half_hours, kind=kind.value, note=note
        )


def delete_immersion(*, entry: Immersion) -> None:
    """Take an entry out; twice is once."""
    Immersion.objects.filter(pk=entry.pk).delete()


def forget_old_immersions(*, now: datetime) -> int:
    """Erase what is older than a log goes back; returns how many entries."""
    erased, _by_kind = Immersion.objects.filter(spent_on__lt=(now - KEPT).date()).delete()
    return erased


def _hold(membership: Membership) -> None:
    """One entry of a person at a time, so that the sum of a day is known."""
    Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.pk)


def _check(
    membership: Membership,
    spent_on: date,
    half_hours: int,
    now: datetime,
    besides: Immersion | None = None,
) -> None:
    today = now.astimezone(membership.organization.zone).date()
    if spent_on > today:
        raise DayNotLogged(_("This day has not come yet. Choose today or an earlier day."))
    if spent_on < today - KEPT:
        raise DayNotLogged(_("The log goes back one year. Choose a later day."))
    others = Immersion.objects.filter(membership=membership, spent_on=spent_on)
    if besides:
        others = others.exclude(pk=besides.pk)
    if (others.aggregate(sum=Sum("half_hours"))["sum"] or 0) + half_hours > LONGEST_DAY:
        raise DayTooLong(_("That makes more than 24 hours on one day. Look at its other entries."))
