"""Whether background work goes on."""

from datetime import datetime, timedelta

from django.db.models import Max

from leadership.models import Heartbeat

SILENT_AFTER = timedelta(minutes=10)


def last_tick() -> datetime | None:
    """When any worker was last known to be alive; None before the first one."""
    latest: datetime | None = Heartbeat.objects.aggregate(latest=Max("ticked_at"))["latest"]
    return latest


def worker_is_silent(now: datetime) -> bool:
    """Whether no worker has ticked for ten minutes, or none ever has."""
    latest = last_tick()
    return latest is None or now - latest > SILENT_AFTER
