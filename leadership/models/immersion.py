"""An executive's own log of time spent close to customers."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import validate_one_line
from leadership.domain.immersion import LONGEST_ENTRY, LONGEST_NOTE, ImmersionKind

from .people import Membership


class Immersion(models.Model):
    """Half hours of one day; only the member whose they are ever reads them.

    The page that writes an entry chooses its id, so that sending twice is sending once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="immersions")
    spent_on = models.DateField(_("day"))
    half_hours = models.PositiveSmallIntegerField(_("half hours"))
    kind = models.CharField(
        _("kind"), max_length=8, choices=[(kind.value, kind.value) for kind in ImmersionKind]
    )
    note = models.CharField(
        _("note"),
        max_length=LONGEST_NOTE,
        blank=True,
        validators=[validate_one_line],
    )

    class Meta:
        ordering = ("-spent_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="immersion_takes_half_an_hour_or_more",
                condition=models.Q(half_hours__gte=1, half_hours__lte=LONGEST_ENTRY),
                violation_error_message=_("An entry has half an hour to twelve hours."),
            ),
        )
        indexes = (models.Index(fields=("membership", "spent_on"), name="immersion_by_day"),)

    def __str__(self) -> str:
        return f"entry {str(self.pk)[:8]}"
