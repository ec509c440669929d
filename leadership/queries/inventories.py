"""What a round's inventory of service metrics says so far, and where it could start from."""

from django.db.models import Exists, OuterRef

from assessment.domain.language import translatable, translate, translate_plural
from assessment.domain.metrics_test import FEWEST_METRICS, MetricTag, Verdict
from assessment.models import Round, ServiceMetric
from assessment.queries.results import MetricsTest

_READING = {
    Verdict.COST_CENTRE: translatable("Service is measured as a cost centre."),
    Verdict.MIXED: translatable("The picture is mixed."),
    Verdict.DRIVER: translatable(
        "At least one is in somebody’s pay. Service is measured as a driver of value."
    ),
}


def inventory_sentence(test: MetricsTest | None) -> str:
    """Counts and the verdict; only how many are missing while there are too few to say."""
    tags = [metric.tag for metric in test.metrics if metric.on_dashboard] if test else []
    value = tags.count(MetricTag.VALUE)
    telling = value + tags.count(MetricTag.REDUCE)
    if test is None or test.verdict is Verdict.NO_SCORE:
        missing = FEWEST_METRICS - telling
        return translate_plural(
            "A verdict needs three metrics on the dashboard that are to be reduced or speak of "
            "value: {count} more is needed.",
            "A verdict needs three metrics on the dashboard that are to be reduced or speak of "
            "value: {count} more are needed.",
            missing,
        ).format(count=missing)
    counted = translate_plural(
        "{count} of {all} metrics on the dashboard speaks of value.",
        "{count} of {all} metrics on the dashboard speak of value.",
        value,
    ).format(count=value, all=telling)
    return f"{counted} {translate(_READING[test.verdict])}"


def earlier_inventory(round_: Round) -> Round | None:
    """The latest earlier round with metrics that are not on this round's list."""
    known = ServiceMetric.objects.filter(round=round_).values("name")
    others = ServiceMetric.objects.filter(round=OuterRef("pk")).exclude(name__in=known)
    return (
        Round.objects.filter(
            Exists(others),
            organization=round_.organization_id,
            quarter_starts_on__lt=round_.quarter_starts_on,
        )
        .order_by("-quarter_starts_on")
        .first()
    )
