"""Writing down that a worker is alive."""

from datetime import datetime, timedelta

from leadership.models import Heartbeat

_EVERY = timedelta(seconds=15)
_FORGOTTEN_AFTER = timedelta(days=1)


def record_tick(*, worker: str, now: datetime) -> bool:
    """Note the tick, at most every fifteen seconds; whether it is the worker's first of a day.

    With that one, workers long gone are forgotten.
    """
    known = Heartbeat.objects.filter(worker=worker).first()
    if known is None:
        Heartbeat.objects.update_or_create(worker=worker, defaults={"ticked_at": now})
    elif now - known.ticked_at >= _EVERY:
        Heartbeat.objects.filter(pk=known.pk).update(ticked_at=now)
    is_first = known is None or known.ticked_at.date() != now.date()
    if is_first:
        Heartbeat.objects.filter(ticked_at__lt=now - _FORGOTTEN_AFTER).delete()
    return is_first
