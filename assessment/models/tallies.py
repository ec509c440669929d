"""Counts of answers, kept in the transaction of every submission."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .organizations import Unit
from .rounds import AUDIENCE_CHOICES, Round


class Tally(models.Model):
    """How often one choice of one question was taken by an audience of a unit.

    A count is spread over a few slots, so that submissions at the same moment do not wait
    for one row; readers sum over the slots. Question "sheets", choice "submitted" counts
    the submitted sheets themselves.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="tallies")
    question = models.CharField(max_length=20)
    audience = models.CharField(max_length=9, choices=AUDIENCE_CHOICES)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)
    choice = models.CharField(max_length=20)
    slot = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tallies"
        constraints = (
            models.UniqueConstraint(
                "round",
                "question",
                "audience",
                Coalesce("unit", 0),
                "choice",
                "slot",
                name="tally_has_one_row_a_slot",
                violation_error_message=_("This choice is counted already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.question}={self.choice}: {self.count}"
