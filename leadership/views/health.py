"""What a monitor or a load balancer asks."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leadership.queries.health import (
    SILENT_AFTER,
    last_tick,
    oldest_due_mail,
    oldest_due_task,
)


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """503 when the database fails, or when a worker has been seen and then fell silent.

    Before the first tick the answer is 200, so that the web server can be started first.
    """
    now = timezone.now()
    try:
        latest = last_tick()
        waiting = {"mail": oldest_due_mail(now), "task": oldest_due_task()}
    except Error:
        return JsonResponse({"database": "failed"}, status=503)
    silent = latest is None or now - latest > SILENT_AFTER
    return JsonResponse(
        {
            "database": "ok",
            "worker": "silent" if silent else "ok",
            "last_tick_seconds_ago": _age(latest, now),
            "oldest_due_mail_seconds": _age(waiting["mail"], now),
            "oldest_due_task_seconds": _age(waiting["task"], now),
        },
        status=503 if silent and latest else 200,
    )


def _age(moment: datetime | None, now: datetime) -> int | None:
    return None if moment is None else max(0, round((now - moment).total_seconds()))
