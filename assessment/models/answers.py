"""The answers themselves, without the person who gave them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .organizations import Unit
from .rounds import AUDIENCE_CHOICES, Round


class AnswerSheet(models.Model):
    """One respondent's answers in a round: an audience and a unit, no person, no time.

    The id is random so that the order of rows says nothing about the order of answering.
    `answers` maps question keys to a choice code, a number, four numbers of hours, or a text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="sheets")
    audience = models.CharField(max_length=9, choices=AUDIENCE_CHOICES)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)
    answers = models.JSONField(default=dict)
    is_submitted = models.BooleanField(_("submitted"), default=False)

    class Meta:
        indexes = (models.Index("round", "audience", name="sheet_by_round_and_audience"),)

    def __str__(self) -> str:
        return f"{self.audience} sheet {self.id}"
