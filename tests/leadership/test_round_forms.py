"""What is typed about a round."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
import time_machine

from assessment.domain.audiences import Audience
from assessment.domain.quarters import Quarter, quarter_of
from assessment.models import Organization
from leadership.round_forms import MetricForm, RoundForm

Q1 = quarter_of(date(2026, 3, 2))
TYPED = {
    "quarter": "2026-01-01",
    "closes_on": "2026-03-16",
    "audiences": ["customer", "executive"],
    "promise": "totals_only",
    "minimum_group": "5",
}
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TAGS = [("reduce", "To be reduced"), ("value", "Value or relationship")]


def a_form(
    typed: Mapping[str, object] | None = None,
    *,
    time_zone: str = "UTC",
    quarters: Mapping[str, Quarter] = {"2026-01-01": Q1},
) -> RoundForm:
    return RoundForm(
        TYPED | dict(typed or {}),
        organization=Organization(name="Acme", time_zone=time_zone),
        quarters=quarters,
        people={Audience.CUSTOMER: 12},
    )


@time_machine.travel(NOON, tick=False)
def test_round_closes_at_the_end_of_the_day_where_the_organization_is() -> None:
    form = a_form(time_zone="America/New_York")

    assert form.is_valid(), form.errors
    assert form.closes_at.astimezone(UTC) == datetime(2026, 3, 17, 3, 59, tzinfo=UTC)
    assert form.chosen_audiences == [Audience.CUSTOMER, Audience.EXECUTIVE]


def test_audiences_say_how_many_there_are() -> None:
    labels = [label for _, label in a_form().fields["audiences"].choices]  # type: ignore[attr-defined]

    assert labels == [
        "Executives (0)",
        "Managers (0)",
        "Employees (0)",
        "Customers (12)",
        "Partners (0)",
    ]


def test_quarter_is_not_asked_when_it_stands() -> None:
    assert "quarter" not in a_form(quarters={}).fields


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"quarter": "2020-01-01"}, "quarter", "Select a valid choice"),
        ({"closes_on": ""}, "closes_on", "Choose the last day"),
        ({"closes_on": "soon"}, "closes_on", "such as 2026-12-14"),
        ({"closes_on": "2026-03-01"}, "closes_on", "This day is over"),
        ({"closes_on": "0001-01-01"}, "closes_on", "This day is over"),
        ({"closes_on": "2027-03-04"}, "closes_on", "more than a year away"),
        ({"closes_on": "9999-12-31"}, "closes_on", "more than a year away"),
        ({"audiences": []}, "audiences", "at least one audience"),
        ({"audiences": ["competitor"]}, "audiences", "Select a valid choice"),
        ({"promise": ""}, "promise", "Choose what executives are promised"),
        ({"minimum_group": "4"}, "minimum_group", "Five is the least"),
        ({"minimum_group": "51"}, "minimum_group", "Fifty is the most"),
        ({"minimum_group": "few"}, "minimum_group", "a number from 5 to 50"),
    ],
)
def test_form_says_what_is_wrong(typed: Mapping[str, object], field: str, message: str) -> None:
    form = a_form(typed)

    assert list(form.errors) == [field]
    assert message in form.errors[field][0]


@pytest.mark.parametrize(
    ("hour", "is_over"), [(10, False), (11, True)], ids=["23:30 in Auckland", "0:30 the day after"]
)
def test_day_is_over_at_midnight_where_the_organization_is(hour: int, is_over: bool) -> None:
    with time_machine.travel(datetime(2026, 3, 1, hour, 30, tzinfo=UTC), tick=False):
        form = a_form({"closes_on": "2026-03-01"}, time_zone="Pacific/Auckland")

        assert form.is_valid() is not is_over


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": "Referrals", "tag": "value"}, {}),
        ({"name": " ", "tag": "value"}, {"name": ["Write the name of the metric."]}),
        ({"name": "Referrals"}, {"tag": ["Choose what this metric is for."]}),
    ],
)
def test_metric_needs_a_name_and_a_purpose(
    typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    assert MetricForm(typed, tags=TAGS).errors == errors


def test_metrics_name_is_one_line() -> None:
    form = MetricForm({"name": "Two\u2028lines", "tag": "value"}, tags=TAGS)

    assert list(form.errors) == ["name"]
