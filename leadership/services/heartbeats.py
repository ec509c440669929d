"""Writing down that a worker is alive."""

from datetime import datetime, timedelta

from leadership.models import Heartbeat

_EVERY = timedelta(seconds=15)
_FORGOTTEN_AFTER = timedelta(days=1)


def record_tick(*, worker: str, now: datetime) -> None:
    """Note the tick, at most every fifteen seconds; a worker's first forgets those long gone."""
    known = Heartbeat.objects.filter(worker=worker).first()
    if known is None:
        Heartbeat.objects.filter(ticked_at__lt=now - _FORGOTTEN_AFTER).delete()
        Heartbeat.objects.update_or_create(worker=worker, defaults={"ticked_at": now})
    elif now - known.ticked_at >= _EVERY:
        Heartbeat.objects.filter(pk=known.pk).update(ticked_at=now)
