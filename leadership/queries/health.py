"""Whether background work goes on."""

from datetime import datetime, timedelta

from django.db.models import Max, Min
from django_tasks_db.models import DBTaskResult

from leadership.models import Heartbeat, OutgoingEmail

SILENT_AFTER = timedelta(minutes=10)


def last_tick() -> datetime | None:
    """When any worker was last known to be alive; None before the first one."""
    latest: datetime | None = Heartbeat.objects.aggregate(latest=Max("ticked_at"))["latest"]
    return latest


def worker_is_silent(now: datetime) -> bool:
    """Whether no worker has ticked for ten minutes, or none ever has."""
    latest = last_tick()
    return latest is None or now - latest > SILENT_AFTER


def oldest_due_mail(now: datetime) -> datetime | None:
    """Since when the mail that has waited longest could have gone out; None when none is due."""
    due = OutgoingEmail.objects.filter(state=OutgoingEmail.State.QUEUED, due_at__lte=now)
    oldest: datetime | None = due.aggregate(oldest=Min("due_at"))["oldest"]
    return oldest


def oldest_due_task() -> datetime | None:
    """Since when the background task that has waited longest could have begun."""
    waiting = DBTaskResult.objects.ready().order_by("enqueued_at")
    oldest: datetime | None = waiting.values_list("enqueued_at", flat=True).first()
    return oldest
