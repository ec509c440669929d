"""What the inventory of service metrics says so far."""

from collections.abc import Sequence
from datetime import date

import pytest

from assessment.domain.metrics_test import Metric, MetricTag, value_share, verdict
from assessment.domain.quarters import quarter_of
from assessment.models import Organization, Round
from assessment.queries.results import MetricsTest
from assessment.services.metrics import add_metric
from leadership.models import Membership
from leadership.queries.inventories import earlier_inventory, inventory_sentence
from tests.leadership.programmes import a_draft

Q1 = quarter_of(date(2026, 1, 1))


def a_test(tags: Sequence[MetricTag], *, in_pay: bool = False) -> MetricsTest:
    metrics = tuple(Metric(f"m{number}", tag, True, in_pay) for number, tag in enumerate(tags))
    return MetricsTest(metrics, value_share(metrics), verdict(metrics))


def listed(round_: Round, *names: str) -> None:
    for name in names:
        add_metric(round_=round_, name=name, tag=MetricTag.VALUE, on_dashboard=True, in_pay=False)


VALUE, REDUCE, NEITHER = MetricTag.VALUE, MetricTag.REDUCE, MetricTag.NEITHER
NEEDED = "A verdict needs three metrics on the dashboard that are to be reduced or speak of value: "


@pytest.mark.parametrize(
    ("test", "sentence"),
    [
        (None, f"{NEEDED}3 more are needed."),
        (a_test([VALUE, REDUCE, NEITHER]), f"{NEEDED}1 more is needed."),
        (
            a_test([REDUCE] * 3 + [VALUE]),
            "1 of 4 metrics on the dashboard speaks of value. "
            "Service is measured as a cost centre.",
        ),
        (
            a_test([VALUE, VALUE, REDUCE, NEITHER]),
            "2 of 3 metrics on the dashboard speak of value. The picture is mixed.",
        ),
        (
            a_test([VALUE, VALUE, VALUE], in_pay=True),
            "3 of 3 metrics on the dashboard speak of value. At least one is in somebody’s pay. "
            "Service is measured as a driver of value.",
        ),
    ],
)
def test_sentence_counts_before_it_judges(test: MetricsTest | None, sentence: str) -> None:
    assert inventory_sentence(test) == sentence


def test_metrics_come_from_the_latest_earlier_round_that_has_others(
    lead: Membership, other_organization: Organization
) -> None:
    quarters = [Q1.previous().previous(), Q1.previous(), Q1, Q1.next()]
    oldest, older, round_, later = (
        a_draft(lead.organization, lead.user, quarter=quarter) for quarter in quarters
    )
    foreign = a_draft(other_organization, lead.user, quarter=Q1.previous())
    listed(foreign, "Foreign")
    listed(later, "Later")

    assert earlier_inventory(round_) is None

    listed(oldest, "Referrals", "Repurchase rate")
    listed(older, "Referrals")

    assert earlier_inventory(round_) == older

    listed(round_, "Referrals")

    assert earlier_inventory(round_) == oldest

    listed(round_, "Repurchase rate")

    assert earlier_inventory(round_) is None
