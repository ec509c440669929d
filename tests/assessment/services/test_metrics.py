"""Keeping a round's inventory of service metrics."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from assessment.domain.audiences import Audience
from assessment.domain.metrics_test import MetricTag
from assessment.domain.quarters import Quarter, quarter_of
from assessment.domain.rounds import Promise
from assessment.models import Organization, Round
from assessment.services.metrics import (
    InventoryClosed,
    MetricListed,
    add_metric,
    copy_metrics,
    remove_metric,
)
from assessment.services.rounds import close_round, create_round, open_round

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Q4 = quarter_of(date(2026, 11, 23))
VALUE: dict[str, Any] = {"tag": MetricTag.VALUE, "on_dashboard": True, "in_pay": False}
pytestmark = pytest.mark.django_db


@pytest.fixture
def organization() -> Organization:
    return Organization.objects.create(name="Acme", slug="acme", created_at=NOW)


def a_round(organization: Organization, quarter: Quarter = Q4) -> Round:
    return create_round(
        organization=organization,
        quarter=quarter,
        closes_at=NOW + timedelta(days=14),
        promise=Promise.TOTALS_ONLY,
        audiences=[Audience.CUSTOMER],
        version_ids=[],
    )


def closed(round_: Round) -> Round:
    open_round(round_=round_, asked={(Audience.CUSTOMER, None): 1}, now=NOW)
    close_round(round_=round_, now=NOW + timedelta(days=1))
    return round_


def names_of(round_: Round) -> list[str]:
    return list(round_.metrics.values_list("name", flat=True))


def test_metric_is_listed_as_it_was_given(organization: Organization) -> None:
    round_ = a_round(organization)

    metric = add_metric(
        round_=round_, name="Handling time", tag=MetricTag.REDUCE, on_dashboard=False, in_pay=True
    )

    metric.refresh_from_db()
    assert (metric.name, metric.tag, metric.on_dashboard, metric.in_pay) == (
        "Handling time",
        "reduce",
        False,
        True,
    )


def test_metric_is_listed_once(organization: Organization) -> None:
    round_ = a_round(organization)
    add_metric(round_=round_, name="Repurchase rate", **VALUE)

    with pytest.raises(MetricListed, match="“Repurchase rate” is on the list already"):
        add_metric(round_=round_, name="Repurchase rate", **VALUE)

    assert names_of(round_) == ["Repurchase rate"]


def test_metric_is_removed_and_removing_it_again_is_no_error(organization: Organization) -> None:
    round_ = a_round(organization)
    metric = add_metric(round_=round_, name="Repurchase rate", **VALUE)

    remove_metric(round_=round_, metric_id=metric.pk)
    remove_metric(round_=round_, metric_id=metric.pk)

    assert names_of(round_) == []


def test_metric_of_another_round_is_not_removed(organization: Organization) -> None:
    round_, other = a_round(organization), a_round(organization, Q4.next())
    metric = add_metric(round_=other, name="Repurchase rate", **VALUE)

    remove_metric(round_=round_, metric_id=metric.pk)

    assert names_of(other) == ["Repurchase rate"]


def test_copy_adds_what_is_not_listed_yet(organization: Organization) -> None:
    earlier, round_ = a_round(organization, Q4.previous()), a_round(organization)
    for name in ("Repurchase rate", "Referrals", "Lifetime value"):
        add_metric(round_=earlier, name=name, **VALUE)
    add_metric(round_=round_, name="Referrals", **VALUE)

    copied = copy_metrics(earlier=earlier, round_=round_)

    assert copied == 2
    assert names_of(round_) == ["Referrals", "Repurchase rate", "Lifetime value"]


def test_closed_round_keeps_its_list(organization: Organization) -> None:
    earlier, round_ = a_round(organization, Q4.previous()), a_round(organization)
    add_metric(round_=earlier, name="Referrals", **VALUE)
    metric = add_metric(round_=round_, name="Repurchase rate", **VALUE)
    closed(round_)

    with pytest.raises(InventoryClosed, match="has closed"):
        add_metric(round_=round_, name="Lifetime value", **VALUE)
    with pytest.raises(InventoryClosed):
        remove_metric(round_=round_, metric_id=metric.pk)
    with pytest.raises(InventoryClosed):
        copy_metrics(earlier=earlier, round_=round_)

    assert names_of(round_) == ["Repurchase rate"]
