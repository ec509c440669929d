"""The inventory of service metrics that the metrics test looks at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.domain.metrics_test import MetricTag

from .organizations import validate_one_line
from .rounds import Round


class ServiceMetric(models.Model):
    """One metric by which customer service is measured in a round's organization."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="metrics")
    name = models.CharField(_("metric"), max_length=120, validators=[validate_one_line])
    tag = models.CharField(
        _("what it is for"), max_length=10, choices=[(tag.value, tag.value) for tag in MetricTag]
    )
    on_dashboard = models.BooleanField(_("on the dashboard"), default=True)
    in_pay = models.BooleanField(_("in somebody’s pay"), default=False)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                "round",
                "name",
                name="metric_is_listed_once_a_round",
                violation_error_message=_("This metric is on the list already."),
            ),
        )

    def __str__(self) -> str:
        return self.name
