"""The metrics test weighs value against reduction on the dashboard, and asks for pay."""

from fractions import Fraction

import pytest

from assessment.domain.metrics_test import Metric, MetricTag, Verdict, value_share, verdict


def inventory(*, value: int = 0, reduce: int = 0, neither: int = 0) -> list[Metric]:
    tags = [MetricTag.VALUE] * value + [MetricTag.REDUCE] * reduce + [MetricTag.NEITHER] * neither
    return [Metric("a metric", tag, on_dashboard=True, in_pay=False) for tag in tags]


def in_pay(tag: MetricTag, *, on_dashboard: bool) -> Metric:
    return Metric("paid for", tag, on_dashboard=on_dashboard, in_pay=True)


def test_value_share_leaves_out_what_is_neither() -> None:
    assert value_share(inventory(value=2, reduce=1, neither=5)) == Fraction(2, 3)


def test_value_share_leaves_out_what_is_not_on_the_dashboard() -> None:
    hidden = [Metric("off", MetricTag.VALUE, on_dashboard=False, in_pay=False)] * 4

    assert value_share([*inventory(value=1, reduce=2), *hidden]) == Fraction(1, 3)
    assert value_share(hidden) is None


@pytest.mark.parametrize(
    "metrics", [[], inventory(value=2), inventory(value=1, reduce=1, neither=7)]
)
def test_fewer_than_three_tagged_metrics_give_no_score(metrics: list[Metric]) -> None:
    assert value_share(metrics) is None
    assert verdict(metrics) is Verdict.NO_SCORE


@pytest.mark.parametrize(
    ("value", "reduce", "expected"),
    [
        (0, 3, Verdict.COST_CENTRE),
        (1, 3, Verdict.COST_CENTRE),
        (1, 2, Verdict.MIXED),
        (2, 1, Verdict.MIXED),
        (3, 1, Verdict.DRIVER),
        (3, 0, Verdict.DRIVER),
    ],
)
def test_verdict_by_value_share_when_a_value_metric_is_in_pay(
    value: int, reduce: int, expected: Verdict
) -> None:
    metrics = [
        *inventory(value=value, reduce=reduce),
        in_pay(MetricTag.VALUE, on_dashboard=False),
    ]

    assert verdict(metrics) is expected


def test_verdict_without_a_value_metric_in_pay_is_mixed_at_best() -> None:
    assert verdict(inventory(value=9)) is Verdict.MIXED
    assert (
        verdict([*inventory(value=9), in_pay(MetricTag.REDUCE, on_dashboard=True)]) is Verdict.MIXED
    )


def test_verdict_reads_an_iterator_once() -> None:
    metrics = [*inventory(value=3), in_pay(MetricTag.VALUE, on_dashboard=True)]

    assert verdict(iter(metrics)) is Verdict.DRIVER
