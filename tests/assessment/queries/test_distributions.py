"""All answers to the headline question: whole where ten are behind them, else not at all."""

import pytest

from assessment.domain.rounds import Promise
from assessment.domain.shares import Distribution
from assessment.models import Organization, Round
from assessment.queries.counts import counts_of
from assessment.queries.distributions import SideAnswers
from assessment.queries.perception import perception_of
from tests.closed_rounds import (
    CUSTOMER,
    EMPLOYEE,
    EXECUTIVE,
    MANAGER,
    Choices,
    a_round,
    headline,
)

CODES = ("1", "2", "3", "4", "5")


def distributions(round_: Round) -> dict[str, SideAnswers]:
    found = perception_of(round_, counts_of([round_.pk])[round_.pk])
    assert found is not None
    assert found.labels[0] == "Not at all"
    assert found.labels[-1] == "Highly customer-centric"
    return {one.side: one for one in found.distributions}


def test_every_answer_of_a_side_is_counted_over_all_units(organization: Organization) -> None:
    spread: Choices = {"p1": {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "dk": 6}}
    round_ = a_round(
        organization,
        {EXECUTIVE: headline(6, 9), MANAGER: spread, CUSTOMER: headline(36, 300)},
    )

    found = distributions(round_)

    assert list(found) == ["management", "customers"]
    assert found["management"].answers == Distribution(CODES, (1, 2, 3, 7, 11), 6)
    assert found["customers"].answers == Distribution(CODES, (0, 0, 0, 264, 36), 0)


def test_fewer_than_ten_confidential_answers_are_not_spread_out(
    organization: Organization,
) -> None:
    round_ = a_round(
        organization,
        {
            MANAGER: headline(3, 4),
            EMPLOYEE: headline(4, 9, dont_know=3),
            CUSTOMER: headline(4, 10, dont_know=3),
        },
    )

    found = distributions(round_)

    assert found["management"] == SideAnswers("management", None, "fewer than 5 answers")
    assert found["employees"] == SideAnswers("employees", None, "fewer than 10 answers")
    assert found["customers"].answers == Distribution(CODES, (0, 0, 0, 6, 4), 3)


@pytest.mark.parametrize(
    ("promise", "why_not"),
    [(Promise.ATTRIBUTED, ""), (Promise.TOTALS_ONLY, "fewer than 10 answers")],
)
def test_named_executives_need_no_company(
    organization: Organization, promise: Promise, why_not: str
) -> None:
    round_ = a_round(
        organization, {EXECUTIVE: headline(6, 9), CUSTOMER: headline(9, 90)}, promise=promise
    )

    assert distributions(round_)["management"].why_not == why_not


def test_few_managers_do_not_follow_from_executives_by_name(organization: Organization) -> None:
    round_ = a_round(
        organization,
        {EXECUTIVE: headline(6, 9), MANAGER: headline(2, 7), CUSTOMER: headline(9, 90)},
    )

    assert distributions(round_)["management"].why_not == "fewer than 10 answers"


def test_nothing_is_spread_out_before_the_close(organization: Organization) -> None:
    round_ = a_round(organization, {CUSTOMER: headline(36, 300)}, closed=False)

    assert distributions(round_)["customers"].answers is None


def test_what_earlier_rounds_hide_is_not_spread_out(organization: Organization) -> None:
    round_ = a_round(organization, {MANAGER: headline(9, 90), CUSTOMER: headline(36, 300)})
    round_.protected = ["customers:total"]

    found = distributions(round_)

    assert found["customers"] == SideAnswers("customers", None, "hidden to protect others")
    assert found["management"].answers is not None
