"""When background work was last done, so that a silent stop is noticed."""

from django.db import models


class Heartbeat(models.Model):
    """The last tick of one worker process; a web page warns when none is recent."""

    worker = models.CharField(max_length=120, unique=True)
    ticked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker
