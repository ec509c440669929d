"""The metrics test: do the metrics treat service as a cost centre or as a driver of value?

Source: Dada, “Is Your Leadership Team Committed to Customer Centricity?” — “you can tell simply
by looking at the metrics”. The thresholds are this project’s.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from assessment.domain.language import translatable, translate

FEWEST_METRICS: Final = 3


class MetricTag(StrEnum):
    """What a service metric is for; the value is what is stored."""

    REDUCE = "reduce"
    VALUE = "value"
    NEITHER = "neither"

    @property
    def label(self) -> str:
        return translate(_TAGS[self])


_TAGS: Final = {
    # Translators: what a metric is for: it is to be reduced.
    MetricTag.REDUCE: translatable("reduce"),
    # Translators: what a metric is for: it shows the value of service.
    MetricTag.VALUE: translatable("value"),
    # Translators: what a metric is for: neither to be reduced nor to show value.
    MetricTag.NEITHER: translatable("neither"),
}


class Verdict(StrEnum):
    """What the inventory says; the value is its wording."""

    COST_CENTRE = translatable("cost centre")
    # Translators: the verdict on a company's metrics: neither a cost centre nor a driver of value.
    MIXED = translatable("mixed")
    DRIVER = translatable("driver of value")
    NO_SCORE = translatable("no score")

    @property
    def label(self) -> str:
        """The value in the reader's language."""
        return translate(self.value)


@dataclass(frozen=True, slots=True)
class Metric:
    """One service metric of the inventory."""

    name: str
    tag: MetricTag
    on_dashboard: bool
    in_pay: bool


def value_share(metrics: Iterable[Metric]) -> Fraction | None:
    """Value metrics out of value and to-be-reduced ones on the dashboard, 0 to 1.

    Two value and one to be reduced give 2/3. None below three such metrics: one that is neither
    takes no side, so it neither counts in the base nor towards the three.
    """
    tags = [metric.tag for metric in metrics if metric.on_dashboard]
    value, reduce = tags.count(MetricTag.VALUE), tags.count(MetricTag.REDUCE)
    if value + reduce < FEWEST_METRICS:
        return None
    return Fraction(value, value + reduce)


def verdict(metrics: Iterable[Metric]) -> Verdict:
    """Below 1/3 a cost centre, above 2/3 with a value metric in pay a driver of value, else mixed.

    The value metric in somebody's pay need not be on the dashboard: pay speaks for itself.
    """
    inventory = list(metrics)
    share = value_share(inventory)
    if share is None:
        return Verdict.NO_SCORE
    if share < Fraction(1, 3):
        return Verdict.COST_CENTRE
    paid = any(metric.in_pay and metric.tag is MetricTag.VALUE for metric in inventory)
    return Verdict.DRIVER if share > Fraction(2, 3) and paid else Verdict.MIXED
