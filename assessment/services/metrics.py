"""Keeping the inventory of service metrics of a round."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessment.domain.errors import AssessmentError
from assessment.domain.metrics_test import MetricTag
from assessment.models import Round, ServiceMetric


class MetricListed(AssessmentError):
    """A metric stands on a round's list once."""


class InventoryClosed(AssessmentError):
    """The inventory of a closed round is part of its results."""


def add_metric(
    *, round_: Round, name: str, tag: MetricTag, on_dashboard: bool, in_pay: bool
) -> ServiceMetric:
    """Put a metric on the round's list. Raises MetricListed, InventoryClosed."""
    try:
        with transaction.atomic():
            _hold_unclosed(round_)
            return ServiceMetric.objects.create(
                round=round_, name=name, tag=tag.value, on_dashboard=on_dashboard, in_pay=in_pay
            )
    except IntegrityError as error:
        raise MetricListed(_("“{name}” is on the list already.").format(name=name)) from error


def remove_metric(*, round_: Round, metric_id: int) -> None:
    """Take a metric off the list; one that is gone already is no error. Raises InventoryClosed."""
    with transaction.atomic():
        _hold_unclosed(round_)
        ServiceMetric.objects.filter(round=round_, pk=metric_id).delete()


def copy_metrics(*, earlier: Round, round_: Round) -> int:
    """Start a round's list from that of an earlier round; returns how many were copied."""
    with transaction.atomic():
        _hold_unclosed(round_)
        known = set(round_.metrics.values_list("name", flat=True))
        copies = [
            ServiceMetric(
                round=round_,
                name=metric.name,
                tag=metric.tag,
                on_dashboard=metric.on_dashboard,
                in_pay=metric.in_pay,
            )
            for metric in earlier.metrics.all()
            if metric.name not in known
        ]
        ServiceMetric.objects.bulk_create(copies)
    return len(copies)


def _hold_unclosed(round_: Round) -> None:
    if Round.objects.select_for_update().get(pk=round_.pk).is_closed:
        raise InventoryClosed(_("This round has closed, so its metrics cannot change any more."))
