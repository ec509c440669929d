"""When an organization's rounds open, remind and close by themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models import Organization
from leadership.domain.rhythm import Rhythm

_FIRST_MONTHS = [1, 1, 1, 1]


def first_months() -> list[int]:
    """The first month of each quarter of the fiscal year."""
    return list(_FIRST_MONTHS)


class Schedule(models.Model):
    """The rhythm of one organization; without a row, or while it is off, nothing opens by itself.

    `months` holds for each quarter of the fiscal year the month in it, 1 to 3. Openings before
    `changed_at` are over: saving a schedule never opens a round at once.
    """

    organization = models.OneToOneField(Organization, models.CASCADE, related_name="schedule")
    is_on = models.BooleanField(default=False)
    launches_by_itself = models.BooleanField(default=False)
    months = models.JSONField(default=first_months)
    opening_day = models.PositiveSmallIntegerField(default=5)
    opening_hour = models.PositiveSmallIntegerField(default=9)
    days_open = models.PositiveSmallIntegerField(default=14)
    first_reminder_day = models.PositiveSmallIntegerField(null=True, default=5)
    second_reminder_day = models.PositiveSmallIntegerField(null=True, default=12)
    last_reminder_days_before = models.PositiveSmallIntegerField(null=True, default=2)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="schedule_opens_on_a_day_of_every_month",
                condition=models.Q(opening_day__range=(1, 28)),
                violation_error_message=_("A round opens on one of the days 1 to 28."),
            ),
            models.CheckConstraint(
                name="schedule_opens_at_an_hour",
                condition=models.Q(opening_hour__range=(0, 23)),
                violation_error_message=_("A round opens at one of the hours 0 to 23."),
            ),
            models.CheckConstraint(
                name="schedule_leaves_time_to_answer",
                condition=models.Q(days_open__range=(3, 60)),
                violation_error_message=_("A round stays open for 3 to 60 days."),
            ),
        )

    def __str__(self) -> str:
        return f"schedule of organization {self.organization_id}"

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(
            months=tuple(self.months),
            opening_day=self.opening_day,
            opening_hour=self.opening_hour,
            days_open=self.days_open,
            first_reminder_day=self.first_reminder_day,
            second_reminder_day=self.second_reminder_day,
            last_reminder_days_before=self.last_reminder_days_before,
        )
