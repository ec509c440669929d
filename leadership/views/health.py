"""What a monitor or a load balancer asks."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leadership.queries.health import SILENT_AFTER, last_tick


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """503 when the database fails, or when a worker has been seen and then fell silent.

    Before the first tick the answer is 200, so that the web server can be started first.
    """
    try:
        latest = last_tick()
    except DatabaseError:
        return JsonResponse({"database": "failed"}, status=503)
    if latest is None:
        return JsonResponse({"database": "ok", "worker": "silent", "last_tick_seconds_ago": None})
    age = max(timezone.now() - latest, SILENT_AFTER * 0)
    silent = age > SILENT_AFTER
    return JsonResponse(
        {
            "database": "ok",
            "worker": "silent" if silent else "ok",
            "last_tick_seconds_ago": round(age.total_seconds()),
        },
        status=503 if silent else 200,
    )
